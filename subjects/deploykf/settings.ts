/** A PersistentVolumeClaim. */

import type { YamlSource } from "../../base/yaml/source.js";

export interface ClaimRef {
  readonly namespace: string;
  readonly name: string;
}
/** What becomes of the MinIO that deployKF runs itself. */
export interface EmbeddedMinioSettings {
  /** As the stack config says it; undefined: nobody did, and it is removed as in the guide. */
  readonly stated: "remove" | "keep" | undefined;
  /** Whether applying the values removes it, or leaves it on. */
  readonly effect: "removes" | "keeps";
  /** Whether its data is in a claim of deployKF's, which goes with it; `persistence.existingClaim` is the user's, and stays. */
  readonly hasOwnClaim: boolean;
  /** deployKF's claim; undefined where only its generator knows. */
  readonly claim: ClaimRef | undefined;
}

/** The user's values files, as the generator merges them with our block. */
export interface ValuesFiles {
  /** Whether there are any: else who is in a profile isn't known. */
  readonly stated: boolean;
  /** deployKF's defaults, and every file before our block. */
  readonly before: unknown;
  /** Files behind it, in order. */
  readonly later: readonly Pick<YamlSource, "file" | "value" | "locate">[];
}
