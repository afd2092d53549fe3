import { regionKey } from "../base/aws/regions.js";
import * as rules from "../base/aws/rules.js";
import type { Node } from "../base/input/node.js";
import { isUnfit } from "../base/input/parse.js";
import type { RawConfig } from "../base/input/raw.js";
import { isReadable } from "../base/input/readable.js";
import { isMisspelt } from "../base/input/unknown-keys.js";
import { shown } from "../base/input/value-findings.js";
import type { ProblemList } from "../base/problems/problem.js";

/** A text of another provider's, which checks it itself. */
export function textOf({ values }: RawConfig, key: string): string | undefined {
  const value = values.get(key);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Region of the AWS provider, which the roles and the bucket have too; undefined where it is missing or wrong. */
export function resolveRegion(
  node: Node<unknown>,
  raw: RawConfig,
  mode: "irsa" | "keys",
  needed: boolean,
  problems: ProblemList,
): string | undefined {
  if (isUnfit(raw, [regionKey])) return undefined;
  const region = raw.values.get(regionKey);
  const { key } = node;
  if (region !== undefined && region !== null && typeof region !== "string") {
    return node.error({
      code: "config-type",
      message: `${key} is ${shown(region, false)}`,
      rule: "expected a string",
      mend: "write the name of a region, such as eu-west-1",
    });
  }
  if (!region && !needed) return undefined;
  if (region && !isReadable(raw, regionKey, problems)) return undefined;
  if (!region) {
    if (isMisspelt(raw, regionKey)) return undefined;
    const stated = { message: `${key} is empty`, mend: "write the region of your cluster, such as eu-west-1" };
    return node.error({
      code: "config-missing",
      ...(region === undefined ? raw.words.missingRegion : stated),
      rule: "the region of the roles and, unless bucket.region says otherwise, of the bucket",
    });
  }
  const unknown = rules.checkRegion(key, region);
  node.error(unknown ?? (mode === "irsa" ? rules.checkRegionForIrsa(key, region) : undefined));
  return unknown ? undefined : region;
}
