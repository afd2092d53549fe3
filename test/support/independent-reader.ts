import { isMap } from "../../base/yaml/merge.js";
import type { Plan } from "../../plan/plan.js";
import { allows } from "./iam.js";
import { issuerOfAnalytics } from "./pairs.js";
import { type Project, projectName } from "./project.js";

/**
 * Who may do what, where and at which target: read by the tests' own reading of IAM from a plan's final documents, and by
 * the tests' own merge from the files that deployKF would get. It shares no line with what compares.
 */
export function grantedBy(plan: Plan, { config, values }: Project): ReadonlySet<string> {
  const target = JSON.stringify([
    ...["platform", "accountId", "objectStore", "aws:region", "aws:profile", "aws:assumeRole"].map(
      (key) => config[key],
    ),
    ...["minio:minioServer", "minio:minioInsecure", "gcp:project", "pulumi:backend"].map((key) => config[key]),
    [bucketOf(config).name, bucketOf(config).region ?? config["aws:region"]],
    clusterOf(config),
  ]);
  const merged = mergedFiles(plan, config, values);
  const said = [...documentTuples(plan), ...valuesTuples(plan, merged)];
  return new Set(said.map((one) => `${one} at ${target}`));
}

function bucketOf({ bucket }: Project["config"]): Record<string, unknown> {
  return isMap(bucket) ? bucket : {};
}

/** The cluster as it is in the world of these tests, however it is described. */
function clusterOf({ cluster }: Project["config"]): unknown {
  if (!isMap(cluster)) return undefined;
  const { source, issuerUrl, name, region, context, path } = cluster;
  if (source === "oidc") return issuerUrl;
  if (source === "eks" && name === "analytics") return issuerOfAnalytics;
  return source === "kubeconfig" ? (context ?? path) : [name, region];
}

/** Keys to ask for: inside of every root and profile that these tests have, and beside them. */
const asked = ["artifacts/", "v2/artifacts/", "pipelines/", "other/"].flatMap((root) =>
  ["a", "b", "c"].map((profile) => `${root}${profile}/x`),
);

function documentTuples(plan: Plan): readonly string[] {
  const { backend, profiles } = plan.principals;
  const bucket = plan.bucket.arn;
  return [backend, ...profiles].flatMap((principal) => {
    const subjects =
      principal.kind === "role"
        ? principal.serviceAccounts
        : [principal.secret ? `${principal.secret.namespace}/${principal.secret.name}` : "the values"];
    const objects = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"].flatMap((action) =>
      asked.flatMap((key) =>
        allows(principal.policy, { action, resource: `${bucket}/${key}` }) ? [`${action} ${key}`] : [],
      ),
    );
    const listing = asked.flatMap((key) => {
      const context = { "s3:prefix": key };
      return allows(principal.policy, { action: "s3:ListBucket", resource: bucket, context }) ? [`list ${key}`] : [];
    });
    return subjects.flatMap((subject) => [...objects, ...listing].map((right) => `${subject} ${right}`));
  });
}

/** The merge that deployKF does, written again: maps by key, anything else whole. */
function over(base: unknown, top: unknown): unknown {
  if (!isMap(base) || !isMap(top)) return top;
  const keys = new Set([...Object.keys(base), ...Object.keys(top)]);
  return Object.fromEntries([...keys].map((key) => [key, key in top ? over(base[key], top[key]) : base[key]]));
}

function mergedFiles(plan: Plan, config: Project["config"], values: Project["values"]): unknown {
  const { valuesFiles = [], generatedFile } = (config.deploykf ?? {}) as {
    readonly valuesFiles?: readonly string[];
    readonly generatedFile?: string;
  };
  const files = valuesFiles.includes(String(generatedFile)) ? valuesFiles : [...valuesFiles, String(generatedFile)];
  return files.reduce<unknown>((all, file) => over(all, file === generatedFile ? plan.values.block : values[file]), {});
}

/** Who is in a profile, and which plugin or Secret of others its pods can use. */
function valuesTuples(plan: Plan, merged: unknown): readonly string[] {
  const generator = at(merged, "deploykf_core", "deploykf_profiles_generator");
  const defaults = at(generator, "profileDefaults");
  const ours = new Set(
    [plan.principals.backend, ...plan.principals.profiles].flatMap((one) => (one.kind === "role" ? [one.roleArn] : [])),
  );
  return listOf(at(generator, "profiles")).flatMap((entry) => {
    const name = String(at(entry, "name"));
    const plugins = listOf(isMap(entry) && "plugins" in entry ? entry.plugins : at(defaults, "plugins"));
    const foreign = plugins.filter((plugin) => !ours.has(String(at(plugin, "spec", "awsIamRole"))));
    const secret = at(entry, "tools", "kubeflowPipelines", "objectStoreAuth", "existingSecret");
    const people = listOf(at(entry, "members")).flatMap((member) => {
      const group = at(member, "group");
      const role = at(member, "access", "role") ?? at(defaults, "memberAccess", "role") ?? "view";
      const users = listOf(at(generator, "groups")).find((one) => at(one, "id") === group);
      const ids = group === undefined ? [at(member, "user")] : listOf(at(users, "users"));
      const emails = ids.map((id) =>
        at(
          listOf(at(generator, "users")).find((one) => at(one, "id") === id),
          "email",
        ),
      );
      return emails.flatMap((email) => (role === "edit" ? [`${email} view`, `${email} edit`] : [`${email} view`]));
    });
    const shared = plan.principals.profiles.find(({ key }) => key === "profiles");
    const sharing = shared?.kind === "key" && secret === undefined ? [`the shared key of ${projectName}`] : [];
    return [
      ...foreign.map((plugin) => `profile ${name} has ${JSON.stringify(plugin)}`),
      ...(typeof secret === "string" ? [`profile ${name} has the Secret ${secret}`] : []),
      ...people.map((person) => `profile ${name} lets in ${person}`),
      ...sharing.map((key) => `profile ${name} has ${key}`),
    ];
  });
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((part, step) => (isMap(part) ? part[step] : undefined), value);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
