import { chunks } from "../../base/problems/group.js";
import type { Credential, PlanRecord, Served } from "../../plan/record.js";
import type { Consequence } from "./consequence.js";

/** Who is in a profile, and what its pods can be beside the one principal that is theirs alone. */
export function servedConsequences(before: PlanRecord, after: PlanRecord): readonly Consequence[] {
  const [was, now] = [byProfile(before), byProfile(after)];
  const profiles = [...new Set([...now.keys(), ...was.keys()])];
  return profiles.flatMap((profile) => {
    const [old, other] = [was.get(profile), now.get(profile)];
    return [...credentialConsequences(profile, old, other), ...peopleConsequences(profile, old, other)];
  });
}

function byProfile({ served }: PlanRecord): ReadonlyMap<string, Served> {
  return new Map(served.map((one) => [one.profile, one]));
}

function credentialConsequences(
  profile: string,
  was: Served | undefined,
  now: Served | undefined,
): readonly Consequence[] {
  const [old, other] = [unwalled(was), unwalled(now)];
  const gained = other.filter(({ what }) => !old.some((one) => one.what === what));
  const lost = old.filter(({ what }) => !other.some((one) => one.what === what));
  const subjects = [`profile ${profile}`];
  return [
    ...gained.map(({ what, principal }): Consequence => {
      const effect = principal === null ? "no policy of this stack bounds it" : "it opens all profiles' artifacts";
      return { kind: "widens", subjects, what: `gets ${what}`, effect };
    }),
    ...lost.map(({ what }): Consequence => {
      return { kind: "narrows", subjects, what: `no longer has ${what}`, effect: "its pods can't use it any more" };
    }),
  ];
}

/** Credentials that the access list doesn't have by profile: those of others, and the Secret that profiles share. */
function unwalled(served: Served | undefined): readonly Credential[] {
  return (served?.credentials ?? []).filter(({ what, principal }) => {
    return principal === null || (principal === "profiles" && what.startsWith("Secret "));
  });
}

/** People that are said in one consequence. */
const together = 6;

function peopleConsequences(profile: string, was: Served | undefined, now: Served | undefined): readonly Consequence[] {
  const [old, other] = [was?.people ?? [], now?.people ?? []];
  const gained = other.filter((one) => !old.includes(one));
  const lost = old.filter((one) => !other.includes(one));
  const subjects = [`profile ${profile}`];
  return [
    ...chunks(named(gained), together).map((some): Consequence => {
      const effect = "whoever is in a profile reaches its objects";
      return { kind: "widens", subjects, what: `opens to ${some.join(", ")}`, effect };
    }),
    ...chunks(named(lost), together).map((some): Consequence => {
      const effect = "they reach its objects no more";
      return { kind: "narrows", subjects, what: `closes to ${some.join(", ")}`, effect };
    }),
  ];
}

/** `ada view`, `ada edit` as `ada (view, edit)`. */
function named(people: readonly string[]): readonly string[] {
  const rights = new Map<string, string[]>();
  for (const one of people) {
    const at = one.search(/ (?:(?:owner|view|edit|notebooks)$|role )/);
    const [person, right] = [one.slice(0, at), one.slice(at + 1)];
    rights.set(person, [...(rights.get(person) ?? []), right]);
  }
  return [...rights].map(([person, some]) => `${person} (${some.join(", ")})`);
}
