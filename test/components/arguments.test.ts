import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { planOffline } from "../../cli/offline/offline-plan.js";
import { DeploykfObjectStore } from "../../components/index.js";
import { decrypted, providerConfig, stackArguments } from "../support/arguments.js";
import { modes } from "../support/baseline.js";
import { newIssuer } from "../support/cloud.js";
import { newProviderArn } from "../support/expected-cluster.js";
import { type ProgramRun, runProgram } from "../support/program.js";
import { projectRoot, repoStack, tempFolder } from "../support/stack.js";

const examples = readdirSync(join(projectRoot, "examples")).filter((name) => name.startsWith("Pulumi."));

/** What the examples' stacks need of others: an EKS cluster, another stack, MinIO's administrator, a kubeconfig. */
const stackOutputs = { oidcIssuer: newIssuer, oidcProviderArn: newProviderArn };
const cloud = { cluster: { issuer: newIssuer }, stackOutputs };
const administrator = { "minio:minioUser": "admin", "minio:minioPassword": "password" };
const kubeconfig = join(tempFolder({ kubeconfig: "apiVersion: v1\nkind: Config\n" }), "kubeconfig");

/** An example's config as the engine hands it over. */
function configOf(name: string): Readonly<Record<string, string>> {
  const { config } = planOffline(projectRoot, name, `examples/Pulumi.${name}.yaml`);
  const text = JSON.stringify(decrypted(config)).replaceAll("~/.kube/config", kubeconfig);
  return { ...(JSON.parse(text) as Record<string, string>), ...(name === "minio" && administrator) };
}

/**
 * In whichever order: facts that are looked up come later. The reference to another stack is the component's own in a program of
 * somebody's.
 */
function registered({ resources }: ProgramRun) {
  const own = resources.filter(({ type }) => type !== "pulumi:pulumi:StackReference");
  return Object.fromEntries(
    own.map(({ urn, dependencies, ...resource }) => [urn, { ...resource, dependencies: [...dependencies].sort() }]),
  );
}

describe.each(modes)("the facade in a program of somebody's, %s", (_, preview) => {
  test.each(examples)("%s: values, resources and policies are the program's", async (file) => {
    const name = file.slice("Pulumi.".length, -".yaml".length);
    const config = configOf(name);
    const stack = { ...repoStack("dev"), stack: name, config };
    const run = async () => ({
      deploykfValues: new DeploykfObjectStore("kubeflow", stackArguments(config, stack.project)).values,
    });
    const ours = await runProgram(stack, { preview, cloud });
    const theirs = await runProgram(
      { ...stack, config: providerConfig(config, stack.project) },
      { preview, cloud, run },
    );

    expect(theirs.outputs.deploykfValues).toEqual(ours.outputs.deploykfValues);
    expect(registered(theirs)).toEqual(registered(ours));
  });
});
