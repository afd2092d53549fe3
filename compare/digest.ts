import { createHash } from "node:crypto";
import { isHidden } from "../base/input/hidden.js";
import { canonicalJson } from "../base/yaml/json.js";
import type { PlanRecord } from "../plan/record.js";
import type { AccessDiff } from "./access.js";
import { type LeafChange, leavesOf } from "./leaves/leaves.js";
import { ruleOf } from "./leaves/rules.js";

/**
 * A label for one change of access: of this stack, to this target, from this state to that one. A secret in plain text
 * that is new has another digest in every run, so no label accepts one that nobody can have looked at.
 */
export function digestOf(
  stack: string,
  before: PlanRecord | undefined,
  after: PlanRecord | undefined,
  changes: readonly LeafChange[],
  { gained, lost }: AccessDiff,
): string {
  const changed = new Set(changes.map(({ path }) => JSON.stringify(path)));
  const was = before ? decidingPart(before, () => false) : null;
  const now = after ? decidingPart(after, (key) => !before || changed.has(key)) : null;
  const text = canonicalJson({ stack, before: was, after: now, gained, lost });
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}

/** Everything of a record that decides access, in an order of its own. */
function decidingPart(record: PlanRecord, isNew: (key: string) => boolean): unknown {
  const { access, served, principals, bucket, embeddedMinio } = record;
  const leaves = [...leavesOf(record)].flatMap(([key, { path, value }]) => {
    if (ruleOf(path).harmless) return [];
    return [[key, isHidden(value) && !isNew(key) ? "[secret]" : value]];
  });
  return {
    leaves: Object.fromEntries(leaves),
    access: access.map(canonicalJson).sort(),
    served: served
      .map((one) => canonicalJson({ ...one, credentials: one.credentials.map(canonicalJson).sort() }))
      .sort(),
    principals: principals
      .map(({ principal, kind, permissionsBoundary, user }) =>
        canonicalJson([principal, kind, permissionsBoundary ?? user?.iam?.permissionsBoundary, user !== undefined]),
      )
      .sort(),
    bucket: {
      create: bucket.create,
      kmsKeyArn: bucket.kmsKeyArn,
      policy: bucket.policy.Statement.map(canonicalJson).sort(),
      expiry: bucket.lifecycleRules.map(canonicalJson).sort(),
    },
    embeddedMinio: embeddedMinio.effect,
  };
}
