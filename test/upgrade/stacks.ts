import { readdirSync } from "node:fs";
import { join } from "node:path";
import { planOffline } from "../../cli/offline/offline-plan.js";
import { deploy } from "../../program/deploy.js";
import { keyStack } from "../support/key-stacks.js";
import { type ProgramRun, runProgram } from "../support/program.js";
import { scenarios } from "../support/scenarios.js";
import { projectRoot, repoStack, type TestStack } from "../support/stack.js";

const ofKeys = {
  "keys in two slots": () => keyStack({ auth: { mode: "keys", slots: { active: "2026-11", retiring: "2026-05" } } }),
  "one key for all profiles": () => keyStack({ auth: { mode: "keys", profileKeys: "shared" } }),
};

const examples = readdirSync(join(projectRoot, "examples")).filter((file) => file.startsWith("Pulumi."));

/** Every kind of stack that somebody may have: what a run of it registers, by the stack's name. */
export const runs: Readonly<Record<string, () => Promise<ProgramRun>>> = Object.fromEntries([
  ...Object.entries({ ...scenarios, ...ofKeys }).map(([name, stack]) => [name, () => runOf(stack())] as const),
  ...examples.map((file) => {
    const stack = file.slice("Pulumi.".length, -".yaml".length);
    return [`example ${stack}`, () => runOf(repoStack(stack, "examples"), `examples/${file}`)] as const;
  }),
]);

/** As an apply: what another resource gives is known, and can replace. */
function runOf(stack: TestStack, file?: string): Promise<ProgramRun> {
  const { plan } = planOffline(stack.root, stack.stack, file);
  return runProgram(stack, { run: async () => void deploy(plan) });
}
