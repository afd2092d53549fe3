import type { Words } from "../../base/input/words.js";
import type { Finding } from "../../base/problems/problem.js";

/** What is said of the user's values as a whole: prefixes of artifacts, the backend, and the MinIO that deployKF runs itself. */

export const prefixBreaksPipelines = (prefix: string): Finding => ({
  code: "profile-name-prefix",
  message: `profileNamePrefix is "${prefix}": Kubeflow Pipelines won't work in the profiles`,
  rule: "deployKF puts KFP's objects of a profile into a namespace without the prefix",
  mend: "leave profileNamePrefix empty, and put the prefix into the profiles' names",
});

export const accountNotCreated = (name: string): Finding => ({
  code: "service-account-not-created",
  message: `deployKF doesn't create the service account ${name}, so it doesn't annotate it either`,
  rule: "annotations of the values block reach only service accounts with create: true",
  mend: "annotate it yourself with eks.amazonaws.com/role-arn and the backend's role",
});

export const retentionCoversPipelines = (root: string): Finding => ({
  code: "retention-covers-pipelines",
  message: `bucket.retention.artifactDays is set, and artifacts begin ${root === "" ? "at the root of the bucket" : `with ${root}`}`,
  rule: "a lifecycle rule for them would also delete pipeline definitions in pipelines/",
  mend: "set artifactDays: off, or begin the format with a folder such as artifacts/",
});

export const noncurrentLeftOut = (root: string): Finding => ({
  code: "retention-covers-pipelines",
  message: `old versions below "${root}" are kept for ever, though bucket.retention.noncurrentDays is set`,
  rule: "a lifecycle rule for them would also delete old pipeline definitions in pipelines/",
  mend: "set noncurrentDays: off, or begin the format with a folder such as artifacts/",
});

export const cacheFindsExpired = (days: number): Finding => ({
  code: "retention-cache",
  message: "artifacts expire, but KFP's cache doesn't know: a cached step may point to a deleted artifact",
  rule: "the cache is looked up in KFP's database, not in the bucket",
  mend: `set kubeflow_tools.pipelines.cache.maximumMaxCacheStaleness: P${days}D or less in your values`,
});

export const redirectSwitchesOff = (): Finding => ({
  code: "cache-redirect-off",
  message: "with these prefixes deployKF switches cache.namespaceRedirect off without saying so",
  rule: "it needs artifacts/{{ workflow.namespace }} and /v2/artifacts/{profile_name} as they are by default",
  mend: "keep the default formats, or set kubeflow_tools.pipelines.cache.namespaceRedirect: false",
});

/** Of the key that would say it. */
export const removalNotStated = (key: string, { stateOneOf }: Words): Finding => ({
  code: "embedded-minio",
  message:
    "neither embeddedMinio: keep (for an installation that has data) nor embeddedMinio: remove (for a new one) is " +
    "stated: on a cluster that has run before, applying the values block deletes the embedded MinIO with its volume, " +
    "every artifact and pipeline definition in it, before Kubeflow Pipelines has switched",
  rule: "enabled: false takes MinIO's Application away, and ArgoCD deletes what belongs to it, its claim too, when the sync begins",
  mend: `${stateOneOf(key)}; docs/operations.md#the-embedded-minio-and-its-data has the safe order`,
});

/** A key of the values that isn't one, and is near one that is. */
export const misspelt = (key: string, meant: string): Finding => ({
  code: "values-key",
  message: `${key} isn't a key of deployKF's values`,
  rule: "deployKF ignores unknown keys in silence",
  mend: `write ${meant}`,
});
