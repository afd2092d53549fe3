import type { SecretRef } from "../../base/kubernetes/secret.js";
import type { PolicyDocument } from "./documents.js";

/** What every principal has, however it authenticates. */
export interface PrincipalBase {
  /** `backend`, `profiles` (shared), or the profile's name behind `profile `. */
  readonly principal: string;
  /** Stable part of logical names: `backend`, `profiles`, or `profile-<name>`. */
  readonly key: string;
  readonly description: string;
  readonly policy: PolicyDocument;
}

/** A principal as it is read here: by its documents, or by the Secret with its key. */
export type Principal = Pick<PrincipalBase, "principal" | "key" | "policy"> &
  (
    | { readonly kind: "role"; readonly trust: PolicyDocument }
    | {
        readonly kind: "key";
        /** That this stack makes; undefined where the key is one of others. */
        readonly user: object | undefined;
        /** Undefined where the key is inline in the values. */
        readonly secret: Pick<SecretRef, "namespace" | "name"> | undefined;
      }
  );

export interface Principals<P = Principal> {
  readonly backend: P;
  /** Those of the profiles in the user's order, or the shared one first; none for unmanaged profiles. */
  readonly profiles: readonly P[];
}
