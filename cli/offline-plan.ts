import { readProject } from "../config/project.js";
import type { RawConfig } from "../config/raw.js";
import { resolveSettings } from "../config/resolve.js";
import { statedFacts } from "../plan/facts.js";
import { type Plan, planObjectStore } from "../plan/plan.js";
import { ProblemList } from "../problems/problem.js";

export interface OfflinePlan {
  /** The config as the engine would hand it to the program. */
  readonly config: Readonly<Record<string, string>>;
  readonly plan: Plan;
}

/**
 * The plan of a stack from its files alone (`stackFile` where its config isn't beside `Pulumi.yaml`); what only the cloud knows is taken from what the user stated.
 * @throws ProblemsError with every problem found
 */
export function planOffline(root: string, stack: string, stackFile?: string): OfflinePlan {
  const problems = new ProblemList();
  const raw = readProject(root, stack, problems, stackFile);
  const settings = resolveSettings(raw, problems);
  const plan = planObjectStore(settings, statedFacts(settings, new Date().toISOString().slice(0, 10)));
  return { config: engineConfig(raw), plan };
}

function engineConfig(raw: RawConfig | undefined): Record<string, string> {
  return Object.fromEntries(
    [...(raw?.values ?? [])].map(([key, value]) => [
      key,
      typeof value === "object" ? JSON.stringify(value) : String(value),
    ]),
  );
}
