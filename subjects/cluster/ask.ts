import type { Asker } from "../../base/aws/ask-account.js";
import type { Finding, ProblemList } from "../../base/problems/problem.js";
import { askEks, type ClusterFacts, withoutIssuer } from "./ask-eks.js";
import { askStack } from "./ask-stack.js";
import type { ClusterSettings } from "./settings.js";

/** What is asked about, and whether anybody has a role. */
interface ClusterQuestion {
  readonly cluster: ClusterSettings;
  readonly awsRegion: string | undefined;
  readonly roles: boolean;
}

/** The cluster's issuer and kubeconfig, from wherever the cluster is; undefined where that found problems. */
export async function askCluster(
  { cluster, awsRegion, roles }: ClusterQuestion,
  problems: ProblemList,
  asker?: Asker,
): Promise<ClusterFacts | undefined> {
  switch (cluster.source) {
    case "kubeconfig":
      return { issuerUrl: undefined };
    // A new cluster's issuer is an output, and compared when it is known.
    case "new":
      return { issuerUrl: cluster.issuerUrl };
    case "oidc":
      return { issuerUrl: cluster.issuerUrl, providerArn: cluster.providerArn };
    case "eks": {
      const found = await askEks({ ...cluster, from: "cluster.name" }, awsRegion, problems, asker);
      if (found && found.issuerUrl === undefined && roles) problems.error(withoutIssuer(cluster.name));
      reportOtherIssuer(cluster.issuerUrl, found?.issuerUrl, problems);
      return found && { ...found, providerArn: cluster.providerArn };
    }
    case "stack": {
      const found = await askStack(cluster, { awsRegion, roles }, problems, asker);
      reportOtherIssuer(cluster.issuerUrl, found?.issuerUrl, problems);
      return found;
    }
  }
}

function reportOtherIssuer(stated: string | undefined, actual: string | undefined, problems: ProblemList): void {
  if (stated !== undefined && actual !== undefined && stated !== actual) problems.error(otherIssuer(stated, actual));
}

export const otherIssuer = (stated: string, actual: string): Finding => ({
  code: "issuer-mismatch",
  message: `cluster.issuerUrl is ${stated}, and the cluster's issuer is ${actual}`,
  rule: "roles would trust another cluster than this one",
  mend: `set cluster.issuerUrl: ${actual}, or remove it`,
});
