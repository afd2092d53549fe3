import { changes, type Described, described } from "./expected.js";
import { runProgram } from "./program.js";
import { scenarios } from "./scenarios.js";

const baselines = new Map<boolean, Record<string, Described>>();

async function baseline(preview: boolean): Promise<Record<string, Described>> {
  const known = baselines.get(preview);
  if (known) return known;
  const { resources } = await runProgram(scenarios.baseline(), { preview });
  const recorded = described(resources);
  baselines.set(preview, recorded);
  return recorded;
}

/** What a scenario registers otherwise than the baseline. */
export async function changesOf(scenario: keyof typeof scenarios, preview: boolean) {
  const before = await baseline(preview);
  const { resources } = await runProgram(scenarios[scenario](), { preview });
  return changes(before, described(resources));
}

/** For `describe.each`: whether a run is a first preview. */
export const modes = [
  ["apply", false],
  ["first preview", true],
] as const;
