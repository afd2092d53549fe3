import { planOffline } from "../../cli/offline/offline-plan.js";
import { deploy } from "../../program/deploy.js";
import { stackArguments } from "../support/examples.js";
import { keyStack } from "../support/key-stacks.js";
import { type ProgramRun, runProgram } from "../support/program.js";
import { scenarios } from "../support/scenarios.js";
import { repoStack, type TestStack } from "../support/stack.js";

const ofKeys = {
  "keys in two slots": () => keyStack({ auth: { mode: "keys", slots: { active: "2026-11", retiring: "2026-05" } } }),
  "one key for all profiles": () => keyStack({ auth: { mode: "keys", profileKeys: "shared" } }),
};

/** The examples, by their stacks' names. */
export const exampleRuns = Object.fromEntries(
  stackArguments
    .filter(([file]) => file.startsWith("examples/"))
    .map(([file, args]) => {
      const name = file.slice("examples/Pulumi.".length, -".yaml".length);
      return [name, { own: Object.keys(args), run: () => runOf(repoStack(name, "examples"), file) }] as const;
    }),
);

/** Every kind of stack that somebody may have: what a run of it registers, by the stack's name. */
export const runs: Readonly<Record<string, () => Promise<ProgramRun>>> = Object.fromEntries([
  ...Object.entries({ ...scenarios, ...ofKeys }).map(([name, stack]) => [name, () => runOf(stack())] as const),
  ...Object.entries(exampleRuns).map(([name, { run }]) => [`example ${name}`, run] as const),
]);

/** As an apply: what another resource gives is known, and can replace. */
function runOf(stack: TestStack, file?: string): Promise<ProgramRun> {
  const { plan } = planOffline(stack.root, stack.stack, file);
  return runProgram(stack, { run: async () => void deploy(plan) });
}
