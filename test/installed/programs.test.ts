import { writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, inject, test } from "vitest";
import { node } from "../support/command.js";
import { projectRoot } from "../support/stack.js";
import { mocked, storeArgs } from "./store.js";

/** Programs that have the package installed import it, are type-checked, and run under the SDK's mocks. */

const cwd = inject("installed");

const program = `
${mocked}
const made = new store.DeploykfObjectStore("kubeflow", ${JSON.stringify(storeArgs)});
pulumi.all([made.urn, made.bucketName, made.values]).apply((found) => console.log(JSON.stringify(found)));
`;
const answer = [
  expect.stringMatching(/:DeploykfObjectStore::kubeflow$/),
  "acme-pipelines",
  expect.stringContaining("arn:aws:iam::111122223333:role/kf-test-backend"),
];

const asEsModule = `import * as pulumi from "@pulumi/pulumi";\nimport { DeploykfObjectStore } from "deploykf-object-store";\nconst store = { DeploykfObjectStore };`;
const asCommonJs = `const pulumi = require("@pulumi/pulumi");\nconst store = require("deploykf-object-store");`;

describe("a program runs", () => {
  test.each([
    ["as an ES module", "program.mjs", asEsModule, []],
    ["as CommonJS", "program.cjs", asCommonJs, []],
    ["as CommonJS that can't require ES modules", "program.cjs", asCommonJs, ["--no-experimental-require-module"]],
  ])("%s", async (_, file, imports, options) => {
    writeFileSync(join(cwd, file), imports + program);
    const { exitCode, stdout, stderr } = await node([...options, file], { cwd });

    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(JSON.parse(stdout)).toEqual(answer);
  });
});

const typed = `import * as pulumi from "@pulumi/pulumi";
import { DeploykfObjectStore, type DeploykfObjectStoreArgs, KubeflowBucket, type KubeflowBucketArgs } from "deploykf-object-store";
import { runStack } from "deploykf-object-store/program";
export function bucketOf(name: string, args: KubeflowBucketArgs): pulumi.Output<string> {
  return new KubeflowBucket(name, args, { protect: true }).bucketName;
}
export const storeOf = (args: DeploykfObjectStoreArgs) => new DeploykfObjectStore("kubeflow", args).bucketName;
export const outputs: Promise<object> = runStack();
// @ts-expect-error: the types say more than any
export const wrong = new KubeflowBucket("wrong", { nmae: 1 });
`;

/** Since TypeScript 5.8 CommonJS may import ES modules under nodenext; under node16, as before, it may not. */
const node16 = { module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16 };
const node10 = { module: ts.ModuleKind.CommonJS, moduleResolution: ts.ModuleResolutionKind.Node10 };

describe("programs in TypeScript are type-checked", () => {
  test.each([
    ["as an ES module and as CommonJS", ["typed.mts", "typed.cts"], node16],
    ["by the resolution of old, which reads no exports", ["typed.ts"], { ...node10, ignoreDeprecations: "6.0" }],
  ])("%s", (_, files, options) => {
    const paths = files.map((file) => join(cwd, file));
    for (const path of paths) writeFileSync(path, typed);
    const typeRoots = [join(projectRoot, "node_modules", "@types")];
    const checked = ts.createProgram(paths, {
      ...{ ...options, typeRoots, types: ["node"], strict: true, noEmit: true, target: ts.ScriptTarget.ES2023 },
    });
    const found = ts.getPreEmitDiagnostics(checked).filter(({ file }) => !isOthers(file?.fileName ?? ""));

    expect(found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"))).toEqual([]);
    const packages = checked.getSourceFiles().map(({ fileName }) => fileName.split("/node_modules/")[1] ?? "");
    expect(packages.filter((path) => /^(?:zod|js-yaml|@aws-sdk|@kubernetes)\//.test(path))).toEqual([]);
  });
});

/** Of packages beside this one, which are as they are. */
function isOthers(file: string): boolean {
  return file.includes("/node_modules/") && !file.includes("/node_modules/deploykf-object-store/");
}

test("importing the library prints nothing, registers nothing, and loads no package that only some programs use", async () => {
  const script = `
    const pulumi = require("@pulumi/pulumi");
    const registered = [];
    pulumi.runtime.setMocks({ newResource: ({ type, inputs }) => (registered.push(type), { id: "", state: inputs }), call: () => ({}) });
    require("deploykf-object-store");
    const packages = Object.keys(require.cache).flatMap((file) => /node_modules\\/(@pulumi\\/[^/]+|@kubernetes|@aws-sdk|commander)\\//.exec(file)?.[1] ?? []);
    setImmediate(() => process.stderr.write(JSON.stringify({ registered, packages: [...new Set(packages)].sort() })));`;
  const { exitCode, stdout, stderr } = await node(["-e", script], { cwd });

  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "" });
  expect(JSON.parse(stderr)).toEqual({ registered: [], packages: ["@pulumi/aws", "@pulumi/pulumi"] });
});

test("a program with another copy of Pulumi's SDK shares what is registered", async () => {
  // A copy that lies somewhere else is another module, with classes of its own.
  const script = `
    const { cpSync } = require("node:fs");
    cpSync("node_modules/@pulumi/pulumi", "other/node_modules/@pulumi/pulumi", { recursive: true });
    const pulumi = require("./other/node_modules/@pulumi/pulumi/index.js");
    const store = require("deploykf-object-store");
    if (require("@pulumi/pulumi").Output === pulumi.Output) throw new Error("it is the same copy");
    ${program}`;
  const { exitCode, stdout, stderr } = await node(["-e", script], { cwd });

  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(JSON.parse(stdout)).toEqual(answer);
});

test("a cluster is asked also where ES modules can't be required, as Kubernetes's client is one", async () => {
  const kubeconfig = {
    ...{ apiVersion: "v1", kind: "Config", "current-context": "one" },
    clusters: [{ name: "one", cluster: { server: "https://127.0.0.1:1" } }],
    contexts: [{ name: "one", context: { cluster: "one", user: "one" } }],
    users: [{ name: "one", user: { token: "token" } }],
  };
  const script = `
    const { clusterReader } = require("./node_modules/deploykf-object-store/dist/base/kubernetes/reader.js");
    const contents = ${JSON.stringify(JSON.stringify(kubeconfig))};
    clusterReader({ contents }, AbortSignal.timeout(50_000)).then((reader) => console.log(reader.constructor.name));`;

  expect(await node(["--no-experimental-require-module", "-e", script], { cwd })).toEqual({
    ...{ exitCode: 0, stderr: "" },
    stdout: expect.stringMatching(/CoreV1Api\n$/),
  });
});
