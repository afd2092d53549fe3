import { firstOverlap, type Owned, pipelinesPrefix } from "../deploykf/prefixes.js";
import type { Finding } from "../problems/problem.js";
import { counted } from "../problems/text.js";
import { type Grant, grantsOf, subjectsOf, UnreadableDocument } from "./access.js";
import { listAction, objectActions } from "./actions.js";
import type { PrincipalPlan, Principals } from "./principals.js";

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
    const finding = twoPrincipals([principals.backend, ...principals.profiles]) ?? twoOwners(granted);
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

function twoPrincipals(principals: readonly PrincipalPlan[]): Finding | undefined {
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
  const owned: Owned[] = [{ prefix: pipelinesPrefix, owner: "pipeline definitions" }];
  for (const { principal, grants } of granted) {
    for (const prefix of objectPrefixes(grants)) owned.push({ prefix, owner: principal });
  }
  const overlap = firstOverlap(owned);
  if (!overlap) return undefined;
  const [outer, inner] = overlap;
  return {
    code: "prefixes-overlap",
    message: `${inner.owner} has ${inner.prefix}, which is also open to ${outer.owner} by ${outer.prefix || "the whole bucket"}`,
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

function describe(profiles: readonly PrincipalPlan[], granted: readonly Granted[], unmanaged: number): Isolation {
  const [first] = profiles;
  const shared = first?.key === "profiles";
  const option = first?.kind === "key" ? "auth.profileKeys" : "auth.profileRole";
  const others = unmanaged > 0 ? `; ${counted(unmanaged, "unmanaged profile")} not looked at` : "";
  const open = granted.some(listsMore);
  return {
    verdict: shared ? "shared" : "isolated",
    objects: shared
      ? `shared by choice (${option}: shared): profiles reach each other's artifacts${others}`
      : `shown from the final documents: ${counted(profiles.length, "profile")}, no object key open to two, no service account or Secret in two roles${others}`,
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
