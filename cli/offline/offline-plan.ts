import { filesIn, type ProjectFiles } from "../../base/files/project-files.js";
import type { FileRead } from "../../base/files/read.js";
import { readProject } from "../../base/input/project.js";
import type { RawConfig } from "../../base/input/raw.js";
import { type Sources, sourcesOf } from "../../base/input/sources.js";
import { ProblemList, ProblemsError } from "../../base/problems/problem.js";
import { isMap, type YamlMap } from "../../base/yaml/merge.js";
import { statedFacts } from "../../plan/facts.js";
import { type Plan, planObjectStore } from "../../plan/plan.js";
import { resolveSettings } from "../../settings/resolve.js";
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
  const plan = planned(raw, problems);
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

function planned(raw: RawConfig | undefined, problems: ProblemList): Plan {
  const settings = resolveSettings(raw, problems);
  return planObjectStore(settings, statedFacts(settings, new Date().toISOString().slice(0, 10)));
}

/**
 * The plan of a stack whose provided keys aren't there yet: what they should be allowed is known before they exist.
 * Undefined where something else is wrong, too.
 */
export function planWithoutKeys(
  root: string,
  stack: string,
  stackFile: string | undefined,
  error: unknown,
): Plan | undefined {
  if (!(error instanceof ProblemsError) || !error.problems.every(({ code }) => code === "key-missing"))
    return undefined;
  const problems = new ProblemList();
  const raw = readProject(stackSchema, filesIn(root), stack, problems, stackFile);
  return raw && planned(keysOfOthers(raw), problems);
}

/** The same stack with keys that others keep in their Secrets. */
function keysOfOthers(raw: RawConfig): RawConfig {
  const values = new Map(raw.values);
  const [auth, profiles] = [`${raw.project}:auth`, `${raw.project}:profiles`];
  values.delete(`${raw.project}:keys`);
  values.set(auth, { ...mapOf(values.get(auth)), keySource: "existing" });
  const overrides = Object.entries(mapOf(mapOf(values.get(profiles)).overrides)).map(([name, override]) => {
    const own = mapOf(override);
    return [name, own.keySource === "provided" ? { ...own, keySource: "existing" } : own];
  });
  values.set(profiles, { ...mapOf(values.get(profiles)), overrides: Object.fromEntries(overrides) });
  return { ...raw, values };
}

function mapOf(value: unknown): YamlMap {
  return isMap(value) ? value : {};
}

function engineConfig(raw: RawConfig | undefined): Record<string, string> {
  return Object.fromEntries(
    [...(raw?.values ?? [])].map(([key, value]) => [
      key,
      typeof value === "object" ? JSON.stringify(value) : String(value),
    ]),
  );
}
