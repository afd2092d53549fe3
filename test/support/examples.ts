import { readdirSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "./stack.js";

/** The files of stacks that come with the project, from its root. */
export const exampleStacks: readonly string[] = ["", "examples"].flatMap((folder) =>
  readdirSync(join(projectRoot, folder))
    .filter((name) => /^Pulumi\.[^.]+\.yaml$/.test(name))
    .map((name) => join(folder, name)),
);
