// The package as a plugin for every Pulumi language, over the schema that is stored: the SDK's own host would make it anew from
// the types at every run, in ten seconds. The host requires the package's folder, so `main` in package.json names this file.
const { existsSync, readFileSync } = require("node:fs");
const { join } = require("node:path");
const pulumi = require("@pulumi/pulumi");

/** The components: in a checkout the sources, by tsx, and in the package built. */
function components() {
  if (!existsSync(join(__dirname, "components"))) return require("./dist/components/index.js");
  require("tsx/cjs");
  return require("./components/index.ts");
}

module.exports = () => {
  const schema = readFileSync(join(__dirname, "schema.json"), "utf8");
  const { version, resources } = JSON.parse(schema);
  const classes = components();
  const construct = async (name, type, inputs, options) => {
    if (!(type in resources)) throw new Error(`there is no resource ${type}`);
    // Everything is registered here, at once: what is registered later, and no output waits for, is lost.
    const component = new classes[type.split(":")[2]](name, inputs, options);
    const state = Object.keys(resources[type].properties).map((key) => [key, component[key]]);
    return { urn: component.urn, state: Object.fromEntries(state) };
  };
  const serving = pulumi.provider.main({ version, schema, construct }, process.argv.slice(2));
  for (const event of ["uncaughtException", "unhandledRejection"]) keepToAnswer(event);
  return serving;
};

/** An error that nobody handles is the answer to the call; the SDK's other listeners log it as well, one with a stack trace. */
function keepToAnswer(event) {
  for (const listener of process.listeners(event)) {
    if (String(listener).includes("log.error(")) process.off(event, listener);
  }
}
