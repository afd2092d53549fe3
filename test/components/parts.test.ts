import * as pulumi from "@pulumi/pulumi";
import { describe, expect, test } from "vitest";
import { EksCluster, KubeflowBucket, PipelineKey, PipelineRole } from "../../components/index.js";
import { modes } from "../support/baseline.js";
import { getBucket, getOidcProvider } from "../support/cloud.js";
import { described } from "../support/expected.js";
import { runProgram, tryProgram, unknown } from "../support/program.js";
import { scenarios } from "../support/scenarios.js";
import { tempStack } from "../support/stack.js";

const account = "111122223333";
const stack = tempStack({ "aws:region": "eu-west-1", accountId: account });
const issuerUrl = "https://oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF";
const region = "eu-west-1";

const roleArgs = {
  ...{ region, accountId: account, namePrefix: "kf-test", issuerUrl, tags: { team: "ml-platform" } },
  bucketName: "acme-test-pipelines",
  prefixes: ["artifacts/team-1/", "v2/artifacts/team-1/"],
  serviceAccounts: ["team-1/default-editor", "team-1/default-viewer"],
};

/** What is wrong, by the arguments' names. */
async function messageOf(make: () => unknown): Promise<string> {
  const { errors, resources } = await tryProgram(stack, { run: async () => void make() });
  expect(errors).toHaveLength(1);
  expect(pulumi.RunError.isInstance(errors[0])).toBe(true);
  expect(resources.filter(({ type }) => type.startsWith("deploykf-object-store:"))).toEqual([]);
  return errors[0] instanceof Error ? errors[0].message : "";
}

describe.each(modes)("parts of the facade, %s", (_, preview) => {
  test("PipelineRole: the role of a profile, as the facade makes it", async () => {
    const { resources } = await runProgram(stack, {
      preview,
      run: async () => new PipelineRole("profile-team-1", roleArgs),
    });
    const facade = await runProgram(scenarios.baseline(), { preview });
    const { "Role profile-team-1": role, "RolePolicy profile-team-1": policy } = described(resources);
    const { "Role kubeflow-profile-team-1": theirs, "RolePolicy kubeflow-profile-team-1": theirPolicy } = described(
      facade.resources,
    );

    expect(policy?.inputs).toEqual(theirPolicy?.inputs);
    expect(role?.inputs).toMatchObject({
      name: "kf-test-profile-team-1",
      path: "/",
      tags: { team: "ml-platform", "managed-by": "deploykf-object-store" },
    });
    expect(Object.keys(Object(role?.inputs)).sort()).toEqual(Object.keys(Object(theirs?.inputs)).sort());
  });

  test("PipelineRole: the backend's", async () => {
    const run = async () => {
      const { prefixes: _prefixes, ...args } = roleArgs;
      new PipelineRole("backend", { ...args, backend: true });
    };
    const { resources } = await runProgram(stack, { preview, run });
    const facade = await runProgram(scenarios.baseline(), { preview });

    expect(described(resources)["RolePolicy backend"]?.inputs).toEqual(
      described(facade.resources)["RolePolicy kubeflow-backend"]?.inputs,
    );
  });

  test("PipelineKey: a user, its policy, its key, and the Secret that holds it", async () => {
    const run = async () => {
      const { accessKey, secretKey, secretName } = new PipelineKey("team-1", {
        ...{ region, namePrefix: "kf-test", bucketName: "acme-test-pipelines", prefixes: ["v2/artifacts/team-1/"] },
        secret: { namespace: "kubeflow", name: "team-1-key" },
        kubeconfig: pulumi.secret("apiVersion: v1\nkind: Config\n"),
        slots: { active: "2026-11" },
      });
      return { accessKey, secretKey, secretName };
    };
    const { resources, outputs } = await runProgram(stack, { preview, run });

    expect(Object.keys(described(resources)).sort()).toEqual([
      "AccessKey team-1.2026-11",
      "PipelineKey team-1",
      "Secret team-1",
      "User team-1",
      "UserPolicy team-1",
      "kubernetes team-1-secrets",
    ]);
    expect(outputs.secretName).toBe("kubeflow/team-1-key");
    const secret = expect.objectContaining({ "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" });
    expect([outputs.accessKey, outputs.secretKey]).toEqual(preview ? [unknown, unknown] : [secret, secret]);
  });

  test("KubeflowBucket: the bucket of the facade, with a name that is late", async () => {
    const run = async () =>
      new KubeflowBucket("kubeflow-bucket", {
        region,
        name: pulumi.output("acme-test-pipelines"),
        tags: { team: "ml-platform" },
      });
    const { resources } = await runProgram(stack, { preview, run });
    const facade = await runProgram(scenarios.baseline(), { preview });
    const inputs = (all: typeof resources) =>
      Object.entries(described(all)).filter(([name]) => name.startsWith("Bucket") && name !== "Bucket kubeflow-bucket");

    expect(inputs(resources).map(([name, { inputs: own }]) => [name, own])).toEqual(
      inputs(facade.resources).map(([name, { inputs: own }]) => [name, own]),
    );
  });

  test("EksCluster: its roles are called by its name", async () => {
    const run = async () => {
      new EksCluster("ml", { region, name: "ml", kubernetesVersion: "1.32", tags: { team: "ml-platform" } });
    };
    const { resources } = await runProgram(stack, { preview, run });

    expect(resources.find(({ name }) => name === "ml-control-plane")?.inputs.name).toBe("ml-cluster");
    expect(resources.find(({ type }) => type === "eks:index:Cluster")?.inputs.name).toBe("ml");
  });
});

