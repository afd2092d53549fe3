import { describe, expect, test } from "vitest";
import { comparePlans } from "../../compare/compare.js";
import { comparisonText } from "../../compare/text.js";
import { type Change, config, defaultsPath, edit, profiles, values, valuesFile, without } from "../support/project.js";
import { recordOf } from "../support/records.js";

type Pair = readonly [before: readonly Change[], after: readonly Change[]];

const keys: Change = (project) => config("auth", { mode: "keys" })(project);
const kubeconfig = config("cluster", { source: "kubeconfig", context: "acme" });
const kms = "arn:aws:kms:eu-west-1:111122223333:key/4f1c0000-0000-4000-8000-000000000000";
const boundary = (name: string) => config("auth.permissionsBoundary", `arn:aws:iam::111122223333:policy/${name}`);
const slots = (active: string, retiring?: string) => config("auth.slots", { active, ...(retiring && { retiring }) });
const artifactKeys = (format: string) =>
  values("kubeflow_dependencies.kubeflow_argo_workflows.artifactRepository.keyFormat", format);
const overrides = (entries: object) => config("profiles.overrides", entries);

/** Before and after of one stack; what the comparison says stands in `corpus/`, whole. */
const pairs: Readonly<Record<string, Pair>> = {
  "nothing changed": [[], []],
  "only order and comments changed in the values file": [
    [profiles("team-1", "team-1-prod")],
    [profiles("team-1", "team-1-prod"), edit(valuesFile, "deploykf_core:", "# a comment\ndeploykf_core:")],
  ],
  "profiles in another order": [[profiles("team-1", "team-2")], [profiles("team-2", "team-1")]],
  "profile added": [[profiles("team-1")], [profiles("team-1", "team-9")]],
  "profile removed": [[profiles("team-1", "team-2")], [profiles("team-1")]],
  "profile renamed": [[profiles("team-1")], [profiles("team-one")]],
  "profileNamePrefix added": [[], [values(`${defaultsPath}.profileNamePrefix`, "ml-")]],
  "listScope narrowed": [[], [config("auth.listScope", "prefix")]],
  "listScope widened": [[config("auth.listScope", "prefix")], []],
  "a service account fewer": [[], [config("auth.profileServiceAccounts", ["default-editor"])]],
  "a service account more": [[config("auth.profileServiceAccounts", ["default-editor"])], []],
  "another issuer": [[], [config("cluster.issuerUrl", "https://oidc.eks.eu-west-1.amazonaws.com/id/OTHER")]],
  "another cluster whose issuer only the cloud knows": [
    [config("cluster", { source: "eks", name: "analytics" })],
    [config("cluster", { source: "eks", name: "other" })],
  ],
  "the same cluster whose issuer only the cloud knows": [
    [config("cluster", { source: "eks", name: "analytics" })],
    [config("cluster", { source: "eks", name: "analytics" }), config("tags", { team: "ml" })],
  ],
  "a cluster whose issuer only the cloud knows": [[], [config("cluster", { source: "eks", name: "analytics" })]],
  "IRSA to keys": [[], [keys, kubeconfig]],
  "keys to IRSA": [[keys, kubeconfig], []],
  "one profile to a key": [[], [overrides({ "team-1": { auth: "keys" } }), config("cluster.kubeconfig", {})]],
  "one profile let go": [[], [overrides({ "team-1": { auth: "unmanaged" } })]],
  "roles shared": [[], [config("auth.profileRole", "shared")]],
  "roles no longer shared": [[config("auth.profileRole", "shared")], []],
  "KMS added": [[], [config("bucket.kmsKeyArn", kms)]],
  "KMS removed": [[config("bucket.kmsKeyArn", kms)], []],
  "bucket renamed": [[], [config("bucket.name", "acme-other-pipelines")]],
  "existing bucket renamed": [
    [config("bucket.create", false)],
    [config("bucket.create", false), config("bucket.name", "acme-other-pipelines")],
  ],
  "bucket handed over": [[], [config("bucket.create", false)]],
  "bucket in another region": [[], [config("bucket.region", "eu-central-1")]],
  "namePrefix changed": [[], [config("namePrefix", "kf-other")]],
  "IAM path changed": [[], [config("auth.path", "/kubeflow/")]],
  "permissions boundary added": [[], [boundary("bounds")]],
  "permissions boundary removed": [[boundary("bounds")], []],
  "permissions boundary changed": [[boundary("bounds")], [boundary("others")]],
  "retention and tags changed": [
    [],
    [config("tags", { team: "ml" }), config("bucket.retention", { artifactDays: 30 })],
  ],
  "keys rotated": [
    [keys, kubeconfig, slots("2026-05")],
    [keys, kubeconfig, slots("2026-11", "2026-05")],
  ],
  "the only key slot renamed": [
    [keys, kubeconfig, slots("2026-05")],
    [keys, kubeconfig, slots("2026-11")],
  ],
  "a Secret moved": [
    [keys, kubeconfig],
    [keys, kubeconfig, config("secrets", { profileName: "keys--{profile_name}" })],
  ],
  "keys to those of others": [
    [keys, kubeconfig],
    [config("auth", { mode: "keys", keySource: "existing" }), kubeconfig],
  ],
  "keys, and another cluster": [
    [keys, kubeconfig],
    [keys, config("cluster", { source: "kubeconfig", context: "other" })],
  ],
  "another account": [
    [config("cluster", { source: "eks", name: "analytics" })],
    [config("cluster", { source: "eks", name: "analytics" }), config("accountId", "999988887777")],
  ],
  "IRSA with a boundary to keys with it": [[boundary("bounds")], [keys, kubeconfig, boundary("bounds")]],
  "IRSA with a boundary to keys without one": [[boundary("bounds")], [keys, kubeconfig]],
  "keyFormat changed": [[], [artifactKeys("{{workflow.namespace}}/artifacts/{{workflow.name}}/{{pod.name}}")]],
  "deployKF upgraded": [[config("deploykf.version", "0.1.4")], []],
  "S3 to MinIO": [
    [keys, kubeconfig],
    [
      ...[keys, kubeconfig, without("aws:region"), without("accountId"), config("platform", "minio")],
      ...[config("bucket.create", false), config("auth.keySource", "existing")],
      config("objectStore", { host: "minio.minio.svc.cluster.local", useSSL: false }),
    ],
  ],
};

