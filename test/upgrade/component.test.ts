import * as pulumi from "@pulumi/pulumi";
import { load } from "js-yaml";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { unknownFact } from "../../base/aws/arn.js";
import { oidcProviderArn as oidcProviderArnOf } from "../../base/aws/issuer.js";
import { isMap } from "../../base/yaml/merge.js";
import type { DeploykfObjectStoreArgs } from "../../components/args.js";
import { DeploykfObjectStore } from "../../components/index.js";
import { newIssuer } from "../support/cloud.js";
import { runProgram } from "../support/program.js";
import { mapOf } from "../support/project.js";
import { project, projectFile, projectRoot, repoStack, tempFolder } from "../support/stack.js";
import { exampleRuns } from "./stacks.js";
import { textOf, treeOf } from "./tree.js";

/** What a program of somebody's has beside the stack's own config. */
const providers = { "minio:minioUser": "admin", "minio:minioPassword": "of the admin" };
const oidcProviderArn = oidcProviderArnOf({ partition: "aws", accountId: "111122223333" }, newIssuer);
const stackOutputs = { oidcIssuer: newIssuer, oidcProviderArn, clusterName: "analytics" };
const cloud = { cluster: { issuer: newIssuer }, stackOutputs };

beforeEach(() => {
  vi.spyOn(process, "cwd").mockReturnValue(projectRoot);
  const context = { name: "acme", context: { cluster: "acme", user: "acme" } };
  const kubeconfig = { contexts: [context], clusters: [{ name: "acme", cluster: { server: "https://127.0.0.1:1" } }] };
  vi.stubEnv("KUBECONFIG", "");
  vi.stubEnv("HOME", tempFolder({ ".kube/config": JSON.stringify(kubeconfig) }));
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** A stack's file as arguments; what it has encrypted is a secret in a program. */
function argumentsOf(config: unknown): DeploykfObjectStoreArgs {
  const own = Object.entries(mapOf(config)).filter(([key]) => key.startsWith(`${project}:`));
  const args: object = Object.fromEntries(own.map(([key, value]) => [key.slice(project.length + 1), decrypted(value)]));
  return args as DeploykfObjectStoreArgs;
}

let keys = 0;

function decrypted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decrypted);
  if (!isMap(value)) return value;
  if ("secure" in value) return pulumi.secret(`0123456789${keys++}`);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, decrypted(part)]));
}

test.each(Object.entries(exampleRuns))(
  "%s: a component called kubeflow takes over what the program has made",
  async (name, { file, run }) => {
    const stack = repoStack(name, "examples");
    const { config } = mapOf(load(projectFile(file)));
    const others = Object.entries(stack.config).filter(([key]) => !key.startsWith(`${project}:`));
    const program = async () => void new DeploykfObjectStore("kubeflow", argumentsOf(config));
    const ofComponent = { ...stack, config: { ...Object.fromEntries(others), ...providers } };
    const tree = textOf(treeOf(await runProgram(ofComponent, { cloud, run: program })));

    // Which the program's tree has from the files alone.
    expect(tree.replaceAll(newIssuer, unknownFact)).toBe(textOf(treeOf(await run())));
  },
);
