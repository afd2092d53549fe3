import { cpSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { node } from "../support/command.js";
import { projectRoot, tempFolder } from "../support/stack.js";

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
