import { createRequire } from "node:module";
import { type Commands, runBin } from "./bin.js";
import { inThisProcess } from "./process.js";
import { npmCalls, packageCalls } from "./terminal/calls.js";

const load = createRequire(import.meta.url);

/** A part, loaded when it is needed and at once: tsx's hook for CommonJS doesn't see `import()`. `T` is `typeof import` of the same. */
const part =
  <T>(module: string) =>
  async (): Promise<T> =>
    load(module);

const parts = {
  render: part<typeof import("./render.js")>("./render.js"),
  compare: part<typeof import("./compare/compare.js")>("./compare/compare.js"),
  recover: part<typeof import("./recover/recover.js")>("./recover/recover.js"),
  pulumi: part<typeof import("./recover/pulumi.js")>("./recover/pulumi.js"),
  /** What runs the program: the values need no SDK. */
  program: async (): Promise<typeof import("./offline/program-run.js")> => {
    load("./sdk.js");
    return load("./offline/program-run.js");
  },
};
const start = part<typeof import("./start.js")>("./start.js");
const values = part<typeof import("./values.js")>("./values.js");
const recover = part<typeof import("./recover.js")>("./recover.js");

/** Each command, as it is run in a process. */
const commands: Commands = {
  plan: async (args, io) => (await start()).run(args, io, parts),
  compare: async (args, io) => (await start()).runCompare(args, io, parts),
  values: async (args, io) => (await values()).run(args, io),
  recover: async (args, io) => (await recover()).run(args, io, parts),
};

/** Runs the command of one of npm's scripts. */
export function npmScript(name: keyof Commands): Promise<void> {
  return inThisProcess(commands[name], npmCalls);
}

/** Runs the package's command line, whose first argument names the command. */
export function packageBin(): Promise<void> {
  return inThisProcess((args, io) => runBin(args, io, commands), packageCalls);
}
