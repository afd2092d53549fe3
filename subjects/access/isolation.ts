import type { Finding } from "../../base/problems/problem.js";
import { firstOverlap, type Owned, overlapping, pipelinesPrefix } from "../deploykf/prefixes.js";
import { listAction, objectActions } from "./actions.js";
import { isEnforced, subjectsOf } from "./list.js";
import type { Principal, Principals } from "./principal.js";
import { type Grant, grantsOf, UnreadableDocument } from "./reading.js";

/** What was shown from the final documents. */
export interface Isolation {
  /** shared: profiles reach each other's objects by choice, through one role or key. unchecked: nothing was looked at. */
  readonly objects: "isolated" | "shared" | "unchecked";
  /** open: profiles can list keys that they can't open. */
  readonly listing: "open" | "closed" | "unchecked";
  /** Principals of profiles that were looked at. */
  readonly checked: number;
  /** Profiles that hold something whose policy this stack doesn't make: keys and roles of others, or plugins. */
  readonly unchecked: readonly string[];
  /** Profiles that have nothing of this stack, by name. */
  readonly unmanaged: readonly string[];
}

/** Profiles, by name, of which the documents don't say everything. */
interface BesideDocuments {
  /** Of which this stack makes nothing. */
  readonly unmanaged: readonly string[];
  /** With a credential beside that of this stack. */
  readonly unbound: readonly string[];
}

/**
 * Shows, from the documents that AWS will get, that no object key is open to two profiles, that none reaches
 * `pipelines/`, and that no service account may assume two roles; n log n. Otherwise says what breaks it.
 */
export function checkIsolation(
  principals: Principals,
  bucketArn: string,
  { unmanaged, unbound }: BesideDocuments,
): { isolation: Isolation } | { finding: Finding } {
  try {
    const others = unbound.map((name) => `profile ${name}`);
    const enforced = principals.profiles.filter((plan) => isEnforced(plan) && !others.includes(plan.principal));
    const unenforced = principals.profiles.filter((plan) => !isEnforced(plan)).map(({ principal }) => principal);
    const unchecked = [...new Set([...unenforced, ...others])];
    const grantedTo = ({ principal, key, policy }: Principal): Granted => ({
      principal,
      shared: key === "profiles",
      grants: grantsOf(policy, bucketArn),
    });
    const granted = enforced.map(grantedTo);
    // Policies of keys that others made are written for them to apply, so they have to be apart, too.
    const finding =
      twoPrincipals([principals.backend, ...principals.profiles]) ?? twoOwners(principals.profiles.map(grantedTo));
    return finding
      ? { finding }
      : {
          isolation: {
            objects: objectsOf(principals, granted),
            listing: granted.length === 0 ? "unchecked" : granted.some(listsMore) ? "open" : "closed",
            checked: granted.length,
            unchecked,
            unmanaged,
          },
        };
  } catch (error) {
    if (error instanceof UnreadableDocument) return { finding: broken(`a document has ${error.message}`) };
    throw error;
  }
}

function objectsOf({ profiles }: Principals, granted: readonly Granted[]): Isolation["objects"] {
  if (profiles.some(({ key }) => key === "profiles")) return "shared";
  return granted.length === 0 ? "unchecked" : "isolated";
}

interface Granted {
  readonly principal: string;
  /** Whether it is the one of all profiles: it overlaps by choice, but not with pipelines/. */
  readonly shared: boolean;
  readonly grants: readonly Grant[];
}

function twoPrincipals(principals: readonly Principal[]): Finding | undefined {
  const principalOf = new Map<string, string>();
  for (const plan of principals) {
    for (const { serviceAccount, secret } of subjectsOf(plan)) {
      const subject = serviceAccount === null ? `the Secret ${secret}` : `the service account ${serviceAccount}`;
      const other = principalOf.get(subject);
      if (other && other !== plan.principal)
        return broken(`${subject} would serve both ${other} and ${plan.principal}`);
      principalOf.set(subject, plan.principal);
    }
  }
  return undefined;
}

function twoOwners(granted: readonly Granted[]): Finding | undefined {
  const overlap =
    overlapOf(granted.filter(({ shared }) => !shared)) ?? overlapOf(granted.filter(({ shared }) => shared));
  if (!overlap) return undefined;
  return overlapping(...overlap);
}

function overlapOf(granted: readonly Granted[]): readonly [Owned, Owned] | undefined {
  const owned: Owned[] = [{ prefix: pipelinesPrefix, owner: "the pipeline definitions" }];
  for (const { principal, grants } of granted) {
    for (const prefix of objectPrefixes(grants)) owned.push({ prefix, owner: principal });
  }
  return firstOverlap(owned);
}

const onObjects = new Set<string>(objectActions);

function objectPrefixes(grants: readonly Grant[]): ReadonlySet<string> {
  return new Set(grants.filter(({ action }) => onObjects.has(action)).map(({ prefix }) => prefix));
}

/** Whether a profile may list keys that it can't open. */
function listsMore({ grants }: Granted): boolean {
  const own = [...objectPrefixes(grants)];
  return grants.some(({ action, prefix }) => action === listAction && !own.some((one) => prefix.startsWith(one)));
}

const broken = (message: string): Finding => ({
  code: "isolation-broken",
  message,
  rule: "a service account has one role, and documents are exact",
  mend: "give the service accounts or the profile other names, or report this as a defect",
});