const file = (name: string) => `corpus/${name.replaceAll(" ", "-")}.txt`;

describe("what a comparison says", () => {
  test.each(Object.entries(pairs))("%s", async (name, [before, after]) => {
    const comparison = comparePlans(await recordOf(...before), await recordOf(...after));

    await expect(`${comparisonText({ comparison, base: "main", gate: "open", needs: [] })}\n`).toMatchFileSnapshot(
      file(name),
    );
  });

  test("a boundary that goes with a change of kind is part of the digest", async () => {
    const digestOf = async (...after: Change[]) =>
      comparePlans(await recordOf(boundary("bounds")), await recordOf(...after)).digest;

    expect(await digestOf(keys, kubeconfig)).not.toBe(await digestOf(keys, kubeconfig, boundary("bounds")));
  });

  test("a stack that is new, and one that is gone", async () => {
    const record = await recordOf();
    const added = comparisonText({
      comparison: comparePlans(undefined, record),
      base: "main",
      gate: "refused",
      needs: ["access"],
    });
    const removed = comparisonText({
      comparison: comparePlans(record, undefined),
      base: "main",
      gate: "open",
      needs: [],
    });

    await expect(`${added}\n`).toMatchFileSnapshot(file("stack added"));
    await expect(`${removed}\n`).toMatchFileSnapshot(file("stack removed"));
  });
});
