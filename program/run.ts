import * as pulumi from "@pulumi/pulumi";
import { rawConfigOfEngine } from "../base/input/project.js";
import { shownError } from "../base/planned/resources-error.js";
import { ProblemList, ProblemsError } from "../base/problems/problem.js";
import { renderProblem } from "../base/problems/report.js";
import { checkRegistrable } from "../components/ready.js";
import { type Plan, planObjectStore } from "../plan/plan.js";
import { resolveSettings } from "../settings/resolve.js";
import type { Settings } from "../settings/settings.js";
import { stackSchema } from "../settings/stack-schema.js";
import { accessTo, checkKubeconfig } from "../subjects/cluster/ask-kubeconfig.js";
import { kubeconfigOf } from "../subjects/cluster/settings.js";
import { checkEmbeddedMinio } from "../subjects/deploykf/ask-embedded-minio.js";
import { claimLookUp, type LookUpClaim } from "../subjects/deploykf/claim.js";
import { askCloud, type Cloud } from "./cloud.js";
import { deploy } from "./deploy.js";
import { stackOutputs } from "./outputs.js";

/**
 * Reads the stack config, asks the cloud, plans and deploys; a problem of the user's is shown without a stack trace.
 * `lookUp` asks the cluster itself for the embedded MinIO's claim.
 */
export async function runStack(lookUp: LookUpClaim = claimLookUp()) {
  try {
    const settings = readSettings();
    const cloud = await askCloud(settings);
    const plan = planObjectStore(settings, cloud.facts);
    const kubeconfig = await checkReach(plan, cloud.kubeconfig, lookUp);
    for (const warning of plan.warnings) await pulumi.log.warn(renderProblem(warning));
    return stackOutputs(deploy(plan, kubeconfig));
  } catch (error) {
    if (error instanceof ProblemsError) throw shownError(error.message);
    throw error;
  }
}

/**
 * The settings of the stack that the engine runs.
 * @throws ProblemsError with every problem found
 */
function readSettings(): Settings {
  const raw = rawConfigOfEngine({
    schema: stackSchema,
    project: pulumi.getProject(),
    stack: pulumi.getStack(),
    root: pulumi.getRootDirectory(),
    values: pulumi.runtime.allConfig(),
  });
  return resolveSettings(raw, new ProblemList());
}

/** Finds and checks what the stack is to reach its cluster and its store by. */
async function checkReach(plan: Plan, ask: Cloud["kubeconfig"], lookUp: LookUpClaim) {
  const { secretsCluster, settings } = plan;
  const { cluster, deploykf } = settings;
  const kubeconfig = secretsCluster && !secretsCluster.kubeconfig ? await ask() : undefined;
  if (secretsCluster) checkKubeconfig(secretsCluster, cluster, kubeconfig);
  checkRegistrable(plan);
  const access = () => accessTo(cluster, async () => kubeconfig ?? (await ask()));
  await checkEmbeddedMinio(deploykf.embeddedMinio, { kubeconfig: kubeconfigOf(cluster), access }, lookUp);
  return kubeconfig === undefined ? undefined : pulumi.secret(kubeconfig);
}
