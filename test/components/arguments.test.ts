import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { planOffline } from "../../cli/offline/offline-plan.js";
import { DeploykfObjectStore } from "../../components/index.js";
import { deploy } from "../../program/deploy.js";
import { stackOutputs } from "../../program/outputs.js";
import { providerConfig, stackArguments } from "../support/arguments.js";
import { modes } from "../support/baseline.js";
import { newIssuer } from "../support/cloud.js";
import { described } from "../support/expected.js";
import { runProgram } from "../support/program.js";
import { projectRoot, repoStack } from "../support/stack.js";

const examples = readdirSync(join(projectRoot, "examples")).filter((name) => name.startsWith("Pulumi."));

/** What the examples' stacks need of others: an EKS cluster, another stack, MinIO's administrator. */
const cloud = {
  cluster: { issuer: newIssuer },
  stackOutputs: { oidcIssuer: newIssuer, oidcProviderArn: "arn:aws:iam::111122223333:oidc-provider/x" },
};

describe.each(modes)("the facade in a program of somebody's, %s", (_, preview) => {
  test.each(examples)("%s: values, resources and policies are the program's", async (file) => {
    const name = file.slice("Pulumi.".length, -".yaml".length);
    const { plan, config } = planOffline(projectRoot, name, `examples/${file}`);
    const stack = { ...repoStack("dev"), stack: name, config: providerConfig(config, plan.project) };
    const run = async () => ({
      deploykfValues: new DeploykfObjectStore("kubeflow", stackArguments(config, plan.project)).values,
    });
    const theirs = await runProgram(stack, { preview, run, cloud });
    const ours = await runProgram(
      { ...stack, config },
      { preview, cloud, run: async () => stackOutputs(deploy(plan)) },
    );

    expect(theirs.outputs.deploykfValues).toEqual(ours.outputs.deploykfValues);
    expect(described(theirs.resources)).toEqual(described(ours.resources));
  });
});
