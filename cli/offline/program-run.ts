import * as pulumi from "@pulumi/pulumi";
import type { Plugin } from "../../plan/resource-types.js";
import { deploy } from "../../program/deploy.js";
import type { Io } from "../terminal/io.js";
import type { OfflinePlan } from "./offline-plan.js";
import { quickenSdk } from "./quick-sdk.js";
import { masked, type RecordedResource, Recorder } from "./recorder.js";

interface Recorded {
  readonly resources: readonly RecordedResource[];
  readonly plugins: ReadonlyMap<string, Plugin>;
}

/** Deploys the plan in this process, as a first preview without an engine; what it registers, and by which provider. */
export async function recordProgram(offline: OfflinePlan, io: Io): Promise<Recorded> {
  const undo = io.env.DEBUG ? undefined : quickenSdk();
  try {
    return await record(offline, io);
  } finally {
    undo?.();
  }
}

async function record({ plan, config }: OfflinePlan, io: Io): Promise<Recorded> {
  const recorder = await Recorder.install({
    project: plan.project,
    stack: plan.stack,
    preview: true,
    // As in a preview of the real provider: physical names are inputs, so they are known.
    outputs: ({ inputs: { bucket, name } }) => ({ bucket, name }),
    call: () => ({}),
  });
  pulumi.runtime.setAllConfig(config);
  const run = async () => {
    // The stack's outputs are in no plan, and large.
    deploy(plan);
    return {};
  };
  const failures = await io.settled(() => pulumi.runtime.runInPulumiStack(run));
  for (const failure of failures) throw failure;
  return { resources: masked(recorder.resources), plugins: recorder.plugins };
}
