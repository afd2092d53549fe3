import { encrypted } from "./key-changes.js";
import { type TestStack, tempStack } from "./stack.js";

type Config = Readonly<Record<string, unknown>>;

/** A stack with keys, in an existing bucket: what it registers are identities and Secrets. */
const baseline = {
  "aws:region": "eu-west-1",
  accountId: "111122223333",
  namePrefix: "kf-test",
  bucket: { name: "acme-test-pipelines", create: false },
  cluster: { source: "kubeconfig", path: "kubeconfig.yaml", context: "test" },
  auth: { mode: "keys" },
  deploykf: { version: "0.1.5", valuesFiles: ["values.yaml"], embeddedMinio: "remove" },
};

export const twoProfiles = `deploykf_core:
  deploykf_profiles_generator:
    profiles:
      - name: team-1
        ownerEmail: ada@example.com
        members: []
      - name: team-2
        members: []
`;

/** A provided key, planted so that it can be looked for. */
export function planted(who: string) {
  return {
    accessKey: `AKIAPLANTED${who.toUpperCase().replaceAll("-", "")}`,
    secretKey: `PLANTED/secret/of/${who}/+0123`,
  };
}

/** The same before it is decrypted. */
export function hidden(keys: unknown): unknown {
  if (typeof keys !== "object" || keys === null) return encrypted;
  return Object.fromEntries(Object.entries(keys).map(([key, value]) => [key, hidden(value)]));
}

/** The baseline with other values of top-level keys; undefined takes a key away. `keys` are given in plain. */
export function keyStack({ keys, ...changes }: Config = {}, values = twoProfiles): TestStack {
  const config = Object.entries({ ...baseline, ...changes }).filter(([, value]) => value !== undefined);
  const files = { "values.yaml": values, "kubeconfig.yaml": "" };
  if (keys === undefined) return tempStack(Object.fromEntries(config), files);
  return withDecrypted(tempStack({ ...Object.fromEntries(config), keys: hidden(keys) }, files), keys);
}

/** As the engine runs it: it has decrypted what the file keeps. */
export function withDecrypted(stack: TestStack, keys: unknown): TestStack {
  const text = typeof keys === "string" ? keys : JSON.stringify(keys);
  return { ...stack, config: { ...stack.config, [`${stack.project}:keys`]: text } };
}

/** `deploykf-object-store:keys` for backend and profiles. */
export function providedFor(...profiles: readonly string[]) {
  return {
    backend: planted("backend"),
    profiles: Object.fromEntries(profiles.map((name) => [name, planted(name)])),
  };
}