test.each(modes)("a role's bucket may be made by the same program, so nobody asks for it, %s", async (_, preview) => {
  const { calls } = await runProgram(stack, { preview, run: async () => new PipelineRole("role", roleArgs) });

  expect(calls.map(({ token }) => token)).toContain(getOidcProvider);
  expect(calls.map(({ token }) => token)).not.toContain(getBucket);
});

describe("arguments of a part that are wrong", () => {
  test("are told by their own names, all at once, before anything is registered", async () => {
    const args = {
      ...roleArgs,
      bucketName: "Not_A_Bucket",
      prefixes: ["no-slash"],
      serviceAccounts: ["*"],
      issuerUrl: "http://x",
      nmae: "x",
    };
    const message = await messageOf(() => new PipelineRole("role", args));

    for (const name of ["bucketName", "prefixes[0]", "serviceAccounts[0]", "issuerUrl", "nmae"])
      expect(message).toContain(name);
    expect(message).not.toMatch(/bucket\.name|cluster\.issuer|auth\.|deploykf\./);
    expect(message).toContain("5 problems");
  });

  test.each([
    ["nothing", undefined],
    ["a text", "x"],
    ["a list", []],
    ["an output", pulumi.output({})],
    ["null", null],
  ])("%s in place of arguments", async (_, args) => {
    for (const make of [PipelineRole, PipelineKey, KubeflowBucket, EksCluster])
      expect(await messageOf(() => Reflect.construct(make, ["part", args]))).toContain("error[");
  });

  test("whose getter throws: told, and nothing of what it says", async () => {
    const thrown = {
      get name() {
        throw new Error("planted-secret");
      },
    };
    for (const make of [PipelineRole, PipelineKey, KubeflowBucket, EksCluster]) {
      const message = await messageOf(() => Reflect.construct(make, ["part", thrown]));
      expect(message).toContain("error[");
      expect(message).not.toContain("planted-secret");
    }
  });

  test("an output where a plain value decides what is registered", async () => {
    const message = await messageOf(() =>
      Reflect.construct(PipelineRole, ["role", { ...roleArgs, serviceAccounts: pulumi.output(["a/b"]) }]),
    );

    expect(message).toContain("serviceAccounts");
    expect(message).toContain("argument-output");
  });
});
