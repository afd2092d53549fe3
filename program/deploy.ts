import type * as pulumi from "@pulumi/pulumi";
import { DeploykfObjectStore } from "../components/object-store.js";
import { StoreSource } from "../components/store-source.js";
import type { Plan } from "../plan/plan.js";
import { programName } from "../subjects/cluster/plan.js";
import { providedKeys, storageAccountKey } from "./keys.js";

/** Registers what the plan says; `kubeconfig` has the contents of one that the cluster itself or another stack gave. */
export function deploy(plan: Plan, kubeconfig?: pulumi.Output<string>): DeploykfObjectStore {
  const secrets = { keys: providedKeys(), storageAccountKey: storageAccountKey(), kubeconfig };
  return new DeploykfObjectStore(programName, new StoreSource(plan, () => ({ secrets })));
}
