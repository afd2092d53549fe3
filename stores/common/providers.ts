import { closest, distance } from "fastest-levenshtein";
import type { RawConfig } from "../../base/input/raw.js";
import type { Finding, ProblemList } from "../../base/problems/problem.js";
import type { ProviderSettings } from "./store.js";

/** What the stack's file says to the provider that makes the store. */
export function checkProvider(raw: RawConfig, { package: name, all }: ProviderSettings, problems: ProblemList): void {
  const [namespace] = all[0]?.split(":") ?? [];
  for (const key of raw.values.keys()) {
    if (!key.startsWith(`${namespace}:`) || all.includes(key)) continue;
    const nearest = closest(key, [...all]);
    const shown = raw.shows([key]) ? key : `a key of ${namespace}:`;
    const meant = distance(key, nearest) <= 4 ? nearest : undefined;
    problems.error(unknownProviderKey(name, shown, meant), raw.locateKey([key]));
  }
}

function unknownProviderKey(name: string, key: string, nearest: string | undefined): Finding {
  return {
    code: "config-unknown-key",
    message: `${key} is no setting of ${name}`,
    rule: "the provider ignores what it doesn't know",
    mend: nearest === undefined ? `remove ${key}` : `did you mean ${nearest}?`,
  };
}
