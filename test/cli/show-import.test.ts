import { expect, test } from "vitest";
import { command, exampleCopy } from "../support/command.js";
import { exampleRegistered } from "../support/recover.js";
import { projectRoot } from "../support/stack.js";

interface File {
  readonly nameTable: Readonly<Record<string, string>>;
  readonly resources: readonly { readonly name: string; readonly id?: string; readonly parent?: string }[];
}

async function imported(args: readonly string[], cwd: string): Promise<{ file: File; stdout: string; stderr: string }> {
  const { stdout, stderr, exitCode } = await command(["--show", "import", ...args], { cwd });
  expect(exitCode).toBe(0);
  return { file: JSON.parse(stdout), stdout, stderr };
}

test("everything of the plan that has a name, below its parents, the same in each run", async () => {
  const cwd = exampleCopy();
  const { file, stdout, stderr } = await imported([], cwd);
  const registered = await exampleRegistered();
  const custom = registered.filter((one) => one.custom && !one.type.startsWith("pulumi:providers:"));

  expect(stderr).toBe("");
  expect(file.resources.flatMap(({ id, name }) => (id === undefined ? [] : [name])).sort()).toEqual(
    custom.map(({ urn }) => urn).sort(),
  );
  const names = file.resources.map(({ name }) => name);
  for (const [index, { parent }] of file.resources.entries()) {
    if (parent !== undefined) expect(names.slice(0, index)).toContain(parent);
  }
  expect((await imported([], cwd)).stdout).toBe(stdout);
});

test("keys aren't in it, and the providers of Secrets and namespaces have to be made before, which is said", async () => {
  const { file, stderr } = await imported(["--config-file", "examples/Pulumi.kubeconfig.yaml"], projectRoot);

  expect(stderr).toContain("Not in it, as up makes it or only up knows its name: AccessKey");
  for (const urn of Object.keys(file.nameTable)) expect(stderr).toContain(`--target '${urn}'`);
  expect(file.resources.map(({ id }) => id)).toContain("kubeflow/kubeflow-pipelines--backend-object-store-auth");
});
