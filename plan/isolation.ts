import { firstOverlap, type Owned, pipelinesPrefix } from "../deploykf/prefixes.js";
import type { Finding } from "../problems/problem.js";
import { counted } from "../problems/text.js";
import { type Grant, grantsOf, trustedAccounts, UnreadableDocument } from "./access.js";
import { listAction, objectActions } from "./actions.js";
import type { Principals, RolePlan } from "./principals.js";

/** What was shown from the final documents: one sentence each for objects and for listing. */
export interface Isolation {
  /** shared: the profiles reach each other's objects by choice. */
  readonly verdict: "isolated" | "shared";
  readonly objects: string;
  readonly listing: string;
}

/**
 * Shows, from the documents that AWS will get, that no object key is open to two profiles, that none reaches
 * `pipelines/`, and that no service account may assume two roles; n log n. Otherwise says what breaks it.
 */
export function checkIsolation(
  principals: Principals,
  bucketArn: string,
  unmanaged: number,
): { isolation: Isolation } | { finding: Finding } {
  try {
    const granted = principals.profiles.map(({ principal, policy }) => ({
      principal,
      grants: grantsOf(policy, bucketArn),
    }));
    const finding = twoRoles([principals.backend, ...principals.profiles]) ?? twoOwners(granted);
    return finding ? { finding } : { isolation: describe(principals.profiles, granted, unmanaged) };
  } catch (error) {
    if (error instanceof UnreadableDocument) return { finding: broken(`a document has ${error.message}`) };
    throw error;
  }
}

interface Granted {
  readonly principal: string;
  readonly grants: readonly Grant[];
}

function twoRoles(roles: readonly RolePlan[]): Finding | undefined {
  const roleOf = new Map<string, string>();
  for (const { principal, trust } of roles) {
    for (const account of trustedAccounts(trust)) {
      const other = roleOf.get(account);
      if (other && other !== principal)
        return broken(`the service account ${account} may assume the roles of ${other} and of ${principal}`);
      roleOf.set(account, principal);
    }
  }
  return undefined;
}

function twoOwners(granted: readonly Granted[]): Finding | undefined {
  const owned: Owned[] = [{ prefix: pipelinesPrefix, owner: "the pipeline definitions" }];
  for (const { principal, grants } of granted) {
    for (const prefix of objectPrefixes(grants)) owned.push({ prefix, owner: principal });
  }
  const overlap = firstOverlap(owned);
  if (!overlap) return undefined;
  const [outer, inner] = overlap;
  return {
    code: "prefixes-overlap",
    message: `${inner.prefix} of ${inner.owner} lies in ${outer.prefix || "the whole bucket"} of ${outer.owner}`,
    rule: "no object key may be open to two profiles, and pipelines/ to none",
    mend: "rename the profile, or change keyFormat and defaultPipelineRoot so that their prefixes differ",
  };
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

function describe(profiles: readonly RolePlan[], granted: readonly Granted[], unmanaged: number): Isolation {
  const [first] = profiles;
  const shared = first?.key === "profiles";
  const accounts = shared ? trustedAccounts(first.trust).length : 0;
  const others = unmanaged > 0 ? `; ${counted(unmanaged, "unmanaged profile")} not looked at` : "";
  const open = granted.some(listsMore);
  return {
    verdict: shared ? "shared" : "isolated",
    objects: shared
      ? `shared by choice (auth.profileRole: shared): ${counted(accounts, "service account")} reach all artifacts${others}`
      : `shown from the final documents: ${counted(profiles.length, "profile")}, no object key open to two, no service account in two roles${others}`,
    listing: open
      ? "open, as in the guide: profiles can list the names of all keys in the bucket; auth.listScope: prefix closes it"
      : "closed: profiles list only below their own prefixes (auth.listScope: prefix)",
  };
}

function broken(message: string): Finding {
  return {
    code: "isolation-broken",
    message,
    rule: "a service account has one role, and documents are exact",
    mend: "give the service accounts or the profile other names, or report this as a defect",
  };
}
