import type { PolicyDocument, Statement } from "../../subjects/access/documents.js";
import { checkIsolation } from "../../subjects/access/isolation.js";
import type { PrincipalPlan, Principals } from "../../subjects/identity/plan.js";
import { bucketName } from "./project.js";
import { planWith } from "./settings.js";

export const arn = `arn:aws:s3:::${bucketName}`;
export const { principals } = planWith({ names: ["a", "b"] });

/** The check of the plan of profiles a and b, with documents of profile b tampered with. */
export function tampered(change: { policy?: PolicyDocument; trust?: PolicyDocument }, of = principals) {
  const [a, b] = of.profiles;
  if (!a || !b) throw new Error("two profiles are needed");
  return check({ ...of, profiles: [a, { ...b, ...change } as PrincipalPlan] });
}

/** What the check says: the verdict, or the problem in one line. */
export function check(all: Principals) {
  const result = checkIsolation(all, arn, { unmanaged: [], unbound: [] });
  return "finding" in result ? `${result.finding.code}: ${result.finding.message}` : result.isolation;
}

export const policy = (...statements: Statement[]): PolicyDocument => ({
  Version: "2012-10-17",
  Statement: statements,
});
/** A statement that allows an action, by default reading objects. */
export const objects = (resource: string, action: string | string[] = "s3:GetObject"): Statement => ({
  Effect: "Allow",
  Action: action,
  Resource: resource,
});
