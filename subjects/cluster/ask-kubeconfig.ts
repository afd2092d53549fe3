import { homedir } from "node:os";
import { resolve } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { readPlainFile } from "../../base/files/read.js";
import { type Finding, ProblemList } from "../../base/problems/problem.js";
import { throwOnErrors } from "../../base/problems/report.js";
import type { Plan } from "../../plan/plan.js";
import { notReady } from "./ask-eks.js";
import type { ClusterSettings } from "./settings.js";

/**
 * Checks that the cluster can be reached in which Secrets are to be created; `contents` are those of a kubeconfig that
 * the cluster or another stack gave.
 * @throws ProblemsError
 */
export function checkKubeconfig({ secretsCluster, settings }: Plan, contents: string | undefined): void {
  if (!secretsCluster) return;
  const { kubeconfig } = secretsCluster;
  const problems = new ProblemList();
  const finding = kubeconfig ? missingFile(kubeconfig.path) : missingContents(settings.cluster, contents);
  if (finding) problems.error(finding);
  throwOnErrors(problems.errors);
}

/** Where a path of the stack config's leads. */
export function kubeconfigPath(path: string): string {
  return resolve(pulumi.getRootDirectory(), path.replace(/^~(?=\/)/, homedir()));
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
