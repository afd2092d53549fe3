import { planRecord } from "../../cli/json.js";
import { parsePlanRecord } from "../../compare/parse.js";
import type { PlanRecord } from "../../compare/record.js";
import { deploy } from "../../engine/deploy.js";
import type { Plan } from "../../plan/plan.js";
import { runProgram } from "./program.js";
import { type Change, planOf, projectName } from "./project.js";

/** A changed project's plan as its JSON has it. */
export function recordOf(...changes: readonly Change[]): Promise<PlanRecord> {
  return recordOfPlan(planOf(...changes));
}

/** Everything that a plan's JSON has, read as if from a file. */
export async function recordOfPlan(plan: Plan): Promise<PlanRecord> {
  const stack = {
    ...{ project: projectName, stack: plan.stack, root: "", config: {} },
    ...{ region: "eu-west-1", accountId: undefined, bucketRegion: "eu-west-1" },
  };
  const run = () => deploy(plan, { eksCluster: () => import("../../components/eks-cluster.js") });
  const { resources } = await runProgram(stack, { preview: true, run });
  const parsed = parsePlanRecord(JSON.stringify(planRecord(plan, resources)));
  if ("problem" in parsed) throw new Error(`the plan ${parsed.problem}`);
  return parsed.record;
}
