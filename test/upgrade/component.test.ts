import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { unknownFact } from "../../base/aws/arn.js";
import { oidcProviderArn as oidcProviderArnOf } from "../../base/aws/issuer.js";
import { DeploykfObjectStore } from "../../components/index.js";
import { providerConfig, stackArguments } from "../support/arguments.js";
import { newIssuer } from "../support/cloud.js";
import { runProgram } from "../support/program.js";
import { project, projectRoot, repoStack, tempFolder } from "../support/stack.js";
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

test.each(Object.entries(exampleRuns))(
  "%s: a component called kubeflow takes over what the program has made",
  async (name, { own, run }) => {
    const stack = repoStack(name, "examples");
    const given = Object.entries(stack.config).filter(([key]) => own.some((one) => key === `${project}:${one}`));
    const args = stackArguments(Object.fromEntries(given), project);
    const program = async () => void new DeploykfObjectStore("kubeflow", args);
    const ofComponent = { ...stack, config: { ...providerConfig(stack.config, project), ...providers } };
    const tree = textOf(treeOf(await runProgram(ofComponent, { cloud, run: program })));

    // Which the program's tree has from the files alone.
    expect(tree.replaceAll(newIssuer, unknownFact)).toBe(textOf(treeOf(await run())));
  },
);
