import { isDnsName } from "../deploykf/dns-names.js";
import { mergeValues, valueAt } from "../deploykf/merge.js";
import { valuePaths } from "../deploykf/paths.js";
import type { DeploykfInput } from "./resolve-deploykf.js";
import { removalNotStated } from "./rules/embedded-minio.js";
import type { ClaimRef, EmbeddedMinioSettings } from "./settings.js";
import type { UserValues } from "./user-values.js";

/** Its claim's name, where no existing one takes its place. Source: deployKF, `deploykf-minio`, PersistentVolumeClaim-data. */
const ownClaim = "deploykf-minio-data";

/** What becomes of the embedded MinIO, by the stack config and by the files behind our block; warns where nobody said it. */
export function resolveEmbeddedMinio({ raw, config, values, problems }: DeploykfInput): EmbeddedMinioSettings {
  const stated = config.embeddedMinio;
  const ours = { deploykf_opt: { deploykf_minio: { enabled: stated === "keep" } } };
  const merged = values.ordered.later.reduce<unknown>((base, { value }) => mergeValues(base, value ?? {}), ours);
  const effect = valueAt(merged, valuePaths.minioEnabled) === true ? "keeps" : "removes";
  if (stated === undefined && effect === "removes") {
    const key = `${raw.project}:deploykf`;
    problems.warning(removalNotStated(key), raw.locateKey([key]));
  }
  return { stated, effect, claim: claimOf(values) };
}

/** Undefined where a template says it, which only deployKF's generator fills in. */
function claimOf({ merged }: UserValues): ClaimRef | undefined {
  const namespace = valueAt(merged, valuePaths.minioNamespace);
  const name = valueAt(merged, valuePaths.minioClaim) || ownClaim;
  return isDnsName(namespace) && isDnsName(name) ? { namespace, name } : undefined;
}
