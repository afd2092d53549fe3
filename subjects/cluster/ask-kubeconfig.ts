import { readPlainFile } from "../../base/files/read.js";
import { kubeconfigPath } from "../../base/kubernetes/ask-kubeconfig-path.js";
import type { ClusterAccess } from "../../base/kubernetes/kubeconfig.js";
import { type Finding, ProblemList, ProblemsError } from "../../base/problems/problem.js";
import { throwOnErrors } from "../../base/problems/report.js";
import { notReady } from "./ask-eks.js";
import type { SecretsClusterPlan } from "./plan.js";
import type { ClusterSettings } from "./settings.js";

/**
 * Checks that the cluster can be reached in which Secrets are to be created; `contents` are those of a kubeconfig that
 * the cluster or another stack gave.
 * @throws ProblemsError
 */
export function checkKubeconfig(
  { kubeconfig }: SecretsClusterPlan,
  cluster: ClusterSettings,
  contents: string | undefined,
): void {
  const problems = new ProblemList();
  const finding = kubeconfig ? missingFile(kubeconfig.path) : missingContents(cluster, contents);
  if (finding) problems.error(finding);
  throwOnErrors(problems.errors);
}

function missingFile(path: string | undefined): Finding | undefined {
  if (path === undefined) return undefined;
  const read = readPlainFile(kubeconfigPath(path));
  if ("text" in read) return undefined;
  return {
    code: "kubeconfig-missing",
    message: `the kubeconfig ${path} ${read.unread.why}`,
    rule: "Secrets are created in the cluster that it names",
    mend: "correct its path in cluster, or write it: aws eks update-kubeconfig --name CLUSTER",
  };
}

function missingContents(cluster: ClusterSettings, contents: string | undefined): Finding | undefined {
  if (contents) return undefined;
  if (cluster.source === "eks") return notReady(cluster.name);
  if (cluster.source !== "stack") return undefined;
  const { kubeconfig, clusterName } = cluster.outputs;
  return {
    code: "stack-output",
    message: `the stack ${cluster.stack} has neither the output ${kubeconfig.name} nor ${clusterName.name}`,
    rule: "Secrets are created in the cluster, by its kubeconfig or its EKS name",
    mend: `name one in cluster.outputs: pulumi stack output --stack ${cluster.stack} prints what there is`,
  };
}

/** By what the cluster can be asked something; `contents` are as above, and nobody giving any is no error. */
export async function accessTo(
  cluster: ClusterSettings,
  contents: () => Promise<string | undefined>,
): Promise<ClusterAccess> {
  switch (cluster.source) {
    case "kubeconfig":
      return { file: cluster.kubeconfig };
    case "oidc":
      return cluster.kubeconfig ? { file: cluster.kubeconfig } : { reason: "cluster.kubeconfig isn't stated" };
    case "new":
      return { reason: "this stack makes the cluster, and comes before it" };
    case "eks":
    case "stack": {
      const given = await quietly(contents);
      const giver = cluster.source === "eks" ? `the EKS cluster ${cluster.name}` : `the stack ${cluster.stack}`;
      return given === undefined ? { reason: `${giver} gives no kubeconfig` } : { contents: given };
    }
  }
}

async function quietly(contents: () => Promise<string | undefined>): Promise<string | undefined> {
  try {
    return await contents();
  } catch (error) {
    if (error instanceof ProblemsError) return undefined;
    throw error;
  }
}
