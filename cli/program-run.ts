import * as pulumi from "@pulumi/pulumi";
import { type Deployment, deploy } from "../engine/deploy.js";
import { type LazyMakers, storeMakers } from "../engine/store-makers.js";
import type { OfflinePlan } from "./offline-plan.js";
import { quickenSdk } from "./quick-sdk.js";
import { masked, type Plugin, type RecordedResource, Recorder } from "./recorder.js";

type Lazy = Pick<Deployment, "eksCluster"> & LazyMakers;

export interface Recorded {
  readonly resources: readonly RecordedResource[];
  readonly plugins: ReadonlyMap<string, Plugin>;
}

/**
 * Deploys the plan in this process, as a first preview without an engine, and returns what it registers.
 * The process must have nothing else to do meanwhile: its idle moment is the end of the run.
 */
export async function recordProgram(offline: OfflinePlan, lazy: Lazy): Promise<readonly RecordedResource[]> {
  const { resources } = await recordWithPlugins(offline, lazy);
  return resources;
}

/** The same, and by which provider each is made. */
export async function recordWithPlugins(offline: OfflinePlan, lazy: Lazy): Promise<Recorded> {
  const undo = process.env.DEBUG ? undefined : quickenSdk();
  try {
    return await record(offline, lazy);
  } finally {
    undo?.();
  }
}

async function record({ plan, config }: OfflinePlan, lazy: Lazy): Promise<Recorded> {
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
  const makers = await storeMakers(plan, lazy);
  const run = async () => {
    // The stack's outputs are in no plan, and large.
    await deploy(plan, { makers, eksCluster: lazy.eksCluster });
    return {};
  };
  pulumi.runtime.runInPulumiStack(run).catch(collect);
  // Something to come keeps the process alive: another run may follow, and ends the same way.
  await new Promise((resolve) => process.once("beforeExit", () => setImmediate(resolve)));
  process.off("unhandledRejection", collect);
  for (const failure of failures) throw failure;
  return { resources: masked(recorder.resources), plugins: recorder.plugins };
}
