import * as pulumi from "@pulumi/pulumi";
import { ProblemsError } from "../base/problems/problem.js";
import { renderProblem } from "../base/problems/report.js";
import { type Plan, planObjectStore } from "../plan/plan.js";
import type { StoreMakersOf } from "../stores/common/resources.js";
import { checkReady, storeMakers } from "../stores/resources.js";
import { accessTo, checkKubeconfig } from "../subjects/cluster/ask-kubeconfig.js";
import { kubeconfigOf } from "../subjects/cluster/settings.js";

import { checkEmbeddedMinio } from "../subjects/deploykf/ask-embedded-minio.js";
import { claimLookUp, type LookUpClaim } from "../subjects/deploykf/claim.js";
import { askCloud } from "./cloud.js";
import { deploy } from "./deploy.js";
import { readSettings } from "./settings.js";

/**
 * Reads the stack config, asks the cloud, plans and deploys; a problem of the user's is shown without a stack trace.
 * `lookUp` asks the cluster itself for the embedded MinIO's claim.
 */
export async function runStack(lookUp: LookUpClaim = claimLookUp()) {
  const { plan, kubeconfig, makers } = await planStack(lookUp);
  for (const warning of plan.warnings) await pulumi.log.warn(renderProblem(warning));
  return deploy(plan, { kubeconfig, makers });
}

interface PlannedStack {
  readonly plan: Plan;
  readonly kubeconfig: pulumi.Output<string> | undefined;
  readonly makers: StoreMakersOf | undefined;
}

async function planStack(lookUp: LookUpClaim): Promise<PlannedStack> {
  try {
    const settings = readSettings();
    const cloud = await askCloud(settings);
    const plan = planObjectStore(settings, cloud.facts);
    const kubeconfig = plan.secretsCluster && !plan.secretsCluster.kubeconfig ? await cloud.kubeconfig() : undefined;
    if (plan.secretsCluster) checkKubeconfig(plan.secretsCluster, settings.cluster, kubeconfig);
    checkReady(plan);
    const makers = storeMakers(plan);
    const { cluster, deploykf } = settings;
    const access = () => accessTo(cluster, async () => kubeconfig ?? (await cloud.kubeconfig()));
    await checkEmbeddedMinio(deploykf.embeddedMinio, { kubeconfig: kubeconfigOf(cluster), access }, lookUp);
    return { plan, kubeconfig: kubeconfig === undefined ? undefined : pulumi.secret(kubeconfig), makers };
  } catch (error) {
    if (error instanceof ProblemsError) throw new pulumi.RunError(`\n${error.message}`);
    throw error;
  }
}
