import { cpSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { node } from "../support/command.js";
import { mapOf } from "../support/project.js";
import { projectFile, projectRoot, tempFolder } from "../support/stack.js";
import { mocked, storeArgs } from "./store.js";

/** The plugin of a package with one component, which is called as the host calls it, and constructs what the engine asks for. */

const token = "deploykf-object-store:index:Thing";
const schema = JSON.stringify({
  name: "deploykf-object-store",
  version: "0.1.0",
  resources: { [token]: { isComponent: true, properties: { first: {}, second: {} } } },
});

const script = `
  const pulumi = require("@pulumi/pulumi");
  pulumi.runtime.setMocks({ newResource: ({ name, inputs }) => ({ id: name, state: inputs }), call: () => ({}) });
  pulumi.provider.main = async (provider, args) => {
    const construct = async (type, inputs) => {
      try {
        const { urn, state } = await provider.construct("one", type, inputs, {});
        return await pulumi.output({ urn, ...state }).promise();
      } catch (error) {
        return { error: error.message };
      }
    };
    const made = await construct("${token}", { first: pulumi.output("a"), second: pulumi.secret("b") });
    const refused = await construct("${token}", { first: "refused" });
    const strange = await construct("deploykf-object-store:index:Other", {});
    process.stdout.write(JSON.stringify({ schema: provider.schema, version: provider.version, args, made, refused, strange }));
  };
  require("./plugin.cjs")();
`;

const answer = {
  schema,
  version: "0.1.0",
  args: ["127.0.0.1:1"],
  made: { urn: expect.stringMatching(/thing::one$/), first: "a", second: "b" },
  refused: { error: "no" },
  strange: { error: "there is no resource deploykf-object-store:index:Other" },
};

const component = (exported: string) => `
  ${exported} class Thing extends pulumi.ComponentResource {
    constructor(name, args, options) {
      if (args.first === "refused") throw new pulumi.RunError("no");
      super("test:index:thing", name, {}, options);
      Object.assign(this, args, { third: "isn't in the schema" });
    }
  }`;

test.each([
  [
    "built, where the package is installed",
    { "dist/components/index.js": `const pulumi = require("@pulumi/pulumi");${component("exports.Thing =")}` },
    inject("installed"),
  ],
  [
    "from the sources, in a checkout",
    { "components/index.ts": `import * as pulumi from "@pulumi/pulumi";${component("export")}` },
    projectRoot,
  ],
])("%s", async (_, files, packages) => {
  const cwd = tempFolder({ ...files, "schema.json": schema });
  cpSync(join(projectRoot, "plugin.cjs"), join(cwd, "plugin.cjs"));
  symlinkSync(join(packages, "node_modules"), join(cwd, "node_modules"));

  const { exitCode, stdout, stderr } = await node(["-e", script, "host", "127.0.0.1:1"], { cwd });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(JSON.parse(stdout)).toEqual(answer);
});

test("the package's own constructs the store, with every output that the schema says and this one has", async () => {
  const type = "deploykf-object-store:index:DeploykfObjectStore";
  const own = `
    const pulumi = require("@pulumi/pulumi");
    ${mocked}
    pulumi.provider.main = async ({ construct }) => {
      const { urn, state } = await construct("kubeflow", "${type}", ${JSON.stringify(storeArgs)}, {});
      process.stdout.write(JSON.stringify(await pulumi.output({ urn, ...state }).promise()));
    };
    require("./node_modules/deploykf-object-store/plugin.cjs")();`;
  const { exitCode, stdout, stderr } = await node(["-e", own], { cwd: inject("installed") });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });

  const { urn, ...state } = mapOf(JSON.parse(stdout));
  const { properties } = mapOf(mapOf(mapOf(JSON.parse(projectFile("schema.json"))).resources)[type]);
  const ofNewCluster = ["clusterName", "kubeconfig", "oidcProviderUrl", "oidcProviderArn"];
  expect(urn).toMatch(/:DeploykfObjectStore::kubeflow$/);
  expect([...Object.keys(state), ...ofNewCluster].sort()).toEqual(Object.keys(mapOf(properties)).sort());
});

test("an error that nobody handles is the answer to the call alone: the SDK doesn't log it, too", async () => {
  const own = `
    const { RunError } = require("@pulumi/pulumi");
    const logged = [];
    require("@pulumi/pulumi/log").error = (text) => logged.push(text);
    console.log = () => {};
    require("./node_modules/deploykf-object-store/plugin.cjs")().then(() => {
      Promise.reject(new RunError("late"));
      setImmediate(() => process.stdout.write(JSON.stringify(logged), () => process.exit(0)));
    });`;
  const { exitCode, stdout, stderr } = await node(["-e", own], { cwd: inject("installed") });
  expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 1, stdout: "[]", stderr: "" });
});
