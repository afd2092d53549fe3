import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Problem, ProblemsError } from "../../base/problems/problem.js";
import { type OfflinePlan, planStated } from "../../cli/offline/offline-plan.js";
import { argumentKeys, settingsOf } from "../../settings/args.js";
import { argumentsOf, asArguments } from "../support/arguments.js";
import { stackFile, watchPlans } from "../support/project.js";

/**
 * Every project that the tests of bad input make is also given as a component's arguments: that has to be refused for the
 * same, or planned the same, in words of arguments.
 */

/** What only a file can be. */
const ofFiles = new Set(["config-ambiguous", "config-twice", "config-outside", "config-unreadable", "environment-unseen"]);

const fileTerms =
  /pulumi config (?:set|rm)|Pulumi\.[\w<>.-]*yaml|stack config|stack's file|below config|docs\/config\.md|config:|--stack|--format|aws:region|indent/;

const argument = new RegExp(`\\b(?:${Object.keys(argumentKeys).join("|")})\\b`);

const seen = { refused: 0, planned: 0, left: 0 };

function watch(texts: ReadonlyMap<string, string>, plan: () => OfflinePlan): OfflinePlan {
  const asFile = outcomeOf(plan);
  const given = asArguments(texts);
  const alone = [...texts.keys()].filter((name) => /^Pulumi\.[^.]+\.yaml$/.test(name)).join() === stackFile;
  const errors = asFile.error?.problems ?? [];
  if (!given || !alone || errors.some(({ code }) => ofFiles.has(code))) {
    seen.left += 1;
    return asFile.result();
  }
  const asArgs = outcomeOf(() => planStated(settingsOf(argumentsOf(given.args, { texts, engine: given.engine }))));
  expect(codesOf(asArgs.error?.problems ?? [])).toEqual(codesOf(errors));
  if (asArgs.error) {
    seen.refused += 1;
    expectWords(asArgs.error);
  } else {
    seen.planned += 1;
    expect(asArgs.result().values.text).toBe(asFile.result().plan.values.text);
  }
  return asFile.result();
}

function expectWords({ message, problems }: ProblemsError): void {
  expect(message).not.toMatch(fileTerms);
  for (const { location, ...problem } of problems) {
    expect(location?.file ?? "").not.toMatch(/Pulumi/);
    if (!location) expect(`${problem.message} ${problem.mend}`).toMatch(argument);
  }
}

function codesOf(problems: readonly Problem[]): readonly string[] {
  return problems.map(({ code }) => code).sort();
}

function outcomeOf<T>(make: () => T): { readonly result: () => T; readonly error: ProblemsError | undefined } {
  try {
    const made = make();
    return { result: () => made, error: undefined };
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error;
    const result = () => {
      throw error;
    };
    return { result, error };
  }
}

beforeAll(() => watchPlans(watch));
afterAll(() => watchPlans(undefined));

// A query makes them other modules than those that the runner takes for themselves.
const corpus = import.meta.glob(["../*/bad-input/*.test.ts", "../*/*bad-input.test.ts"], { query: "?arguments" });

for (const [file, register] of Object.entries(corpus)) {
  // Folders and links; nothing of it is a stack's file.
  if (!/\/(?:files|stack-file)\.test\.ts/.test(file)) await register();
}

describe("the corpus", () => {
  it("has hundreds of projects that arguments can be", () => {
    expect(seen.refused).toBeGreaterThan(300);
    expect(seen.planned).toBeGreaterThan(30);
    console.log(seen);
  });
});
