import { readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Problem, ProblemsError } from "../../base/problems/problem.js";
import { type OfflinePlan, planStated } from "../../cli/offline/offline-plan.js";
import { argumentKeys, settingsOf } from "../../settings/args.js";
import { argumentsOf, asArguments } from "../support/given-arguments.js";
import { stackFile, watchPlans } from "../support/project.js";
import { projectRoot } from "../support/stack.js";

/**
 * Every project that the tests of bad input make is also given as a component's arguments: that has to be refused for the
 * same, or planned the same, in words of arguments.
 */

/** What only a file can be. */
const ofFiles = new Set([
  ...["config-ambiguous", "config-twice", "config-outside", "config-unreadable", "environment-unseen"],
  ...["project-file", "pulumi-name"],
]);

/** Lines that YAML joins to one. */
const severalLines = /it has \d{1,3} characters/;

const fileTerms =
  /pulumi config (?:set|rm)|Pulumi\.[\w<>.-]*yaml|stack config|stack's file|below config|docs\/config\.md|config:|--stack|--format|indented by/;

const argument = new RegExp(`\\b(?:${Object.keys(argumentKeys).join("|")})\\b|isn't an argument`);

const seen = { refused: 0, planned: 0, left: 0 };

function watch(texts: ReadonlyMap<string, string>, plan: () => OfflinePlan): OfflinePlan {
  const asFile = outcomeOf(plan);
  const given = asArguments(texts);
  const alone = [...texts.keys()].filter((name) => /^Pulumi\.[^.]+\.yaml$/.test(name)).join() === stackFile;
  const errors = asFile.error?.problems ?? [];
  const isOfFile = errors.some(({ code, message }) => ofFiles.has(code) || severalLines.test(message));
  if (!given || !alone || isOfFile) {
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
  expect(message.replaceAll(/\s+/g, " ").replace("or set aws:region for the whole program", "")).not.toMatch(
    /aws:region/,
  );
  for (const { location, ...problem } of problems) {
    expect(location?.file ?? "").not.toMatch(/Pulumi/);
    if (!location) expect(problem.message).toMatch(argument);
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
for (const file of readdirSync(`${projectRoot}test`, { recursive: true, encoding: "utf8" })) {
  const isOne = /bad-input(?:\/[\w-]+)?\.test\.ts$/.test(file) && !/(?:files|stack-file)\.test\.ts$/.test(file);
  if (isOne) await import(`${projectRoot}test/${file}?arguments`);
}

describe("the corpus", () => {
  it("has hundreds of projects that arguments can be", () => {
    expect(seen.refused).toBeGreaterThan(300);
    expect(seen.planned).toBeGreaterThan(30);
  });
});
