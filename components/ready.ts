import { Planned } from "../base/planned/resources.js";
import type { Plan } from "../plan/plan.js";
import { checkReady, storeMakers } from "../stores/resources.js";
import { loadEks } from "../subjects/cluster/resources-eks.js";

/**
 * Checks that everything of the plan can be registered: that its packages are installed, and its store can be reached.
 * @throws ProblemsError
 */
export function checkRegistrable(plan: Plan): void {
  checkReady(plan);
  storeMakers(Planned.known(plan));
  if (plan.newCluster) loadEks();
}
