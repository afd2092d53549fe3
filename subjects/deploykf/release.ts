import { quoted } from "../../base/problems/harmless.js";
import type { Finding } from "../../base/problems/problem.js";
import { textRule } from "../../base/problems/text-rule.js";
import { type DeploykfVersion, deploykfVersions } from "./defaults.js";

/** The release that a version is, or that a fork is based on: `0.1.5`, `v0.1.5`, `0.1.5-fork.3`, `v0.1.5+corp.1`. */
export function parseVersion(version: string): DeploykfVersion | undefined {
  const [, base] = /^v?(\d+\.\d+\.\d+)(?:[-+]\w[\w.+-]*)?$/.exec(version) ?? [];
  return deploykfVersions.find((known) => known === base);
}

const newest = deploykfVersions.at(-1) ?? "";

export const checkVersion = textRule(
  (version) => parseVersion(version) !== undefined,
  {
    code: "deploykf-version",
    rule: `supported releases: ${deploykfVersions.join(", ")}, and forks of them, such as ${newest}-fork.1; another one may read other values`,
    mend: `write the release that your cluster runs, or that its fork is based on; the newest supported one is ${newest}: a newer deployKF needs a newer version of this program`,
  },
  quoted,
);

/** Of a fork that is taken as its base; nothing of a release of deployKF's own. */
export function forkTaken(key: string, version: string): Finding | undefined {
  const base = parseVersion(version);
  if (base === undefined || version.replace(/^v/, "") === base) return undefined;
  return {
    code: "deploykf-fork",
    message: `${key} is ${quoted(version)}, which is taken as deployKF ${base}`,
    rule: "what a fork or pre-release changes in values and templates isn't known here",
    mend: `compare its default_values.yaml with that of ${base}, at the keys that the values block sets`,
  };
}
