import type { RawConfig } from "../../base/input/raw.js";
import { isDnsName } from "../../base/kubernetes/names.js";
import type { ProblemList } from "../../base/problems/problem.js";
import { valueAt } from "../../base/yaml/merge.js";
import { removalNotStated } from "./embedded-minio-rules.js";
import { valuePaths } from "./paths.js";
import type { DeploykfConfig } from "./schema.js";
import type { EmbeddedMinioSettings } from "./settings.js";
import type { UserValues } from "./user-values.js";

/** Its claim's name, where no existing one takes its place. Source: deployKF, `deploykf-minio`, PersistentVolumeClaim-data. */
const ownClaim = "deploykf-minio-data";

/** What becomes of the embedded MinIO; warns where nobody said it. */
export function resolveEmbeddedMinio({
  raw,
  config,
  values,
  problems,
}: {
  readonly raw: RawConfig;
  readonly config: DeploykfConfig;
  readonly values: UserValues;
  readonly problems: ProblemList;
}): EmbeddedMinioSettings {
  const stated = config.embeddedMinio;
  // A file behind our block that says otherwise is an error.
  const effect = stated === "keep" ? "keeps" : "removes";
  if (stated === undefined && effect === "removes") {
    const key = `${raw.project}:deploykf`;
    problems.warning(removalNotStated(key), raw.locateKey([key]));
  }
  return { stated, effect, ...claimOf(values) };
}

function claimOf({ merged }: UserValues): Pick<EmbeddedMinioSettings, "hasOwnClaim" | "claim"> {
  const namespace = valueAt(merged, valuePaths.minioNamespace);
  const existing = valueAt(merged, valuePaths.minioClaim);
  if (isDnsName(existing)) return { hasOwnClaim: false, claim: undefined };
  // What a template says is known to deployKF's generator alone.
  const isKnown = isDnsName(namespace) && !existing;
  return { hasOwnClaim: true, claim: isKnown ? { namespace, name: ownClaim } : undefined };
}
