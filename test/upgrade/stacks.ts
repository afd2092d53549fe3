import { planOffline } from "../../cli/offline/offline-plan.js";
import { deploy } from "../../program/deploy.js";
import { classExamples, runExample } from "../support/class-examples.js";
import { stackArguments } from "../support/examples.js";
import { keyStack } from "../support/key-stacks.js";
import { type ProgramRun, runProgram } from "../support/program.js";
import { scenarios } from "../support/scenarios.js";
import { repoStack, type TestStack } from "../support/stack.js";

const ofKeys = {
  "keys in two slots": () => keyStack({ auth: { mode: "keys", slots: { active: "2026-11", retiring: "2026-05" } } }),
  "one key for all profiles": () => keyStack({ auth: { mode: "keys", profileKeys: "shared" } }),
};

const examples = stackArguments.map(([file]) => file).filter((file) => file.startsWith("examples/"));

/** Every kind of stack that somebody may have, and a program with each class: what a run of it registers, by its name. */
export const runs: Readonly<Record<string, () => Promise<ProgramRun>>> = Object.fromEntries([
  ...Object.entries({ ...scenarios, ...ofKeys }).map(([name, stack]) => [name, () => runOf(stack())] as const),
  ...examples.map((file) => {
    const name = file.slice("examples/Pulumi.".length, -".yaml".length);
    return [`example ${name}`, () => runOf(repoStack(name, "examples"), file)] as const;
  }),
  ...classExamples.map(([name, text]) => [`class ${name}`, () => runExample(scenarios.baseline(), text)] as const),
]);

/** As an apply: what another resource gives is known, and can replace. */
function runOf(stack: TestStack, file?: string): Promise<ProgramRun> {
  const { plan } = planOffline(stack.root, stack.stack, file);
  return runProgram(stack, { run: async () => void deploy(plan) });
}
