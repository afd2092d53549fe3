import { describe, expect, test } from "vitest";
import { modes } from "../support/baseline.js";
import { bucketArn, describedKeys, userResources } from "../support/expected-keys.js";
import { backendPrefixes, listing, listingBelow, objects } from "../support/expected-role.js";
import { keyStack } from "../support/key-stacks.js";
import { runProgram, tryProgram } from "../support/program.js";

const overrides = {
  "team-1": { auth: "keys", secret: { namespace: "object-store" } },
  "team-2": { auth: "keys", secret: { namespace: "object-store" } },
};

describe.each(modes)("the cluster, %s", (_, preview) => {
  const resources = async (stack: ReturnType<typeof keyStack>) => describedKeys(await runProgram(stack, { preview }));

  test("a namespace is ensured once, whoever's Secrets go there, and none of a profile is", async () => {
    const all = await resources(keyStack({ profiles: { overrides } }));

    expect(Object.keys(all).filter((name) => name.startsWith("Namespace "))).toEqual([
      "Namespace kubeflow-namespace-kubeflow",
      "Namespace kubeflow-namespace-object-store",
    ]);
  });

  test("namespaces alone are adopted and kept; whoever made a Secret before keeps it, as an error of the run", async () => {
    const all = Object.entries(await resources(keyStack({ profiles: { overrides } })));
    const of = (type: string) => all.filter(([name]) => name.startsWith(`${type} `)).map(([, one]) => one);

    expect(of("Namespace").map(({ provider, retained }) => [provider, retained])).toEqual([
      ["kubernetes kubeflow-namespaces", true],
      ["kubernetes kubeflow-namespaces", true],
    ]);
    expect(of("Secret").map(({ provider, retained }) => [provider, retained])).toEqual(
      Array(3).fill(["kubernetes kubeflow-secrets", undefined]),
    );
    const inputs = Object.fromEntries(all.filter(([name]) => name.startsWith("kubernetes ")));
    expect(inputs["kubernetes kubeflow-namespaces"]?.inputs).toHaveProperty("upsertExistingObjects", "true");
    expect(inputs["kubernetes kubeflow-secrets"]?.inputs).not.toHaveProperty("upsertExistingObjects");
  });

  test("a Secret waits for its namespace and for the key that it holds, which waits for its policy", async () => {
    const all = await resources(keyStack());

    expect(all["Secret kubeflow-profile-team-1"]?.dependsOn).toEqual([
      "AccessKey kubeflow-profile-team-1.initial",
      "Namespace kubeflow-namespace-kubeflow",
    ]);
    expect(all["AccessKey kubeflow-profile-team-1.initial"]?.dependsOn).toContain("UserPolicy kubeflow-profile-team-1");
  });

  test("without path and context the provider is asked for neither", async () => {
    const all = await resources(keyStack({ cluster: { source: "kubeconfig" } }));

    expect(all["kubernetes kubeflow-secrets"]?.inputs).toEqual({
      enableServerSideApply: "true",
      enableSecretMutable: "true",
    });
  });

  test("no Secret is immutable: Kyverno clones it again when it changes", async () => {
    const text = JSON.stringify(await resources(keyStack()));

    expect(text).toContain("stringData");
    expect(text).not.toContain('"immutable"');
  });

  test("boundary, path and tags: on every user; listing by prefix: for the profiles alone", async () => {
    const permissionsBoundary = "arn:aws:iam::111122223333:policy/boundary";
    const auth = { mode: "keys", path: "/kubeflow/dev/", permissionsBoundary, listScope: "prefix" };
    const all = await resources(keyStack({ auth }));
    const prefixes = ["artifacts/team-1/", "v2/artifacts/team-1/"];
    const common = { preview, path: auth.path, permissionsBoundary };

    expect(all).toMatchObject({
      ...userResources({
        ...common,
        key: "backend",
        statements: [listing(bucketArn), objects(bucketArn, backendPrefixes)],
      }),
      ...userResources({
        ...common,
        key: "profile-team-1",
        statements: [...listingBelow(bucketArn, prefixes), objects(bucketArn, prefixes)],
      }),
    });
  });
});

test("a kubeconfig that isn't there ends the run before anything is registered, with its path", async () => {
  const { errors, resources } = await tryProgram(keyStack({ cluster: { source: "kubeconfig", path: "~/no/config" } }));

  expect(resources).toEqual([]);
  expect(errors.map(String)).toEqual([
    expect.stringContaining(`
error[kubeconfig-missing]: the kubeconfig ~/no/config doesn't exist
  = rule: Secrets are created in the cluster that it names
  = mend: correct its path in cluster, or write it: aws eks update-kubeconfig
          --name CLUSTER (docs/troubleshooting.md#kubeconfig-missing)

1 problem. Nothing was planned and nothing was changed.`),
  ]);
});

test("a kubeconfig that is no plain file isn't handed to a provider, which would wait for its end", async () => {
  const { errors, resources } = await tryProgram(keyStack({ cluster: { source: "kubeconfig", path: "/dev/zero" } }));

  expect(resources).toEqual([]);
  expect(errors.map(String)).toEqual([
    expect.stringContaining("error[kubeconfig-missing]: the kubeconfig /dev/zero is a device, not a plain\nfile\n"),
  ]);
});

test("a kubeconfig that nobody needs isn't looked for", async () => {
  const cluster = { source: "kubeconfig", path: "no/config" };
  const { errors } = await tryProgram(keyStack({ cluster, auth: { mode: "keys", keySource: "existing" } }));

  expect(errors).toEqual([]);
});
