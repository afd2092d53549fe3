import { type Planned, planRecord } from "../../cli/json.js";
import { parsePlanRecord } from "../../compare/parse.js";
import type { PlanRecord } from "../../plan/record.js";
import { deploy } from "../../program/deploy.js";
import { stackOutputs } from "../../program/outputs.js";
import { runProgram } from "./program.js";
import { type Change, offlineOf, projectName } from "./project.js";

/** A changed project's plan as its JSON has it. */
export function recordOf(...changes: readonly Change[]): Promise<PlanRecord> {
  return recordOfPlan(offlineOf(...changes));
}

/** The same without what the program registers, so without the SDK: what is compared of access doesn't hang on it. */
export function accessRecordOf(...changes: readonly Change[]): PlanRecord {
  return planRecord(offlineOf(...changes), []);
}

/** Everything that a plan's JSON has, read as if from a file. */
async function recordOfPlan(planned: Planned): Promise<PlanRecord> {
  const { plan } = planned;
  const stack = {
    ...{ project: projectName, stack: plan.stack, root: "", config: {} },
    ...{ region: "eu-west-1", accountId: undefined, bucketRegion: "eu-west-1" },
  };
  const run = async () => stackOutputs(deploy(plan));
  const { resources } = await runProgram(stack, { preview: true, run });
  const parsed = parsePlanRecord(JSON.stringify(planRecord(planned, resources)), "npm -s start --");
  if ("problem" in parsed) throw new Error(`the plan ${parsed.problem}`);
  return parsed.record;
}
