import type { Finding } from "../../base/problems/problem.js";
import { beginsAccountIds, brokenLabelRule, isLocation } from "./names.js";

/** What Google Cloud wants of what this program makes there. */

export function locationMissing(): Finding {
  return {
    code: "bucket-location",
    message: "bucket.region isn't set, and this stack creates the bucket",
    rule: "Google keeps a bucket where it was made, so it has to be chosen",
    mend: "set bucket.region to your cluster's region, such as europe-west1, or bucket.create: false",
  };
}

export function checkLocation(key: string, region: string): Finding | undefined {
  if (isLocation(region)) return undefined;
  return {
    code: "bucket-location",
    message: `${key} is "${region}"`,
    rule: "a location of Google's: a region, us, eu, asia, or a dual-region such as eur4",
    mend: "write your cluster's region, such as europe-west1",
  };
}

export function checkLabels(tags: Readonly<Record<string, string>>): { tag: string; finding: Finding }[] {
  return Object.entries(tags).flatMap(([tag, value]) => {
    const rule = brokenLabelRule(tag, value);
    if (rule === undefined) return [];
    const message = `tags.${tag} is "${value}", and platform is gcs`;
    return [{ tag, finding: { code: "bucket-labels", message, rule, mend: "change or remove the tag" } }];
  });
}

export function checkAccountIds(key: string, namePrefix: string): Finding | undefined {
  if (beginsAccountIds(namePrefix)) return undefined;
  return {
    code: "service-account-ids",
    message: `${key} is "${namePrefix}", and platform is gcs`,
    rule: "ids of service accounts begin with a-z and take a-z, 0-9 and - alone",
    mend: `set ${key} to a name such as kf-dev`,
  };
}
