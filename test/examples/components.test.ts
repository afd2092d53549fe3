import { join } from "node:path";
import { load } from "js-yaml";
import { afterEach, describe, expect, test, vi } from "vitest";
import { isMap } from "../../base/yaml/merge.js";
import { exampleErrors } from "../support/class-examples.js";
import { type ProgramRun, runProgram, unknown } from "../support/program.js";
import { mapOf } from "../support/project.js";
import { scenarios } from "../support/scenarios.js";
import { project, projectFile, projectRoot } from "../support/stack.js";
import { fromElsewhere, outputsOf, wrongArguments } from "./package-schema.js";
import { hasPython, pythonObjects, snakeCase } from "./python.js";

const folderOf = (language: string) => join(projectRoot, "examples", `${language}-component`);
const token = (name: string) => `${project}:index:${name}`;

describe("the program in TypeScript", () => {
  const file = join(folderOf("typescript"), "index.ts");
  afterEach(() => void vi.restoreAllMocks());

  /** Each way has a module of its own, as the program registers when it is loaded. */
  function run(way: "apply" | "preview"): Promise<ProgramRun> {
    vi.spyOn(process, "cwd").mockReturnValue(folderOf("typescript"));
    const cloud = { cluster: { issuer: "https://oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF" } };
    return runProgram(scenarios.baseline(), {
      preview: way === "preview",
      cloud,
      run: async () => ({ ...(await import(/* @vite-ignore */ `${file}?${way}`)) }),
    });
  }

  test("registers the same in a first preview as in an apply", async () => {
    const [apply, preview] = [await run("apply"), await run("preview")];
    const names = ({ resources }: ProgramRun) => resources.map(({ type, name }) => `${type} ${name}`).sort();

    expect(names(apply)).toContain(`${token("DeploykfObjectStore")} kubeflow`);
    expect(names(apply)).toContain(`${token("PipelineRole")} reports`);
    expect(names(preview)).toEqual(names(apply));
    expect(JSON.stringify(apply.outputs)).not.toContain(unknown);
    expect(load(String(apply.outputs.values))).toMatchObject({
      kubeflow_tools: { pipelines: { bucket: { name: "acme-analytics-kubeflow-pipelines" } } },
    });
  });
});

describe("the program in YAML", () => {
  const program = mapOf(load(projectFile("examples/yaml-component/Pulumi.yaml")));
  const own = Object.entries(mapOf(program.resources)).filter(([, one]) => String(mapOf(one).type).startsWith(project));

  test("has this package's resources, with properties of its schema", () => {
    const wrong = own.flatMap(([, one]) => {
      const { type, properties } = mapOf(one);
      return wrongArguments(String(type), withReferences(properties));
    });

    expect(own.map(([, one]) => mapOf(one).type)).toEqual([token("DeploykfObjectStore"), token("PipelineRole")]);
    expect(wrong).toEqual([]);
  });

  test("reads outputs that there are", () => {
    const names = [...JSON.stringify(program).matchAll(/\$\{(\w+)\.(\w+)\}/g)];
    const read = own.map(([name, one]) => [
      String(mapOf(one).type),
      names.filter(([, of]) => of === name).map(([, , output]) => output),
    ]);

    expect(read.flatMap(([, outputs]) => outputs)).not.toEqual([]);
    for (const [type, outputs] of read)
      expect(outputsOf(String(type))).toEqual(expect.arrayContaining([...(outputs ?? [])]));
  });
});

/** YAML's values with `${...}` taken for what it is. */
function withReferences(value: unknown): unknown {
  if (typeof value === "string") return value.includes("${") ? fromElsewhere : value;
  if (Array.isArray(value)) return value.map(withReferences);
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withReferences(part)]));
}

describe.runIf(hasPython)("the program in Python", () => {
  test("has arguments of the package's schema, and reads outputs that there are", () => {
    const objects = pythonObjects(projectFile("examples/python-component/__main__.py"), "deploykf");
    const naming = { nameOf: snakeCase };

    expect(objects.map(({ type }) => type)).toEqual(["DeploykfObjectStore", "PipelineRole"]);
    expect(objects.flatMap(({ type, args }) => wrongArguments(token(type), args, naming))).toEqual([]);
    for (const { type, read } of objects) {
      expect(read).not.toEqual([]);
      expect(outputsOf(token(type), naming)).toEqual(expect.arrayContaining([...read]));
    }
  });
});

describe("the check of arguments", () => {
  const args = {
    bucket: { name: fromElsewhere },
    cluster: { source: "oidc", issuerUrl: fromElsewhere },
    deploykf: { version: "0.1.5" },
  };
  const wrong = (changes: object) => wrongArguments(token("DeploykfObjectStore"), { ...args, ...changes });
  const at = token("DeploykfObjectStore");

  test.each([
    [{}, []],
    [{ bukcet: {} }, [`${at} has no bukcet`]],
    [{ bucket: {} }, [`${at}.bucket lacks name`]],
    [{ namePrefix: fromElsewhere }, [`${at}.namePrefix has to be plain`]],
    [{ tags: { team: 1 } }, [`${at}.tags.team is no string`]],
    [{ auth: { mode: "key" } }, [`${at}.auth.mode is none of irsa, keys`]],
    [{ deploykf: { version: "0.1.5", valuesFiles: "values.yaml" } }, [`${at}.deploykf.valuesFiles is no list`]],
  ])("%o", (changes, said) => {
    expect(wrong(changes)).toEqual(said);
  });
});

test("the TypeScript in README.md and docs/components.md has the types of the package", () => {
  const blocks = ["README.md", "docs/components.md"].flatMap((page) => [
    ...projectFile(page).matchAll(/^```ts\n(.*?)^```$/gms),
  ]);
  const programs = blocks.map(
    ([, text = ""]) => `{\n${text.replaceAll(/^import .*\n/gm, "").replaceAll("export ", "")}}`,
  );
  const before = `
    import * as aws from "@pulumi/aws";
    import * as pulumi from "@pulumi/pulumi";
    import { DeploykfObjectStore, EksCluster, KubeflowBucket, PipelineKey, PipelineRole } from "deploykf-object-store";
    declare const [key, bucket]: readonly [{ arn: pulumi.Output<string> }, KubeflowBucket];
    declare const [issuerUrl, providerArn, roleArn]: readonly [pulumi.Output<string>, pulumi.Output<string>, pulumi.Output<string>];
    declare const subnetIds: pulumi.Output<string>[];
  `;

  expect(programs).toHaveLength(9);
  const wrong = exampleErrors([before, ...programs].join("\n"));
  // Pulumi's templates are strict, without noUncheckedIndexedAccess.
  expect(wrong.filter((text) => !/is declared but|are unused|^Object is possibly/.test(text))).toEqual([]);
});

test("the programs are the same in each language, and each has values of its own", () => {
  const values = ["typescript", "python", "yaml"].map((one) => projectFile(`examples/${one}-component/values.yaml`));

  expect(new Set(values).size).toBe(1);
});
