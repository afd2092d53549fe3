import { load } from "js-yaml";
import { describe, expect, test } from "vitest";
import { modes } from "../support/baseline.js";
import { madeSecret } from "../support/cloud.js";
import {
  bucketArn,
  clusterResources,
  type DescribedKey,
  describedKeys,
  noKeys,
  secretResource,
  unwrapped,
  userResources,
} from "../support/expected-keys.js";
import { backendPrefixes, listing, objects } from "../support/expected-role.js";
import { keyStack, planted, providedFor } from "../support/key-stacks.js";
import * as values from "../support/key-values.js";
import { runProgram, unknown } from "../support/program.js";

/** A principal with a key, and its Secret if it has one. */
interface Holder {
  readonly key: string;
  readonly principal: string;
  readonly prefixes: readonly string[];
  readonly planted: string;
  readonly secret: {
    readonly name: string;
    readonly namespace?: string;
    readonly names?: readonly [string, string];
  } | null;
}

const backend: Holder = {
  key: "backend",
  principal: "backend",
  prefixes: backendPrefixes,
  planted: "backend",
  secret: { name: values.backendName, names: ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"] },
};

function profile(name: string, secret: Holder["secret"] = { name: values.profileName(name) }): Holder {
  const prefixes = [`artifacts/${name}/`, `v2/artifacts/${name}/`];
  return { key: `profile-${name}`, principal: `profile ${name}`, prefixes, planted: name, secret };
}

const shared: Holder = {
  key: "profiles",
  principal: "profiles",
  prefixes: ["artifacts/", "v2/artifacts/"],
  planted: "shared",
  secret: { name: values.sharedName },
};

interface Row {
  readonly config: Readonly<Record<string, unknown>>;
  readonly auth?: Readonly<Record<string, unknown>>;
  readonly keys?: unknown;
  readonly holders: readonly Holder[];
  readonly generator: object;
}

const own = { name: "team-1-keys", namespace: "object-store", accessKeyKey: "id", secretKeyKey: "secret" };
const ownRef = values.secretRef(own.name, { namespace: own.namespace, names: ["id", "secret"] });
const byTemplate = { profileDefaults: values.inTools(values.secretRef(values.templateName)) };
const bothKeys = providedFor("team-1", "team-2");

const rows: Readonly<Record<string, Row>> = {
  "OPTION 2, a key per profile": {
    config: {},
    holders: [backend, profile("team-1"), profile("team-2")],
    generator: byTemplate,
  },
  "OPTION 1, one shared key": {
    config: {},
    auth: { profileKeys: "shared" },
    keys: { backend: planted("backend"), shared: planted("shared") },
    holders: [backend, shared],
    generator: { profileDefaults: values.inTools(values.secretRef(values.sharedName)) },
  },
  "a profile that overrides the default": {
    config: { profiles: { overrides: { "team-1": { auth: "keys", secret: own } } } },
    holders: [
      backend,
      profile("team-1", { name: own.name, namespace: own.namespace, names: ["id", "secret"] }),
      profile("team-2"),
    ],
    generator: { ...byTemplate, profiles: values.entries(values.inTools(ownRef)) },
  },
  "a profile with a key of its own beside the shared one": {
    config: { profiles: { overrides: { "team-1": { auth: "keys" } } } },
    auth: { profileKeys: "shared" },
    keys: { backend: planted("backend"), shared: planted("shared"), profiles: { "team-1": planted("team-1") } },
    holders: [backend, shared, profile("team-1")],
    generator: {
      profileDefaults: values.inTools(values.secretRef(values.sharedName)),
      profiles: values.entries(values.inTools(values.secretRef(values.profileName("team-1")))),
    },
  },
  "a profile that brings an existing Secret": {
    config: { profiles: { overrides: { "team-1": { auth: "keys", keySource: "existing", secret: own } } } },
    keys: providedFor("team-2"),
    holders: [backend, profile("team-2")],
    generator: { ...byTemplate, profiles: values.entries(values.inTools(ownRef)) },
  },
};

function stackOf({ config, auth, keys = bothKeys }: Row, keySource: string, more: object = {}) {
  const provided = keySource === "provided" ? { keys } : {};
  return keyStack({ ...config, auth: { mode: "keys", keySource, ...auth, ...more }, ...provided });
}

function resourcesOf(holders: readonly Holder[], preview: boolean, source: string): Record<string, DescribedKey> {
  const namespaces = holders.flatMap(({ secret }) => (secret ? [secret.namespace ?? "kubeflow"] : []));
  const each = holders.map((holder) => ({
    ...(source === "iam-users" &&
      userResources({
        preview,
        key: holder.key,
        statements: [listing(bucketArn), objects(bucketArn, holder.prefixes)],
      })),
    ...(holder.secret &&
      secretResource({
        ...{ preview, key: holder.key, principal: holder.principal, ...holder.secret },
        ...(source === "provided" && { content: planted(holder.planted) }),
      })),
  }));
  return Object.assign({}, noKeys, clusterResources(...new Set(namespaces)), ...each);
}

describe.each(Object.entries(rows))("%s", (_, row) => {
  describe.each(modes)("%s", (_, preview) => {
    test.each(["iam-users", "provided"])("%s: exactly these resources, and the whole block", async (source) => {
      const run = await runProgram(stackOf(row, source), { preview });

      expect(describedKeys(run)).toEqual(resourcesOf(row.holders, preview, source));
      expect(run.outputs.deploykfValuesObject).toEqual(values.keyBlock(row.generator));
      expect(load(String(run.outputs.deploykfValues))).toEqual(values.keyBlock(row.generator));
      expect(run.log).toEqual([]);
    });

    test("existing: the same block, and nothing is created, nor a cluster reached", async () => {
      const run = await runProgram(stackOf(row, "existing"), { preview });

      expect(describedKeys(run)).toEqual(noKeys);
      expect(run.outputs.deploykfValuesObject).toEqual(values.keyBlock(row.generator));
    });

    test.each(["iam-users", "provided"])("%s, the backend's key inline", async (source) => {
      const run = await runProgram(stackOf(row, source, { backendKey: "inline" }), { preview });
      const made = { accessKey: "kubeflow-backend.initial-id", secretKey: madeSecret("kubeflow-backend.initial") };
      const key = source === "provided" ? planted("backend") : made;
      const holders = row.holders.map((holder) => (holder === backend ? { ...backend, secret: null } : holder));
      const block = values.keyBlock(row.generator, { fromEnv: false, ...key, existingSecret: "" });

      expect(describedKeys(run)).toEqual(resourcesOf(holders, preview, source));
      const known = source === "provided" || !preview;
      expect(unwrapped(run.outputs.deploykfValuesObject)).toEqual(known ? { secret: block } : unknown);
      expect(run.log).toEqual([expect.stringMatching(/^warning\[inline-key\]: [\s\S]+backendKey: secret/)]);
    });
  });
});
