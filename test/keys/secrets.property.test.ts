import fc from "fast-check";
import { expect, test } from "vitest";
import { unwrapped } from "../support/expected-keys.js";
import { keyStack, planted } from "../support/key-stacks.js";
import { sharedName, templateName } from "../support/key-values.js";
import { type ProgramRun, tryProgram } from "../support/program.js";
import { mapOf } from "../support/project.js";

const names = fc.uniqueArray(fc.constantFrom("team-1", "team-10", "a", "a-b", "kf"), { minLength: 1, maxLength: 4 });
const source = fc.constantFrom("iam-users", "provided", "existing");
const namespace = fc.constantFrom("kubeflow", "kubeflow", "store", "team-1");
const some = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const override = fc.record({
  keySource: some(source),
  secret: fc.record({
    name: some(fc.constantFrom("a", "mine", "theirs", "team-1")),
    namespace: some(namespace),
    accessKeyKey: some(fc.constantFrom("id", "a.b")),
  }),
});

const stacks = fc.record({
  mode: fc.constantFrom("keys", "keys", "irsa"),
  keySource: source,
  shared: fc.boolean(),
  inline: fc.boolean(),
  namespace: some(namespace),
  template: some(fc.constantFrom("{profile_name}", "x-{profile_name}", "{profile_name}.b")),
  sharedName: some(fc.constantFrom("a", "all")),
  backendName: some(fc.constantFrom("a", "x-a", "team-1")),
  profiles: names.chain((list) => fc.tuple(...list.map((name) => fc.tuple(fc.constant(name), some(override))))),
});
type Stack = typeof stacks extends fc.Arbitrary<infer T> ? T : never;

/** A Secret that somebody's key is in, as the options mean it; written apart from the program. */
interface Expected {
  readonly principal: string;
  readonly full: string;
  readonly keys: readonly [string, string];
  readonly source: string;
}

function expectedSecrets(stack: Stack): Expected[] {
  const byKeys = stack.mode === "keys";
  const shared = byKeys && stack.shared;
  const within = (own: string | undefined, name: string) => `${own ?? stack.namespace ?? "kubeflow"}/${name}`;
  const template = (shared ? undefined : stack.template) ?? templateName;
  const all = stack.profiles.flatMap(([name, own]): Expected[] => {
    const filled = template.replaceAll("{profile_name}", name);
    const keys = [own?.secret.accessKeyKey ?? "access_key", "secret_key"] as const;
    const kind = own?.keySource ?? stack.keySource;
    const full = within(own?.secret.namespace, own?.secret.name ?? filled);
    if (own) return [{ principal: `profile ${name}`, full, keys, source: kind }];
    if (shared)
      return [{ principal: "profiles", full: within(undefined, stack.sharedName ?? sharedName), keys, source: kind }];
    return byKeys ? [{ principal: `profile ${name}`, full, keys, source: kind }] : [];
  });
  const onlyOnce = all.filter((one, index) => all.findIndex(({ principal }) => principal === one.principal) === index);
  const inline = stack.inline && stack.keySource !== "existing";
  if (!byKeys || inline) return onlyOnce;
  const name = stack.backendName ?? "kubeflow-pipelines--backend-object-store-auth";
  const keys = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"] as const;
  return [{ principal: "backend", full: `kubeflow/${name}`, keys, source: stack.keySource }, ...onlyOnce];
}

function configOf(stack: Stack) {
  const { mode, keySource, shared, template, profiles } = stack;
  const byKeys = mode === "keys";
  const secrets = expectedSecrets(stack);
  const inline = byKeys && stack.inline && keySource !== "existing";
  const hasKeys = byKeys || secrets.length > 0;
  const profileName = byKeys && shared ? stack.sharedName : template;
  const given = { namespace: stack.namespace, profileName, backendName: inline ? undefined : stack.backendName };
  const provided = secrets.filter((one) => one.source === "provided").map(({ principal }) => principal);
  if (inline && keySource === "provided") provided.push("backend");
  const ofProfiles = provided.flatMap((who) => (who.startsWith("profile ") ? [who.slice("profile ".length)] : []));
  const keys = {
    ...(provided.includes("backend") && { backend: planted("backend") }),
    ...(provided.includes("profiles") && { shared: planted("shared") }),
    profiles: Object.fromEntries(ofProfiles.map((name) => [name, planted(name)])),
  };
  return JSON.parse(
    JSON.stringify({
      cluster: { source: "oidc", issuerUrl: "https://oidc.eks.eu-west-1.amazonaws.com/id/ABC", kubeconfig: {} },
      auth: {
        mode,
        ...(byKeys && { profileKeys: shared ? "shared" : "per-profile", backendKey: inline ? "inline" : "secret" }),
        ...(hasKeys && { keySource }),
      },
      ...(hasKeys && Object.values(given).some((part) => part !== undefined) && { secrets: given }),
      profiles: {
        overrides: Object.fromEntries(
          profiles.flatMap(([name, own]) => (own ? [[name, { auth: "keys", ...own }]] : [])),
        ),
      },
      ...(provided.length > 0 && { keys }),
    }),
  );
}

