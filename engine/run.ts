import * as pulumi from "@pulumi/pulumi";
import type { DeploykfObjectStore } from "../components/object-store.js";
import { type Plan, planObjectStore } from "../plan/plan.js";
import { ProblemsError } from "../problems/problem.js";
import { renderProblem } from "../problems/report.js";
import { jsonData } from "../yaml/dialect.js";
import { resolveFacts } from "./facts.js";
import { readSettings } from "./settings.js";

/** Reads the stack config, asks the cloud, and plans; a problem of the user's is shown without a stack trace. */
export async function planStack(): Promise<Plan> {
  try {
    const settings = readSettings();
    return planObjectStore(settings, await resolveFacts(settings));
  } catch (error) {
    if (error instanceof ProblemsError) throw new pulumi.RunError(`\n${error.message}`);
    throw error;
  }
}

/** Shows a plan's warnings as the engine's diagnostics; without an engine (the offline plan) there are none. */
export async function logWarnings(plan: Plan): Promise<void> {
  if (!pulumi.runtime.getEngine()) return;
  for (const warning of plan.warnings) await pulumi.log.warn(renderProblem(warning));
}

/** The stack's outputs. The values are known before anything is created, because all names are. */
export function stackOutputs(plan: Plan, store: DeploykfObjectStore) {
  return {
    bucketName: store.bucketName,
    backendRoleArn: store.backendRoleArn,
    profileRoleArns: store.profileRoleArns,
    deploykfValues: plan.valuesText,
    deploykfValuesObject: jsonData(plan.values),
  };
}
