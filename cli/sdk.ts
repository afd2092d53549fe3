import Module, { createRequire } from "node:module";

// The engine's host sets it for the program; the SDK reads it when it is loaded.
process.env.PULUMI_NODEJS_ROOT_DIRECTORY = process.cwd();

// Parts that the SDK loads and a plan never calls: its automation API, and the serialiser of functions with all of
// TypeScript and npm. They are most of its modules, and half a second.
const unused = ["automation/index.js", "runtime/closure/codePaths.js", "runtime/closure/serializeClosure.js"];

const load = createRequire(import.meta.url);
for (const part of unused) {
  const path = load.resolve(`@pulumi/pulumi/${part}`);
  load.cache[path] ??= Object.assign(new Module(path), { loaded: true });
}
