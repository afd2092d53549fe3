import { groupBy } from "../../base/problems/group.js";
import type { Finding, Location } from "../../base/problems/problem.js";
import { listed } from "../../base/problems/text.js";
import { valuePaths } from "./paths.js";
import type { ReplacedLeaf } from "./replaced-values.js";

const byImport = "docs/operations.md#what-was-made-by-hand";

/** Roles and Secrets that our block takes the place of, each once: pods may use them now. */
export function replacedCredentials(
  leaves: readonly ReplacedLeaf[],
): readonly { readonly finding: Finding; readonly location: Location }[] {
  // Of one profile it was decided in profiles.overrides: without that it is an error.
  const credentials = leaves.filter(({ credential, profile }) => credential !== undefined && profile === undefined);
  const groups = groupBy(credentials, (leaf) => JSON.stringify([leaf.credential, leaf.from, ownerKind(leaf)]));
  return [...groups.values()].flatMap((group) =>
    group.slice(0, 1).map((first) => ({ finding: findingOf(first, group), location: first.location })),
  );
}

type Owner = "backend" | "profiles";

function ownerKind({ profile, path }: ReplacedLeaf): Owner {
  const generator = valuePaths.profiles.slice(0, -1);
  return profile !== undefined || generator.every((step, index) => path[index] === step) ? "profiles" : "backend";
}

function findingOf(first: ReplacedLeaf, group: readonly ReplacedLeaf[]): Finding {
  const owner = ownerKind(first);
  const isRole = first.credential === "role";
  const names = [...new Set(group.flatMap(({ profile }) => profile ?? []))];
  const whose = owner === "backend" ? "the backend" : names.length > 0 ? listed(names) : "the profiles";
  return {
    ...(isRole ? { code: "role-replaced" } : { code: "secret-replaced" }),
    message: `our block replaces the ${isRole ? "role" : "Secret"} ${first.from} of ${whose}`,
    rule: "pods that use it now lose what only it allows; which do isn't known here",
    mend: mends[`${owner}.${isRole ? "role" : "secret"}`](names[0] ?? "NAME"),
  };
}

const mends: Readonly<Record<`${Owner}.${"role" | "secret"}`, (profile: string) => string>> = {
  "backend.role": () =>
    "to keep it, choose namePrefix and auth.path so that the backend's role is called the same, and import it " +
    `(${byImport}); to let it go, remove the line`,
  "backend.secret": () =>
    "to keep it, set auth: { mode: keys, keySource: existing } and its name as secrets.backendName, or import it " +
    `(${byImport}); to let it go, remove the line`,
  "profiles.role": (profile) =>
    `to keep it, set profiles: { overrides: { ${profile}: { auth: unmanaged } } }, or choose namePrefix so that ` +
    `ours is called the same, and import it (${byImport}); to let it go, remove the line`,
  "profiles.secret": (profile) =>
    `to keep it, set profiles: { overrides: { ${profile}: { auth: keys, keySource: existing, secret: { name: ... } } } }, ` +
    `or import it (${byImport}); to let it go, remove the line`,
};
