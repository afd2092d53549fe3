import {
  type AttachedPolicy,
  DeleteAccessKeyCommand,
  GetAccessKeyLastUsedCommand,
  GetOpenIDConnectProviderCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  GetUserCommand,
  GetUserPolicyCommand,
  type IAMClient,
  ListAccessKeysCommand,
  ListAttachedRolePoliciesCommand,
  ListAttachedUserPoliciesCommand,
  ListRolePoliciesCommand,
  ListUserPoliciesCommand,
  type Role,
  type Tag,
} from "@aws-sdk/client-iam";
import type { UserKeys } from "../../recover/access-keys.js";
import type { Found, Thing } from "../../recover/found.js";
import type { Subject } from "../../recover/kinds.js";
import { mapFew, unknown } from "./ask.js";

export function askRole(iam: IAMClient, name: string): Promise<Found> {
  const role = { RoleName: name };
  return asked(async () => {
    const { Role } = await iam.send(new GetRoleCommand(role));
    const [{ PolicyNames }, { AttachedPolicies }] = await Promise.all([
      iam.send(new ListRolePoliciesCommand(role)),
      iam.send(new ListAttachedRolePoliciesCommand(role)),
    ]);
    return thing(Role, PolicyNames, AttachedPolicies);
  });
}

export function askUser(iam: IAMClient, name: string): Promise<Found> {
  const user = { UserName: name };
  return asked(async () => {
    const { User } = await iam.send(new GetUserCommand(user));
    const [{ PolicyNames }, { AttachedPolicies }] = await Promise.all([
      iam.send(new ListUserPoliciesCommand(user)),
      iam.send(new ListAttachedUserPoliciesCommand(user)),
    ]);
    return thing(User, PolicyNames, AttachedPolicies);
  });
}

export function askOidcProvider(iam: IAMClient, arn: string): Promise<Found> {
  return asked(async () => {
    const { Tags, CreateDate } = await iam.send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn }));
    return { tags: tagMap(Tags), created: CreateDate?.toISOString() };
  });
}

type InlinePolicy = Omit<Extract<Subject, { is: "inline-policy" }>, "is">;

export function askInlinePolicy(iam: IAMClient, { of, owner, name }: InlinePolicy): Promise<Found> {
  return asked(async () => {
    if (of === "role") await iam.send(new GetRolePolicyCommand({ RoleName: owner, PolicyName: name }));
    else await iam.send(new GetUserPolicyCommand({ UserName: owner, PolicyName: name }));
    return { tags: {} };
  });
}

/** The user's keys; whether one was ever used is asked only of those that `isKnown` doesn't have. */
export async function keysOf(iam: IAMClient, user: string, isKnown: (id: string) => boolean): Promise<UserKeys> {
  try {
    const { AccessKeyMetadata = [] } = await iam.send(new ListAccessKeysCommand({ UserName: user }));
    const ids = AccessKeyMetadata.flatMap(({ AccessKeyId }) => AccessKeyId ?? []);
    const keys = await mapFew(ids, async (id) => ({ id, everUsed: isKnown(id) ? undefined : await wasUsed(iam, id) }));
    return { user, keys };
  } catch (error) {
    return isMissing(error) ? { user, keys: [] } : { user, keys: undefined, why: unknown(error).why };
  }
}

async function wasUsed(iam: IAMClient, id: string): Promise<boolean | undefined> {
  try {
    const { AccessKeyLastUsed } = await iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId: id }));
    return AccessKeyLastUsed?.LastUsedDate !== undefined;
  } catch {
    return undefined;
  }
}

export async function deleteKey(iam: IAMClient, user: string, id: string): Promise<void> {
  await iam.send(new DeleteAccessKeyCommand({ UserName: user, AccessKeyId: id }));
}

async function asked(ask: () => Promise<Thing>): Promise<Found> {
  try {
    return { answer: "there", thing: await ask() };
  } catch (error) {
    return isMissing(error) ? { answer: "absent" } : unknown(error);
  }
}

/** Source: IAM API Reference, errors. */
function isMissing(error: unknown): boolean {
  return error instanceof Error && (error.name === "NoSuchEntityException" || error.name === "NoSuchEntity");
}

function thing(
  identity: Partial<Pick<Role, "Tags" | "CreateDate" | "Path">> | undefined,
  inline: readonly string[] = [],
  attached: readonly AttachedPolicy[] = [],
): Thing {
  // The one policy that this program gives a role or user is no other one.
  const others = inline.filter((name) => name !== "object-store").map((name) => `inline policy ${name}`);
  return {
    tags: tagMap(identity?.Tags),
    created: identity?.CreateDate?.toISOString(),
    place: identity?.Path,
    keeps: [...others, ...attached.flatMap(({ PolicyArn }) => PolicyArn ?? [])],
  };
}

function tagMap(tags: readonly Tag[] = []): Readonly<Record<string, string>> {
  return Object.fromEntries(tags.map(({ Key = "", Value = "" }) => [Key, Value]));
}
