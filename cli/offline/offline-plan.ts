import { filesIn, type ProjectFiles } from "../../base/files/project-files.js";
import type { FileRead } from "../../base/files/read.js";
import { readProject } from "../../base/input/project.js";
import type { RawConfig } from "../../base/input/raw.js";
import { type Sources, sourcesOf } from "../../base/input/sources.js";
import { ProblemList } from "../../base/problems/problem.js";
import { type Plan, planObjectStore } from "../../plan/plan.js";
import { resolveSettings } from "../../settings/resolve.js";
import type { Settings } from "../../settings/settings.js";
import { stackSchema } from "../../settings/stack-schema.js";

export interface OfflinePlan {
  /** The config as the engine would hand it to the program. */
  readonly config: Readonly<Record<string, string>>;
  readonly plan: Plan;
  /** What the files say, without secrets. */
  readonly sources: Sources;
  /** The file that the values block is committed in. */
  readonly committed: FileRead;
}

/**
 * The plan of a stack from its files alone (`stackFile` where its config isn't beside `Pulumi.yaml`); what only the cloud knows is taken from what the user stated.
 * @throws ProblemsError with every problem found
 */
export function planOffline(root: string, stack: string, stackFile?: string): OfflinePlan {
  return planFiles(filesIn(root), stack, stackFile);
}

/**
 * The same of a project's files wherever they are.
 * @throws ProblemsError with every problem found
 */
export function planFiles(files: ProjectFiles, stack: string, stackFile?: string): OfflinePlan {
  const problems = new ProblemList();
  const raw = readProject(stackSchema, files, stack, problems, stackFile);
  const plan = planStated(resolveSettings(raw, problems));
  if (!raw) throw new Error("there is a plan of a config that couldn't be read");
  return {
    config: engineConfig(raw),
    plan,
    // Only a record has them.
    get sources() {
      return sourcesOf(raw);
    },
    get committed() {
      return files.read(plan.settings.generatedFile);
    },
  };
}

/** The plan of settings by what the user stated of the cloud. */
export function planStated(settings: Settings): Plan {
  const { accountId, cluster } = settings;
  const issuerUrl = cluster.source === "kubeconfig" ? undefined : cluster.issuerUrl;
  const today = new Date().toISOString().slice(0, 10);
  return planObjectStore(settings, { accountId, issuerUrl, oidcClientIds: [], today });
}

function engineConfig({ values }: RawConfig): Record<string, string> {
  return Object.fromEntries(
    [...values].map(([key, value]) => [key, typeof value === "object" ? JSON.stringify(value) : String(value)]),
  );
}
