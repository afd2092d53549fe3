import type { Finding } from "../base/problems/problem.js";
import { counted, listed } from "../base/problems/text.js";
import { shortType } from "../plan/resource-types.js";

interface What {
  readonly type: string;
  readonly id: string;
}

/** What couldn't be looked at, and why. */
export interface Unlooked {
  readonly what: What;
  readonly why: string;
}

const text = ({ type, id }: What) => `${shortType(type)} ${id}`;

export function otherOwner(what: What, owner: string): Finding {
  return {
    code: "recover-other-owner",
    message: `${text(what)} is there, and its tags say that it belongs to ${owner}`,
    rule: "what another stack or tool owns is never taken into this stack's state, also not by --adopt",
    mend: "give this stack a name of its own (namePrefix, bucket.name, secrets), or set bucket.create: false or cluster.oidcProvider: existing to use it as it is",
  };
}

export function unproven(
  what: What,
  { wasCreating, tagged, stack, call }: { wasCreating: boolean; tagged: boolean; stack: string; call: string },
): Finding {
  const claim = tagged ? "it carries this stack's tags" : "it has no tags of this stack";
  const rule = wasCreating
    ? "an up that died was creating one of this name, but this one is older than the stack"
    : `${claim}, and no up of this stack's state died while it was creating it`;
  return {
    code: "recover-unproven",
    message: `${text(what)} is there, and nothing shows that this stack made it`,
    rule,
    mend: `if it is yours, take it: ${call} --stack ${stack} --adopt ${what.id}; up then makes it what the plan says`,
  };
}

export function underOtherName(what: What, urn: string): Finding {
  return {
    code: "recover-known-otherwise",
    message: `${text(what)} is in the state already, as ${urn}`,
    rule: "one thing under two names would be deleted by one of them",
    mend: "pulumi up settles it if the program renamed it; otherwise give this stack another name for it",
  };
}

export function halfReplaced(what: What, urn: string, stack: string): Finding {
  return {
    code: "recover-half-replaced",
    message: `${text(what)} was being replaced: the state still has the old one, which is deleted, and the new one is there`,
    rule: "an import doesn't go over what the state has, and something that still exists depends on the old one",
    mend: `pulumi state delete --stack ${stack} --target-dependents --yes '${urn}', and this command again`,
  };
}

export function leftBehind(what: What): Finding {
  return {
    code: "recover-left-behind",
    message: `${text(what)} was made by an up that died, and the plan has it no more`,
    rule: "up would not delete it: it is protected, or its place is taken by what the plan has now",
    mend: "delete it by hand if nothing is in it, or take its name back into the config and run this command again",
  };
}

export function elsewhere(what: What, actual: string, planned: string): Finding {
  return {
    code: "recover-elsewhere",
    message: `${text(what)} is there, in ${actual}, and the plan has it in ${planned}`,
    rule: "up would replace it, which deletes it first",
    mend: `set auth.path (or bucket.region) to ${actual}, or give this stack another name for it`,
  };
}

export function withoutSurroundings(what: What, missing: string, stack: string): Finding {
  return {
    code: "recover-without-parent",
    message: `${text(what)} can't be imported yet: the state has no ${missing}`,
    rule: "a resource is imported below its parent and with its provider",
    mend: `pulumi up --stack ${stack} makes them before it stops at what exists; then this command again`,
  };
}

/** Of one thing, or of several that one cause keeps from being looked at. */
export function notKnown(unlooked: readonly Unlooked[]): Finding {
  const names = unlooked.map(({ what }) => text(what));
  const some = `${counted(names.length, "thing")} (${listed(names, 3)}) exist`;
  return {
    code: "recover-not-known",
    message: `whether ${names.length === 1 ? `${names[0]} exists` : some} is not known: ${unlooked[0]?.why}`,
    rule: "a timeout or a denial isn't an answer, so nothing is done about it",
    mend: "see to it that it can be looked at, and run this command again; or look by hand",
  };
}

export function keyInUse(user: string, key: string, why: string): Finding {
  return {
    code: "recover-access-key",
    message: `the user ${user} has the access key ${key}, which the state doesn't know: ${why}`,
    rule: "a user has two keys at most, and only a key that nobody can have is deleted here",
    mend: `if nothing uses it: aws iam delete-access-key --user-name ${user} --access-key-id ${key}`,
  };
}

export function notAdoptable(name: string, adoptable: readonly string[]): Finding {
  const some = adoptable.length > 0 ? adoptable.slice(0, 5).join(", ") : "nothing: all of it is in the state";
  return {
    code: "recover-adopt",
    message: `--adopt ${name}: the plan has nothing of this name that could be taken`,
    rule: "up replaces or deletes what has another name than the plan's, so only the plan's own names can be adopted",
    mend: `name one of the plan's (${some}), or change the config so that the plan has this name (namePrefix, bucket.name, secrets)`,
  };
}
