import * as pulumi from "@pulumi/pulumi";
import { renderProblem } from "../base/problems/report.js";
import { DeploykfObjectStore } from "../components/object-store.js";
import { StoreSource } from "../components/store-source.js";
import type { Plan } from "../plan/plan.js";
import { otherIssuer } from "../subjects/cluster/ask.js";
import { programName } from "../subjects/cluster/plan.js";
import { providedKeys, storageAccountKey } from "./keys.js";

/** Registers what the plan says; `kubeconfig` has the contents of one that the cluster itself or another stack gave. */
export function deploy(plan: Plan, kubeconfig?: pulumi.Output<string>): DeploykfObjectStore {
  const secrets = { keys: providedKeys(), storageAccountKey: storageAccountKey(), kubeconfig };
  const store = new DeploykfObjectStore(programName, new StoreSource(plan, () => ({ secrets })));
  compareIssuer(store.oidcProviderUrl, plan.facts.issuerUrl);
  return store;
}

/** Warns of a stated issuer that isn't a new cluster's; roles trust the real one in any case. */
function compareIssuer(issuer: pulumi.Output<string> | undefined, stated: string | undefined): void {
  if (stated === undefined) return;
  issuer?.apply(async (actual) => {
    if (actual === stated) return;
    await pulumi.log.warn(renderProblem({ ...otherIssuer(stated, actual), severity: "warning", location: undefined }));
  });
}
