import * as pulumi from "@pulumi/pulumi";
import { deploy } from "../program/deploy.js";
import { storeMakers } from "../stores/resources.js";
import type { OfflinePlan } from "./offline-plan.js";
import { masked, type Plugin, type RecordedResource, Recorder } from "./recorder.js";

export interface Recorded {
  readonly resources: readonly RecordedResource[];
  readonly plugins: ReadonlyMap<string, Plugin>;
}

/**
 * Deploys the plan in this process, as a first preview without an engine, and returns what it registers.
 * The process must have nothing else to do meanwhile: its idle moment is the end of the run.
 */
export async function recordProgram(offline: OfflinePlan): Promise<readonly RecordedResource[]> {
  const { resources } = await recordWithPlugins(offline);
  return resources;
}

/** The same, and by which provider each is made. */
export async function recordWithPlugins({ plan, config }: OfflinePlan): Promise<Recorded> {
  if (!process.env.DEBUG) skipStackTraces();
  const recorder = await Recorder.install({
    project: plan.project,
    stack: plan.stack,
    preview: true,
    // As in a preview of the real provider: physical names are inputs, so they are known.
    outputs: ({ inputs: { bucket, name } }) => ({ bucket, name }),
    call: () => ({}),
  });
  pulumi.runtime.setAllConfig(config);
  const failures = new Set<unknown>();
  const collect = (error: unknown) => failures.add(error);
  process.on("unhandledRejection", collect);
  const makers = storeMakers(plan);
  pulumi.runtime.runInPulumiStack(async () => deploy(plan, { makers })).catch(collect);
  // Something to come keeps the process alive: another run may follow, and ends the same way.
  await new Promise((resolve) => process.once("beforeExit", () => setImmediate(resolve)));
  process.off("unhandledRejection", collect);
  for (const failure of failures) throw failure;
  return { resources: masked(recorder.resources), plugins: recorder.plugins };
}

/** Half of a registration's cost is stack traces that nobody reads; `DEBUG=1` keeps them. */
function skipStackTraces(): void {
  Error.stackTraceLimit = 0;
  process.setSourceMapsEnabled(false);
}
