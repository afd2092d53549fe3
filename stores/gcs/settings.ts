import type { Checker } from "../../base/input/checker.js";
import * as rules from "./rules.js";

/** What the stack makes in Google Cloud. */
export interface GcpDemands {
  readonly createsBucket: boolean;
  /** As stated. */
  readonly bucketRegion: string | undefined;
  /** The user's own. */
  readonly tags: Readonly<Record<string, string>>;
  readonly makesAccounts: boolean;
  readonly namePrefix: string;
}

/** Checks names, labels and the location, which Google would refuse only when most of the stack is there. */
export function checkGcp(demands: GcpDemands, check: Checker): void {
  const { createsBucket, bucketRegion, tags, makesAccounts, namePrefix } = demands;
  if (bucketRegion !== undefined) check.value(["bucket", "region"], bucketRegion, rules.checkLocation);
  else if (createsBucket) check.report(["bucket"], rules.locationMissing());
  for (const { tag, finding } of createsBucket ? rules.checkLabels(tags) : []) check.report(["tags", tag], finding);
  if (makesAccounts) check.value(["namePrefix"], namePrefix, rules.checkAccountIds);
}
