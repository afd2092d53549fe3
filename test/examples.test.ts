import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { beforeAll, describe, expect, test } from "vitest";
import { platformNames } from "../stores/index.js";
import { command, exampleCopy } from "./support/command.js";
import { modulesOf } from "./support/modules.js";
import { tooLong } from "./support/plan-text.js";
import { mapOf, projectName } from "./support/project.js";
import { projectFile, projectRoot } from "./support/stack.js";

/** Example stacks on S3, the source of each one's cluster, and whether it says all that its trust policies need. */
const examples = {
  "Pulumi.eks-second.yaml": { source: "eks", issuerKnown: false },
  "Pulumi.eks.yaml": { source: "eks", issuerKnown: false },
  "Pulumi.kubeconfig.yaml": { source: "kubeconfig", issuerKnown: true },
  "Pulumi.new.yaml": { source: "new", issuerKnown: false },
  "Pulumi.oidc.yaml": { source: "oidc", issuerKnown: true },
  "Pulumi.stack.yaml": { source: "stack", issuerKnown: false },
} as const;

const cwd = exampleCopy();
const marker = "<known after apply>";

function configOf(file: string): Record<string, unknown> {
  return mapOf(mapOf(load(projectFile(file))).config);
}

const part = (config: Record<string, unknown>, key: string) => mapOf(config[`${projectName}:${key}`]);

test("there is an example of every source and of every store, and no other file of a stack", () => {
  const files = readdirSync(join(projectRoot, "examples")).filter((name) => name.startsWith("Pulumi."));
  const schema = load(projectFile("settings/stack.schema.json"));
  const sources = [...JSON.stringify(schema).matchAll(/"source":\{[^{}]*"const":"([a-z]+)"/g)].map(([, one]) => one);

  const ofStores = platformNames.filter((name) => name !== "aws-s3").map((name) => `Pulumi.${name}.yaml`);
  expect(files.sort()).toEqual([...Object.keys(examples), ...ofStores, "Pulumi.ceph-rook.yaml"].sort());
  expect(sources).toHaveLength(5);
  expect([...new Set(Object.values(examples).map(({ source }) => source))].sort()).toEqual(sources.sort());
});

describe.each(Object.entries(examples))("%s", (name, { source, issuerKnown }) => {
  const file = `examples/${name}`;
  const config = configOf(file);

  test("has a cluster of its source, and values of its own", () => {
    expect(part(config, "cluster").source).toBe(source);
    const others = Object.keys(examples).filter((other) => other !== name);
    for (const key of ["namePrefix"]) {
      expect(others.map((other) => configOf(`examples/${other}`)[`${projectName}:${key}`])).not.toContain(
        config[`${projectName}:${key}`],
      );
    }
    const generated = others.map((other) => part(configOf(`examples/${other}`), "deploykf").generatedFile);
    expect(generated).not.toContain(part(config, "deploykf").generatedFile);
  });

  test("is planned as its first lines say, in 80 columns, and marks what nobody stated", async () => {
    const [said] = /npm -s start -- .*/.exec(readFileSync(join(cwd, file), "utf8")) ?? [];
    const { stdout, stderr, exitCode } = await command(["--config-file", file], { cwd });

    expect(said).toBe(`npm -s start -- --config-file ${file}`);
    expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
    expect(tooLong(stdout)).toEqual([]);
    expect(stdout).toContain(`Plan for stack ${name.slice("Pulumi.".length, -".yaml".length)} of ${projectName}\n`);
    expect(stdout.includes(marker)).toBe(!issuerKnown);
  });

  test("lists as unknown what it marks, and invents nothing", async () => {
    const { stdout, exitCode } = await command(["--config-file", file, "--format", "json"], { cwd });
    const plan = mapOf(JSON.parse(stdout));
    const issuerUrl = part(config, "cluster").issuerUrl ?? null;

    expect(exitCode).toBe(0);
    expect([plan.unknown, plan.issuerUrl, plan.accountId]).toEqual([
      issuerKnown ? [] : ["issuerUrl"],
      issuerUrl,
      "111122223333",
    ]);
    expect([...new Set(stdout.match(/\b\d{12}\b/g))]).toEqual(["111122223333"]);
  });

  test("has values for deployKF that are known before anything is created", async () => {
    const { stdout, stderr, exitCode } = await command(["--config-file", file, "--format", "values"], { cwd });
    const pipelines = mapOf(mapOf(mapOf(load(stdout)).kubeflow_tools).pipelines);

    // EKS creates no cluster any more of the versions that deployKF lists.
    const warnings = source === "new" ? "warning[kubernetes-version]: cluster.kubernetesVersion is 1.32\n" : "";
    expect({ stderr, exitCode }).toEqual({ stderr: warnings, exitCode: 0 });
    expect(stdout).not.toContain(marker);
    expect(pipelines.bucket).toEqual({ name: part(config, "bucket").name, region: config["aws:region"] });
  });
});

describe("--config-file", () => {
  test("whose name names no stack: 2, and what to do", async () => {
    const { stdout, stderr, exitCode } = await command(["--config-file", "examples/values-dev.yaml"], { cwd });

    expect({ stdout, exitCode }).toEqual({ stdout: "", exitCode: 2 });
    expect(stderr).toBe(
      "--config-file examples/values-dev.yaml doesn't say which stack it is of: name it Pulumi.<stack>.yaml, or add --stack\n",
    );
  });

  test("with --stack: the stack is called so, whatever the file's name", async () => {
    const { stdout, exitCode } = await command(["--stack", "other", "--config-file", "examples/Pulumi.eks.yaml"], {
      cwd,
    });

    expect(exitCode).toBe(0);
    expect(stdout).toContain(`Plan for stack other of ${projectName}\n`);
  });

  test("that isn't there: 2, and the file's name", async () => {
    const { stdout, stderr, exitCode } = await command(["--config-file", "examples/Pulumi.no.yaml"], { cwd });

    expect({ stdout, exitCode }).toEqual({ stdout: "", exitCode: 2 });
    expect(stderr.replace(/\s+/g, " ")).toContain(
      "error[stack-not-found]: there is no stack no: examples/Pulumi.no.yaml doesn't exist ",
    );
  });
});

describe("@pulumi/eks", () => {
  const isEks = (module: string) => /[\\/]@pulumi[\\/]eks[\\/]/.test(module);
  const names = Object.keys(examples);
  const others = [
    [],
    ["--config-file", "examples/Pulumi.new.yaml", "--format", "values"],
    ["--config-file", "examples/Pulumi.new.yaml", "--show", "access"],
  ];
  let loaded: readonly (readonly string[])[] = [];
  beforeAll(async () => {
    loaded = await modulesOf([...names.map((name) => ["--config-file", `examples/${name}`]), ...others]);
  });

  test.each(Object.entries(examples))(
    "%s: is loaded where a cluster is created, and nowhere else",
    (name, { source }) => {
      const modules = loaded[names.indexOf(name)] ?? [];

      expect(modules.some((module) => /[\\/]@pulumi[\\/]pulumi[\\/]/.test(module))).toBe(true);
      expect(modules.some(isEks)).toBe(source === "new");
    },
  );

  test("isn't loaded by npm start, nor by formats that register nothing", () => {
    expect(loaded.slice(names.length).map((modules) => modules.some(isEks))).toEqual(others.map(() => false));
  });
});
