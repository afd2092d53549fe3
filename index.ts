import { DeploykfObjectStore } from "./components/object-store.js";
import { providedKeys } from "./engine/keys.js";
import { logWarnings, planStack, stackOutputs } from "./engine/run.js";

/** The Pulumi program: settings -> plan -> resources -> outputs. */
export default async function program() {
  const plan = await planStack();
  await logWarnings(plan);
  const store = new DeploykfObjectStore("kubeflow", { plan, providedKeys: providedKeys() });
  return stackOutputs(plan, store);
}
