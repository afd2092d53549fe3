import type { Sources } from "../base/input/sources.js";
import type { ComparedValues } from "../plan/deciding-values.js";
import type { Served } from "../plan/served.js";
import type { Target } from "../plan/target.js";
import type { AccessTuple } from "../subjects/access/list.js";
import type { LifecycleRule } from "../subjects/bucket/plan.js";

/** Version of the JSON plan's shape; it rises when a reader of the old one would misread the new one. */
export const formatVersion = 3;

/** What a comparison reads of a plan, as the JSON plan has it. */
export interface PlanRecord {
  readonly formatVersion: number;
  readonly stack: string;
  readonly platform: string;
  /** Of AWS; null where nobody stated it. */
  readonly accountId: string | null;
  /** As the stack config describes it. */
  readonly cluster: unknown;
  readonly endpoint: { readonly host: string; readonly port: string };
  readonly bucket: BucketRecord;
  readonly principals: readonly PrincipalRecord[];
  readonly resources: readonly ResourceRecord[];
  readonly access: readonly AccessTuple[];
  readonly target: Target;
  readonly sources: Sources;
  readonly served: readonly Served[];
  readonly comparedValues: ComparedValues;
  /** The committed file of the values block: `planned` or `other` with a digest of its text, or why it isn't read. */
  readonly block: string;
  /** What the merged values do with the embedded MinIO, and what the stack config says of it. */
  readonly embeddedMinio: { readonly stated: "remove" | "keep" | null; readonly effect: "removes" | "keeps" };
  readonly rotation: { readonly active: string; readonly retiring: string | null } | null;
  readonly valuesText: string;
}

export interface BucketRecord {
  readonly name: string;
  readonly region: string;
  readonly create: boolean;
  readonly kmsKeyArn?: string | undefined;
  readonly lifecycleRules: readonly LifecycleRule[];
  readonly policy: { readonly Statement: readonly { readonly Sid?: string | undefined }[] };
}

export interface PrincipalRecord {
  readonly principal: string;
  readonly kind: "role" | "key";
  /** Of a role. */
  readonly roleArn?: string | undefined;
  readonly permissionsBoundary?: string | undefined;
  /** Of a key that this stack makes. */
  readonly user?:
    | {
        readonly userName: string;
        readonly iam?: { readonly permissionsBoundary?: string | undefined } | undefined;
      }
    | undefined;
  /** Of a key that isn't inline. */
  readonly secret?: { readonly namespace: string; readonly name: string } | undefined;
}

export interface ResourceRecord {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly custom: boolean;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly protect: boolean;
}
