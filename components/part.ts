import * as pulumi from "@pulumi/pulumi";
import { closest, distance } from "fastest-levenshtein";
import type { z } from "zod";
import { type Finding, type Problem, ProblemList, ProblemsError } from "../base/problems/problem.js";
import { reportErrors } from "../base/problems/report.js";
import { listed } from "../base/problems/text.js";
import { isMap, valueAt } from "../base/yaml/merge.js";
import { readArguments } from "../settings/args.js";
import { asRunError, programContext } from "./arguments.js";
import { type PackageClass, packageClasses } from "./schema.js";
import { sourceOf } from "./source-of-args.js";
import type { StoreSource } from "./store-source.js";

/** A class that makes a part of what the facade makes: which of the facade's arguments its own are. */
export interface Part {
  readonly className: PackageClass;
  /** By its own names, with the paths in the facade's; those that have none are checked here alone. */
  readonly paths: Readonly<Record<string, string>>;
  /** What the part isn't asked for. */
  readonly rest: Readonly<Record<string, unknown>>;
}

/** A part's arguments as they come. */
export type Members = Readonly<Record<string, unknown>>;

/**
 * Checks a part's arguments by the facade's rules, and says what is wrong with them by their own names. `more` asks what the part
 * alone knows of them.
 * @throws RunError with every problem that can be known now
 */
export function sourceOfPart(
  args: unknown,
  partOf: (given: Members) => Part,
  more: (given: Members) => readonly (Finding | undefined)[] = () => [],
): StoreSource {
  return asRunError(() => {
    const problems = new ProblemList();
    const given = membersOf(args);
    const part = partOf(given ?? {});
    const shape: Readonly<Record<string, z.ZodType>> = packageClasses[part.className].args.shape;
    const ownKeys = Object.fromEntries(Object.entries(shape).filter(([key]) => part.paths[key] === undefined));
    for (const key of Object.keys(given ?? {})) {
      if (!Object.hasOwn(shape, key)) problems.error(unknownArgument(key, Object.keys(shape), part.className));
    }
    for (const finding of more(given ?? {})) if (finding) problems.error(finding);
    const read = readArguments(given ? facadeArgs(given, part) : args, programContext(), ownKeys);
    return withOthers(problems, () => sourceOf(read, renaming(part)));
  });
}

/** Each read once; undefined for what isn't plain data, or can't be read. */
function membersOf(args: unknown): Members | undefined {
  try {
    if (typeof args !== "object" || args === null || Array.isArray(args) || pulumi.Output.isInstance(args))
      return undefined;
    return { ...args };
  } catch {
    return undefined;
  }
}

/** Ends with the problems that were found before, too. */
function withOthers<T>(found: ProblemList, make: () => T): T {
  try {
    const made = make();
    if (found.errors.length === 0) return made;
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error;
    for (const problem of error.problems) found.error(problem);
  }
  throw new ProblemsError(found.errors, reportErrors(found.errors));
}

function facadeArgs(given: Readonly<Record<string, unknown>>, { paths, rest, className }: Part): unknown {
  const { shape } = packageClasses[className].args;
  const args: Record<string, unknown> = structuredClone(rest);
  for (const [key, value] of Object.entries(given)) {
    if (!Object.hasOwn(shape, key) || value === undefined) continue;
    const [last = "", ...above] = (paths[key] ?? key).split(".").reverse();
    const parent = above.reverse().reduce<Record<string, unknown>>((map, step) => {
      const inner = valueAt(map, [step]);
      const own: Record<string, unknown> = isMap(inner) ? { ...inner } : {};
      map[step] = own;
      return own;
    }, args);
    parent[last] = value;
  }
  return args;
}

/** Problems by the names that the part's arguments have. */
function renaming({ paths }: Part): (problem: Problem) => Problem {
  const names = new Map(Object.entries(paths).map(([key, path]) => [path, key]));
  const own = (text: string) => text.replace(dottedName, (path) => ownName(path, names));
  return (problem) => {
    const { message, rule, mend } = problem;
    return { ...problem, message: own(message), rule: own(rule), mend: own(mend) };
  };
}

const dottedName = /(?<![\w./-])[a-z]\w*(?:\.[a-z]\w*)+/g;

/** The name of a value at a path, or below it. */
function ownName(path: string, names: ReadonlyMap<string, string>): string {
  const above = path.slice(0, path.lastIndexOf("."));
  const own = names.get(path);
  if (own !== undefined || !above.includes(".")) return own ?? path;
  return ownName(above, names) + path.slice(above.length);
}

const unknownArgument = (key: string, known: readonly string[], className: string): Finding => {
  const near = closest(key, [...known]);
  return {
    code: "config-unknown-key",
    message: `${/^[\w.-]{1,40}$/.test(key) ? key : "something"} isn't an argument of ${className}`,
    rule: `known here: ${listed(known, 20)}`,
    mend: distance(key, near) <= 3 ? `did you mean ${near}? Otherwise remove it` : "remove it",
  };
};
