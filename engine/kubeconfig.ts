import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { resolve } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { ClusterPlan } from "../plan/cluster.js";
import { ProblemList } from "../problems/problem.js";
import { throwOnErrors } from "../problems/report.js";

/**
 * Checks that a kubeconfig that the stack names is there; the offline plan doesn't need one.
 * @throws ProblemsError
 */
export function checkKubeconfig(cluster: ClusterPlan | undefined): void {
  const path = cluster?.kubeconfigPath;
  if (path === undefined || !pulumi.runtime.getEngine()) return;
  if (existsSync(resolve(pulumi.getRootDirectory(), path.replace(/^~(?=\/)/, homedir())))) return;
  const problems = new ProblemList();
  problems.error({
    code: "kubeconfig-missing",
    message: `the kubeconfig ${path} doesn't exist`,
    rule: "Secrets are created in the cluster that it names",
    mend: "correct its path in cluster, or write it: aws eks update-kubeconfig --name CLUSTER",
  });
  throwOnErrors(problems.errors);
}
