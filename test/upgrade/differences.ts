import { isDeepStrictEqual } from "node:util";
import { canonicalJson } from "../../base/yaml/json.js";
import type { Branch, Grown } from "./tree.js";

/** What `up` would do to a stack that has the kept tree, if the program came to register another; one text for each resource. */
export function differences(kept: readonly Branch[], now: readonly Grown[]): readonly string[] {
  const before = new Map(kept.map((branch) => [branch.urn, branch]));
  const urns = new Set(now.map(({ urn }) => urn));
  const taken = new Set<string>();
  const ofNow = now.flatMap((branch) => {
    const old = before.get(branch.urn);
    if (old) return changes(old, branch);
    const moved = branch.formerly.flatMap((urn) => (urns.has(urn) ? [] : (before.get(urn) ?? [])))[0];
    if (!moved) return [`${branch.urn}\n  is new: up creates it`];
    taken.add(moved.urn);
    return [`${branch.urn}\n  was ${moved.urn}: by its alias it stays, and is moved`, ...changes(moved, branch)];
  });
  const gone = kept.filter(({ urn }) => !urns.has(urn) && !taken.has(urn));
  return [...ofNow, ...gone.map(({ urn, options }) => `${urn}\n  is gone: ${deletion(options)}`)];
}

/** What becomes of a resource that a stack has and the program registers no more, or another in its place. */
function deletion(options: readonly string[]): string {
  if (options.includes("protect")) return "up fails, because it is protected";
  if (options.includes("retainOnDelete")) return "up forgets it, and it stays where it is without this stack";
  return "up deletes it";
}

function changes(old: Branch, { urn, parent, options, fixed }: Grown): readonly string[] {
  const keys = [...new Set([...Object.keys(old.fixed), ...Object.keys(fixed)])];
  const replaced = keys
    .filter((key) => !isDeepStrictEqual(old.fixed[key], fixed[key]))
    .map(
      (key) =>
        `${key} is ${shown(fixed[key])}, and was ${shown(old.fixed[key])}: replaces it; ${deletion(old.options)}`,
    );
  const gained = options.filter((option) => !old.options.includes(option)).map((option) => `is ${option} now`);
  const lost = old.options.filter((option) => !options.includes(option)).map((option) => `isn't ${option} any more`);
  const reparented =
    old.parent !== parent && old.urn === urn ? [`has the parent ${parent}, and had ${old.parent}`] : [];
  const all = [...replaced, ...gained, ...lost, ...reparented];
  return all.length === 0 ? [] : [[urn, ...all].join("\n  ")];
}

function shown(value: unknown): string {
  return value === undefined ? "not given" : canonicalJson(value);
}

export const command = "npm test -- test/upgrade --update";

/** @throws Error that says what the differences do to a user's stack, and how they are accepted */
export function refuseDifferences(stack: string, found: readonly string[]): void {
  if (found.length === 0) return;
  throw new Error(
    [
      `Whoever has a stack like "${stack}" (test/upgrade/trees/) is hit by this change at the next pulumi up:`,
      ...found,
      "If it isn't meant, undo it. What is only called otherwise, or hangs elsewhere, keeps its place in the state by",
      "an alias (the resource's option `aliases`, with its old name, type or parent).",
      `What is meant then: ${command} writes the trees anew; say in CHANGELOG.md what a user has to do.`,
    ].join("\n\n"),
  );
}
