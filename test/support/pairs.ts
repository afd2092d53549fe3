import fc from "fast-check";
import { type Change, config, file, later, profiles, values, without } from "./project.js";

/** Stacks by what they are made of: each part is one of a few, so that two of them often differ in one part alone. */

/** Of the cluster `analytics`, whether or not a stack states it. */
export const issuerOfAnalytics = "https://oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF";
const kms = "arn:aws:kms:eu-west-1:111122223333:key/4f1c0000-0000-4000-8000-000000000000";
const plugin = (role: string) => ({ kind: "Other", spec: { role } });
const none: Change = () => undefined;
/** Values are made anew each time: later changes write into them. */
const fresh =
  (change: () => Change): Change =>
  (project) =>
    change()(project);

const generator = "deploykf_core.deploykf_profiles_generator";

const parts = {
  identity: [
    fresh(() => config("auth", { mode: "irsa" })),
    fresh(() => config("auth", { mode: "irsa", profileRole: "shared" })),
    fresh(() => config("auth", { mode: "irsa", listScope: "prefix" })),
    fresh(() => config("auth", { mode: "irsa", profileServiceAccounts: ["default-editor"] })),
    fresh(() => config("auth", { mode: "keys" })),
    fresh(() => config("auth", { mode: "keys", profileKeys: "shared" })),
    fresh(() => config("auth", { mode: "keys", keySource: "existing" })),
  ],
  cluster: [
    fresh(() => config("cluster", { source: "eks", name: "analytics" })),
    fresh(() => config("cluster", { source: "eks", name: "analytics", issuerUrl: issuerOfAnalytics })),
    fresh(() => config("cluster", { source: "eks", name: "other" })),
    fresh(() => config("cluster", { source: "oidc", issuerUrl: issuerOfAnalytics, kubeconfig: { context: "acme" } })),
    fresh(() =>
      config("cluster", { source: "oidc", issuerUrl: `${issuerOfAnalytics}0`, kubeconfig: { context: "acme" } }),
    ),
  ],
  account: [none, config("accountId", "999988887777"), without("accountId")],
  bucket: [
    none,
    config("bucket.name", "acme-other-pipelines"),
    config("bucket.region", "eu-central-1"),
    config("bucket.kmsKeyArn", kms),
    config("bucket.create", false),
  ],
  store: [
    none,
    none,
    ...["minio.acme.example", "other.acme.example"].map(
      (host): Change =>
        (project) => {
          const keys = project.config.auth as { mode?: string };
          keys.mode = "keys";
          for (const key of ["profileRole", "profileServiceAccounts"]) Reflect.deleteProperty(keys, key);
          project.config.auth = { ...keys, keySource: "existing" };
          project.config.platform = "minio";
          project.config.objectStore = { host };
          project.config.bucket = { name: "acme-dev-pipelines", create: false };
        },
    ),
  ],
  provider: [
    none,
    config("aws:profile", "ci"),
    fresh(() => config("aws:assumeRole", { roleArn: "arn:aws:iam::111122223333:role/ci" })),
    fresh(() => config("aws:defaultTags", { tags: { team: "ml" } })),
  ],
  people: [["ada"], ["ada", "eve"], []].map((users) =>
    fresh(() => (project: Parameters<Change>[0]) => {
      values(
        `${generator}.users`,
        ["ada", "eve"].map((id) => ({ id, email: `${id}@example.com` })),
      )(project);
      values(`${generator}.groups`, [{ id: "research", users: [...users] }])(project);
    }),
  ),
  defaults: [
    none,
    fresh(() => values(`${generator}.profileDefaults.plugins`, [plugin("everyone")])),
    fresh(() => values(`${generator}.profileDefaults.memberAccess`, { role: "edit" })),
  ],
  later: [
    none,
    fresh(() => later({ deploykf_core: { deploykf_auth: { enabled: true } } })),
    fresh(() =>
      later({ deploykf_core: { deploykf_profiles_generator: { groups: [{ id: "research", users: ["eve"] }] } } }),
    ),
    fresh(() => file("more.yaml", { kubeflow_tools: { notebooks: { enabled: true } } })),
  ],
  harmless: [none, fresh(() => config("tags", { team: "ml" })), config("namePrefix", "kf-other")],
  override: [none, fresh(() => config("profiles.overrides", { a: { auth: "unmanaged" } }))],
} as const satisfies Record<string, readonly Change[]>;

const member = fc.constantFrom({ user: "ada" }, { user: "eve", access: { role: "edit" } }, { group: "research" });
const entry = fc.record({
  members: fc.uniqueArray(member, { maxLength: 2 }),
  extra: fc.constantFrom<object>(
    ...[{}, {}, {}, { plugins: [plugin("x")] }, { plugins: [] }, { resourceQuotaSpec: { hard: { cpu: 1 } } }],
    { tools: { kubeflowPipelines: { objectStoreAuth: { existingSecret: "mine" } } } },
  ),
});
const entries = fc
  .tuple(fc.shuffledSubarray(["a", "b", "c"], { minLength: 1 }), fc.tuple(entry, entry, entry))
  .map(([names, some]) => names.map((name, index) => ({ name, ...some[index]?.extra, members: some[index]?.members })));

const names = Object.keys(parts) as (keyof typeof parts)[];
const choices = fc.tuple(...names.map((name) => fc.nat({ max: parts[name].length - 1 })));

export interface Stack {
  readonly choices: readonly number[];
  readonly entries: readonly object[];
}

/** A stack before and after: the second is often the first with one or two parts that are others. */
export const pairs: fc.Arbitrary<readonly [Stack, Stack]> = fc
  .record({
    base: choices,
    other: choices,
    changed: fc.oneof(
      { weight: 6, arbitrary: fc.subarray([...names.keys()], { maxLength: 2 }) },
      { weight: 1, arbitrary: fc.subarray([...names.keys()]) },
    ),
    entries,
    others: fc.option(entries, { freq: 2 }),
  })
  .map(({ base, other, changed, entries: own, others }) => {
    const after = base.map((choice, index) => (changed.includes(index) ? (other[index] ?? choice) : choice));
    return [
      { choices: base, entries: own },
      { choices: after, entries: others ?? own },
    ] as const;
  });

export function changesOf({ choices: chosen, entries: own }: Stack): readonly Change[] {
  const made = names.flatMap((name, index) => {
    const change: Change | undefined = parts[name][chosen[index] ?? 0];
    return change ? [change] : [];
  });
  return [...made, profiles(...structuredClone(own))];
}

/** The same stack with another bucket. */
export function elsewhere(stack: Stack): readonly Change[] {
  return [...changesOf(stack), config("bucket.name", "acme-elsewhere-pipelines")];
}
