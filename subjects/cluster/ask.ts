import type { Finding, ProblemList } from "../../base/problems/problem.js";
import type { Settings } from "../../settings/settings.js";
import { usesRoles } from "../identity/reach.js";
import { askEks, type ClusterFacts, withoutIssuer } from "./ask-eks.js";
import { askStack } from "./ask-stack.js";

/** The cluster's issuer and kubeconfig, from wherever the cluster is; undefined where that found problems. */
export async function askCluster(settings: Settings, problems: ProblemList): Promise<ClusterFacts | undefined> {
  const { cluster } = settings;
  switch (cluster.source) {
    case "kubeconfig":
      return { issuerUrl: undefined };
    // A new cluster's issuer is an output, and compared when it is known.
    case "oidc":
    case "new":
      return { issuerUrl: cluster.issuerUrl };
    case "eks": {
      const found = await askEks({ ...cluster, from: "cluster.name" }, settings.awsRegion, problems);
      if (found && found.issuerUrl === undefined && usesRoles(settings.auth, settings.deploykf.profiles))
        problems.error(withoutIssuer(cluster.name));
      reportOtherIssuer(cluster.issuerUrl, found?.issuerUrl, problems);
      return found;
    }
    case "stack": {
      const found = await askStack(cluster, settings, problems);
      reportOtherIssuer(cluster.issuerUrl, found?.issuerUrl, problems);
      return found;
    }
  }
}

function reportOtherIssuer(stated: string | undefined, actual: string | undefined, problems: ProblemList): void {
  if (stated !== undefined && actual !== undefined && stated !== actual) problems.error(otherIssuer(stated, actual));
}

export function otherIssuer(stated: string, actual: string): Finding {
  return {
    code: "issuer-mismatch",
    message: `cluster.issuerUrl is ${stated}, and the cluster's issuer is ${actual}`,
    rule: "roles would trust another cluster than this one",
    mend: `set cluster.issuerUrl: ${actual}, or remove it`,
  };
}
