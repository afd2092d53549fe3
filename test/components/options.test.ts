import { Provider } from "@pulumi/aws/provider.js";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, test } from "vitest";
import { DeploykfObjectStore, type DeploykfObjectStoreArgs, PipelineRole } from "../../components/index.js";
import { getBucket, getCallerIdentity, getOidcProvider, noProvider } from "../support/cloud.js";
import { label } from "../support/expected.js";
import { type ProgramRun, runProgram, tryProgram } from "../support/program.js";
import { tempStack } from "../support/stack.js";

const stack = tempStack({ "aws:region": "eu-west-1" });

const args: DeploykfObjectStoreArgs = {
  region: "eu-west-1",
  namePrefix: "kf-options",
  accountId: "111122223333",
  bucket: { name: "acme-options-pipelines" },
  cluster: { source: "oidc", issuerUrl: "https://oidc.example.com/id/1", oidcProvider: "create" },
  deploykf: { version: "0.1.5", embeddedMinio: "keep" },
  profiles: { names: ["team-1"] },
};

function runWith(options: () => pulumi.ComponentResourceOptions, name = "store"): Promise<ProgramRun> {
  return runProgram(stack, { run: async () => ({ values: new DeploykfObjectStore(name, args, options()).values }) });
}

const ofAws = ({ resources }: ProgramRun) => resources.filter(({ type }) => type.startsWith("aws:"));

describe("a component's options", () => {
  test.each([
    ["providers", (provider: Provider) => ({ providers: { aws: provider } })],
    ["provider", (provider: Provider) => ({ provider })],
  ])("%s: every AWS resource and every question goes by it", async (_, options) => {
    const run = await runWith(() => options(new Provider("theirs", { region: "eu-west-1" })));

    expect(ofAws(run).length).toBeGreaterThan(10);
    for (const { urn } of ofAws(run))
      expect([label(urn), run.requests.get(urn)?.getProvider()]).toEqual([
        label(urn),
        expect.stringContaining("::theirs::"),
      ]);
    expect(run.calls.length).toBeGreaterThan(1);
    expect(run.calls.map(({ token, provider }) => [token, provider?.includes("::theirs::")])).toEqual(
      run.calls.map(({ token }) => [token, true]),
    );
  });

  test("parent and protect", async () => {
    const run = await runWith(() => ({
      parent: new pulumi.ComponentResource("their:Platform", "platform"),
      protect: true,
    }));
    const store = run.resources.find(({ type }) => type.endsWith(":DeploykfObjectStore"));
    const roles = run.resources.filter(({ type }) => type === "aws:iam/role:Role");

    expect(label(store?.parent ?? "")).toBe("Platform platform");
    expect(roles).toHaveLength(2);
    expect(roles.map(({ protect }) => protect)).toEqual(roles.map(() => true));
  });

  test("children are called by the component, so that two of them stand side by side", async () => {
    const run = async () => {
      new DeploykfObjectStore("one", args);
      new DeploykfObjectStore("two", { ...args, namePrefix: "kf-two" });
    };
    const { resources } = await runProgram(stack, { run });
    const names = resources.map(({ urn }) => label(urn));

    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => name.includes(" two")).sort()).toEqual(
      names
        .filter((name) => name.includes(" one"))
        .map((name) => name.replace(" one", " two"))
        .sort(),
    );
  });

  test("every output of a component is registered", async () => {
    const outputs: Record<string, unknown> = {};
    const run = async () => {
      const store = new DeploykfObjectStore("store", args);
      const role = new PipelineRole("role", {
        region: "eu-west-1",
        bucketName: "acme",
        prefixes: ["v2/artifacts/team-1/"],
        serviceAccounts: ["team-1/default-editor"],
        issuerUrl: "https://oidc.example.com/id/1",
      });
      for (const [type, component] of Object.entries({ DeploykfObjectStore: store, PipelineRole: role }))
        outputs[type] = Object.entries(component)
          .filter(([key, value]) => pulumi.Output.isInstance(value) && key !== "urn")
          .map(([key]) => key);
    };
    const { componentOutputs } = await runProgram(stack, { run });

    for (const [type, keys] of Object.entries(outputs)) {
      const [, registered] = Object.entries(componentOutputs).find(([name]) => name.includes(`:${type} `)) ?? [];
      expect(Object.keys(Object(registered)).sort()).toEqual([...(keys as string[])].sort());
    }
  });
});

describe("what a component asks the cloud", () => {
  const { accountId: _, ...unstated } = args;

  test("is asked once, however many resources wait for it", async () => {
    const asked = async (names: readonly string[]) => {
      const run = async () => new DeploykfObjectStore("store", { ...unstated, profiles: { names: [...names] } });
      const { calls } = await runProgram(stack, { run });
      return calls.filter(({ token }) => token === getCallerIdentity).length;
    };

    expect(await asked(["a", "b", "c", "d", "e", "f"])).toBe(await asked(["a"]));
  });

  test.each([
    ["an existing bucket", { bucket: { name: "acme-theirs", create: false } }, { bucketRegion: undefined }, getBucket],
    [
      "an OIDC provider",
      { cluster: { ...args.cluster, oidcProvider: "existing" as const } },
      noProvider,
      getOidcProvider,
    ],
  ])("%s that isn't there may come in a preview, and is an error in an apply", async (_name, change, cloud, token) => {
    const failing = { ...noProvider.failing, token, message: "NotFound: couldn't find resource" };
    const run = async () => ({ values: new DeploykfObjectStore("store", { ...args, ...change }).values });
    const preview = await tryProgram(stack, { run, preview: true, cloud: { ...cloud, failing } });
    const apply = await tryProgram(stack, { run, cloud: { ...cloud, failing } });

    expect(preview.errors).toEqual([]);
    expect(preview.log.join("\n")).toMatch(/warning\[(?:bucket-not-found|oidc-provider-missing)\]/);
    expect(apply.errors.map(String).join("\n")).toMatch(/error\[(?:bucket-not-found|oidc-provider-missing)\]/);
  });
});
