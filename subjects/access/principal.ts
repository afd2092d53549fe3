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
