import { unknownFact } from "../base/aws/arn.js";
import type { AccessTuple } from "../subjects/access/list.js";

/** Rights of one principal that are the same for several subjects, grouped for reading. */
export interface AccessChange {
  readonly principal: string;
  /** Service accounts as `namespace/name`, `Secret namespace/name`, or `whoever reads the values`. */
  readonly subjects: readonly string[];
  readonly rights: readonly Right[];
  /** Whether the subjects have nothing at all on the other side. */
  readonly whole: boolean;
  /** false: what the key should be allowed; whoever made it decides. */
  readonly enforced: boolean;
}

/** Actions that are granted at the same places. */
export interface Right {
  readonly actions: readonly string[];
  /** Prefixes of keys, "" for all of them or the bucket itself; or the ARN of a KMS key. */
  readonly places: readonly string[];
  readonly bucket: string;
}

export interface AccessDiff {
  readonly gains: readonly AccessChange[];
  readonly losses: readonly AccessChange[];
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
  const gained = uncovered(after, before, withIssuer);
  const lost = uncovered(before, after, withIssuer);
  return {
    gains: grouped(gained, before, withIssuer),
    losses: grouped(lost, after, withIssuer),
    gained: gained.map((tuple) => tupleText(tuple, withIssuer)).sort(),
    lost: lost.map((tuple) => tupleText(tuple, withIssuer)).sort(),
  };
}

function subjectKey({ serviceAccount, issuer, secret }: AccessTuple, withIssuer: boolean): string {
  return serviceAccount === null ? `Secret ${secret}` : `${withIssuer ? issuer : ""} ${serviceAccount}`;
}

function tupleText(tuple: AccessTuple, withIssuer: boolean): string {
  const { action, bucket, prefix, kmsKeyArn = "" } = tuple;
  return [subjectKey(tuple, withIssuer), action, bucket, kmsKeyArn, prefix].join(" ");
}

/** Tuples of one side that no tuple of the other covers. */
function uncovered(
  side: readonly AccessTuple[],
  other: readonly AccessTuple[],
  withIssuer: boolean,
): readonly AccessTuple[] {
  const scopeOf = (tuple: AccessTuple) =>
    [subjectKey(tuple, withIssuer), tuple.action, tuple.bucket, tuple.kmsKeyArn ?? ""].join(" ");
  const covered = new Map<string, string[]>();
  for (const tuple of other) {
    const prefixes = covered.get(scopeOf(tuple));
    if (prefixes) prefixes.push(tuple.prefix);
    else covered.set(scopeOf(tuple), [tuple.prefix]);
  }
  return side.filter((tuple) => !covered.get(scopeOf(tuple))?.some((prefix) => tuple.prefix.startsWith(prefix)));
}

function grouped(
  tuples: readonly AccessTuple[],
  other: readonly AccessTuple[],
  withIssuer: boolean,
): readonly AccessChange[] {
  const known = new Set(other.map((tuple) => subjectKey(tuple, withIssuer)));
  const bySubject = groupBy(tuples, (tuple) => `${tuple.principal}\n${subjectKey(tuple, withIssuer)}`);
  const changes = [...bySubject.values()].flatMap((own): AccessChange[] => {
    const [first] = own;
    if (!first) return [];
    return [
      {
        principal: first.principal,
        subjects: [subjectName(first)],
        rights: rightsOf(own),
        whole: !known.has(subjectKey(first, withIssuer)),
        enforced: first.enforced,
      },
    ];
  });
  // Subjects of one principal with the same change are one line.
  const same = groupBy(changes, ({ subjects: _, ...rest }) => JSON.stringify(rest));
  return [...same.values()].flatMap((group): AccessChange[] => {
    const [first] = group;
    return first ? [{ ...first, subjects: group.flatMap(({ subjects }) => subjects) }] : [];
  });
}

function subjectName({ serviceAccount, secret }: AccessTuple): string {
  if (serviceAccount !== null) return serviceAccount;
  return secret === "values" ? "whoever reads the values" : `Secret ${secret}`;
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

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