/** Secrets that the run's values name, for the backend and for each profile as deployKF reads them. */
function namedSecrets({ outputs }: ProgramRun, { profiles }: Stack): [full: string, keys: string[]][] {
  const { deploykfValuesObject: output } = outputs;
  const unmarked = mapOf(unwrapped(output));
  const block = mapOf("secret" in unmarked ? unmarked.secret : unmarked);
  const at = (from: unknown, path: string) =>
    path.split(".").reduce<unknown>((part, step) => (part ? mapOf(part)[step] : undefined), from);
  const generator = at(block, "deploykf_core.deploykf_profiles_generator");
  const backend = mapOf(at(block, "kubeflow_tools.pipelines.objectStore.auth"));
  const own = (at(generator, "profiles") ?? []) as { name: string }[];
  const auths = profiles.flatMap(([name]) => {
    const entry = own.find((one) => one.name === name);
    const auth =
      at(entry, "tools.kubeflowPipelines.objectStoreAuth") ??
      (backend.fromEnv ? undefined : at(generator, "profileDefaults.tools.kubeflowPipelines.objectStoreAuth"));
    return auth ? [{ name, auth: mapOf(auth) }] : [];
  });
  const named = auths.map(({ name, auth }): [string, string[]] => [
    `${auth.existingSecretNamespace}/${String(auth.existingSecret).replaceAll("{profile_name}", name)}`,
    [String(auth.existingSecretAccessKeyKey), String(auth.existingSecretSecretKeyKey)],
  ]);
  const distinct = [...new Map(named)];
  if (!backend.existingSecret) return distinct;
  const keys = [String(backend.existingSecretAccessKeyKey), String(backend.existingSecretSecretKeyKey)];
  return [[`kubeflow/${backend.existingSecret}`, keys], ...distinct];
}

function createdSecrets({ resources }: ProgramRun): [full: string, keys: string[]][] {
  const secrets = resources.filter(({ type }) => type === "kubernetes:core/v1:Secret");
  return secrets.map(({ inputs }) => {
    const { namespace: where, name } = mapOf(inputs.metadata);
    return [`${where}/${name}`, Object.keys(mapOf(mapOf(unwrapped(inputs.stringData)).secret))];
  });
}

const dnsName = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const sorted = (list: [string, readonly string[]][]) => list.map((one) => JSON.stringify(one)).sort();

test("each Secret that the values name is created once or declared existing, with the keys that they give", async () => {
  const seen = { planned: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(stacks, async (stack) => {
      const { keys, ...config } = configOf(stack);
      const entries = stack.profiles.map(([name]) => `{ name: ${name}, members: [] }`).join();
      const values = `deploykf_core: { deploykf_profiles_generator: { profiles: [${entries}] } }`;
      const run = await tryProgram(keyStack(keys ? { ...config, keys } : config, values));
      const expected = expectedSecrets(stack);
      const isProfile = (one: Expected) => stack.profiles.some(([name]) => one.full.startsWith(`${name}/`));
      const clash = new Set(expected.map(({ full }) => full)).size < expected.length;
      const early = expected.some((one) => one.source !== "existing" && isProfile(one));
      if (clash || early) {
        seen.refused += 1;
        expect(run.errors.map(String).join()).toMatch(/error\[(secret-of-two|secret-namespace)\]/);
        expect(run.resources).toEqual([]);
        return;
      }
      seen.planned += 1;
      const toCreate = expected.filter((one) => one.source !== "existing");
      expect(run.errors).toEqual([]);
      expect(sorted(namedSecrets(run, stack))).toEqual(sorted(expected.map(({ full, keys }) => [full, keys])));
      expect(sorted(createdSecrets(run))).toEqual(sorted(toCreate.map(({ full, keys }) => [full, keys])));
      for (const { full } of expected) expect(full.split("/")[1]).toMatch(dnsName);
    }),
    { numRuns: 60 },
  );
  expect(Math.min(seen.planned, seen.refused)).toBeGreaterThan(5);
});
