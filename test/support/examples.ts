import { readdirSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { mapOf, projectName } from "./project.js";
import { projectFile, projectRoot } from "./stack.js";

/** The own keys of every stack that comes with the project, by its file, as a program would write them. */
export const stackArguments: readonly (readonly [file: string, args: Readonly<Record<string, unknown>>])[] = [
  "",
  "examples",
].flatMap((folder) =>
  readdirSync(join(projectRoot, folder))
    .filter((name) => /^Pulumi\.[^.]+\.yaml$/.test(name))
    .map((name) => [join(folder, name), argumentsIn(join(folder, name))] as const),
);

function argumentsIn(file: string): Readonly<Record<string, unknown>> {
  const config = mapOf(mapOf(load(projectFile(file))).config);
  const own = Object.entries(config).filter(([key]) => key.startsWith(`${projectName}:`));
  return Object.fromEntries(own.map(([key, value]) => [key.slice(projectName.length + 1), withoutSecure(value)]));
}

/** In a program a secret is no map. */
function withoutSecure(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutSecure);
  if ("secure" in value) return "secret";
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withoutSecure(part)]));
}
