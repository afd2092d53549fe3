import { unknownFact } from "../base/aws/arn.js";
import { groupBy } from "../base/problems/group.js";
import type { AccessTuple } from "../subjects/access/list.js";
import { subjectName } from "../subjects/access/words.js";
import type { AccessChange, Comparison, Right } from "./printed.js";

export interface AccessDiff extends Pick<Comparison, "gains" | "losses"> {
  /** Tuples behind {@link gains} and {@link losses}, each as one text, sorted. */
  readonly gained: readonly string[];
  readonly lost: readonly string[];
}

/**
 * What is granted on one side and not on the other, by subject. A prefix that a wider one of the same subject covers is
 * neither gained nor lost; which principal's policy grants it makes no difference.
 */
export function accessDiff(before: readonly AccessTuple[], after: readonly AccessTuple[]): AccessDiff {
  // An issuer that one side doesn't know can't be compared.
  const withIssuer = ![...before, ...after].some(({ issuer }) => issuer === unknownFact);
  const [old, now] = [keyed(before, withIssuer), keyed(after, withIssuer)];
  const [gained, lost] = [uncovered(now, old), uncovered(old, now)];
  return {
    gains: grouped(gained, old),
    losses: grouped(lost, now),
    gained: gained.map(tupleText).sort(),
    lost: lost.map(tupleText).sort(),
  };
}

/** A tuple, with the subject that is compared and what of it a prefix is of, each as one text. */
interface Keyed {
  readonly tuple: AccessTuple;
  readonly subject: string;
  readonly scope: string;
}

function keyed(tuples: readonly AccessTuple[], withIssuer: boolean): readonly Keyed[] {
  return tuples.map((tuple) => {
    const { serviceAccount, issuer, secret, action, bucket, kmsKeyArn = "" } = tuple;
    const subject = serviceAccount === null ? `Secret ${secret}` : `${withIssuer ? issuer : ""} ${serviceAccount}`;
    return { tuple, subject, scope: [subject, action, bucket, kmsKeyArn].join(" ") };
  });
}

function tupleText({ tuple, scope }: Keyed): string {
  return `${scope} ${tuple.prefix}`;
}

/** Tuples of one side that no tuple of the other covers. */
function uncovered(side: readonly Keyed[], other: readonly Keyed[]): readonly Keyed[] {
  const covering = new Map([...groupBy(other, ({ scope }) => scope)].map(([scope, own]) => [scope, coveredBy(own)]));
  return side.filter(({ scope, tuple: { prefix } }) => !covering.get(scope)?.(prefix));
}

/** Whether a prefix has one of these before it: looked up, for a key that all profiles share has very many. */
function coveredBy(some: readonly Keyed[]): (prefix: string) => boolean {
  const prefixes = new Set(some.map(({ tuple }) => tuple.prefix));
  const lengths = [...new Set([...prefixes].map(({ length }) => length))];
  return (prefix) => lengths.some((length) => length <= prefix.length && prefixes.has(prefix.slice(0, length)));
}

function grouped(changed: readonly Keyed[], other: readonly Keyed[]): readonly AccessChange[] {
  const known = new Set(other.map(({ subject }) => subject));
  const bySubject = groupBy(changed, ({ tuple, subject }) => `${tuple.principal}\n${subject}`);
  const changes = [...bySubject.values()].flatMap((own): AccessChange[] => {
    const [first] = own;
    if (!first) return [];
    const { principal, enforced } = first.tuple;
    const rights = rightsOf(own.map(({ tuple }) => tuple));
    return [{ principal, subjects: [subjectName(first.tuple)], rights, whole: !known.has(first.subject), enforced }];
  });
  // Subjects of one principal with the same change are one line.
  const same = groupBy(changes, ({ subjects: _, ...rest }) => JSON.stringify(rest));
  return [...same.values()].flatMap((group): AccessChange[] => {
    const [first] = group;
    return first ? [{ ...first, subjects: group.flatMap(({ subjects }) => subjects) }] : [];
  });
}

function rightsOf(tuples: readonly AccessTuple[]): readonly Right[] {
  const byAction = groupBy(tuples, ({ action, bucket }) => `${action} ${bucket}`);
  const placesOf = (own: readonly AccessTuple[]) => own.map(({ prefix, kmsKeyArn }) => kmsKeyArn ?? prefix);
  const byPlaces = groupBy([...byAction.values()], (own) => JSON.stringify([own[0]?.bucket, placesOf(own)]));
  return [...byPlaces.values()].flatMap((group): Right[] => {
    const [first] = group;
    if (!first?.[0]) return [];
    const actions = group.flatMap(([tuple]) => (tuple ? [tuple.action] : []));
    return [{ actions, places: placesOf(first), bucket: first[0].bucket }];
  });
}
