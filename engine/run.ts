import * as pulumi from "@pulumi/pulumi";
import type { KeyPair } from "../components/key-pair.js";
import type { DeploykfObjectStore } from "../components/object-store.js";
import { type Plan, planObjectStore } from "../plan/plan.js";
import { planValues } from "../plan/values.js";
import { ProblemsError } from "../problems/problem.js";
import { renderProblem } from "../problems/report.js";
import { jsonData } from "../yaml/dialect.js";
import { resolveFacts } from "./facts.js";
import { checkKubeconfig } from "./kubeconfig.js";
import { readSettings } from "./settings.js";

/** Reads the stack config, asks the cloud, and plans; a problem of the user's is shown without a stack trace. */
export async function planStack(): Promise<Plan> {
  try {
    const settings = readSettings();
    const plan = planObjectStore(settings, await resolveFacts(settings));
    checkKubeconfig(plan.cluster);
    return plan;
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

/** The stack's outputs. The values are known before anything is created, because all names are; an inline key isn't. */
export function stackOutputs(plan: Plan, store: DeploykfObjectStore) {
  const values = valuesOutput(plan, store.backendKey);
  return {
    bucketName: store.bucketName,
    ...(store.backendRoleArn && { backendRoleArn: store.backendRoleArn }),
    profileRoleArns: store.profileRoleArns,
    deploykfValues: values.text,
    deploykfValuesObject: values.block,
  };
}

/** The values, with the backend's key as a secret where it is inline. */
function valuesOutput(
  plan: Plan,
  key: KeyPair | undefined,
): { text: pulumi.Input<string>; block: pulumi.Input<unknown> } {
  if (!plan.valuesMasked || !key) return { text: plan.values.text, block: jsonData(plan.values.block) };
  const values = pulumi
    .all([key.accessKey, key.secretKey])
    .apply(([accessKey, secretKey]) => planValues(plan.settings, plan.principals, { accessKey, secretKey }));
  return {
    text: pulumi.secret(values.apply(({ text }) => text)),
    block: pulumi.secret(values.apply(({ block }) => jsonData(block))),
  };
}
