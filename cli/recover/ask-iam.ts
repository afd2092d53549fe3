import type { IAMClient, Tag } from "@aws-sdk/client-iam";
import type { UserKeys } from "../../recover/access-keys.js";
import type { Found } from "../../recover/found.js";
import { mapFew, unknown } from "./ask.js";

export async function askRole(iam: IAMClient, name: string): Promise<Found> {
  const { GetRoleCommand, ListAttachedRolePoliciesCommand, ListRolePoliciesCommand } = await import(
    "@aws-sdk/client-iam"
  );
  return asked(async () => {
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: name }));
    const [{ PolicyNames = [] }, { AttachedPolicies = [] }] = await Promise.all([
      iam.send(new ListRolePoliciesCommand({ RoleName: name })),
      iam.send(new ListAttachedRolePoliciesCommand({ RoleName: name })),
    ]);
    return thing(Role, PolicyNames, AttachedPolicies);
  });
}

export async function askUser(iam: IAMClient, name: string): Promise<Found> {
  const { GetUserCommand, ListAttachedUserPoliciesCommand, ListUserPoliciesCommand } = await import(
    "@aws-sdk/client-iam"
  );
  return asked(async () => {
    const { User } = await iam.send(new GetUserCommand({ UserName: name }));
    const [{ PolicyNames = [] }, { AttachedPolicies = [] }] = await Promise.all([
      iam.send(new ListUserPoliciesCommand({ UserName: name })),
      iam.send(new ListAttachedUserPoliciesCommand({ UserName: name })),
    ]);
    return thing(User, PolicyNames, AttachedPolicies);
  });
}

export async function askOidcProvider(iam: IAMClient, arn: string): Promise<Found> {
  const { GetOpenIDConnectProviderCommand } = await import("@aws-sdk/client-iam");
  return asked(async () => {
    const { Tags, CreateDate } = await iam.send(new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn }));
    return { tags: tagMap(Tags), created: CreateDate?.toISOString() };
  });
}

interface InlinePolicy {
  readonly of: "role" | "user";
  readonly owner: string;
  readonly name: string;
}

export async function askInlinePolicy(iam: IAMClient, { of, owner, name }: InlinePolicy): Promise<Found> {
  const { GetRolePolicyCommand, GetUserPolicyCommand } = await import("@aws-sdk/client-iam");
  return asked(async () => {
    if (of === "role") await iam.send(new GetRolePolicyCommand({ RoleName: owner, PolicyName: name }));
    else await iam.send(new GetUserPolicyCommand({ UserName: owner, PolicyName: name }));
    return { tags: {} };
  });
}

/** The user's keys; whether one was ever used is asked only of those that `isKnown` doesn't have. */
export async function keysOf(iam: IAMClient, user: string, isKnown: (id: string) => boolean): Promise<UserKeys> {
  const { ListAccessKeysCommand } = await import("@aws-sdk/client-iam");
  try {
    const { AccessKeyMetadata = [] } = await iam.send(new ListAccessKeysCommand({ UserName: user }));
    const ids = AccessKeyMetadata.flatMap(({ AccessKeyId }) => AccessKeyId ?? []);
    const keys = await mapFew(ids, async (id) => ({ id, everUsed: isKnown(id) ? undefined : await wasUsed(iam, id) }));
    return { user, keys };
  } catch (error) {
    if (isMissing(error)) return { user, keys: [] };
    return { user, keys: undefined, why: unknown(error).why };
  }
}

async function wasUsed(iam: IAMClient, id: string): Promise<boolean | undefined> {
  const { GetAccessKeyLastUsedCommand } = await import("@aws-sdk/client-iam");
  try {
    const { AccessKeyLastUsed } = await iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId: id }));
    return AccessKeyLastUsed?.LastUsedDate !== undefined;
  } catch {
    return undefined;
  }
}

export async function deleteKey(iam: IAMClient, user: string, id: string): Promise<void> {
  const { DeleteAccessKeyCommand } = await import("@aws-sdk/client-iam");
  await iam.send(new DeleteAccessKeyCommand({ UserName: user, AccessKeyId: id }));
}

async function asked(ask: () => Promise<Extract<Found, { answer: "there" }>["thing"]>): Promise<Found> {
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

interface Identity {
  readonly Tags?: readonly Tag[] | undefined;
  readonly CreateDate?: Date | undefined;
  readonly Path?: string | undefined;
}

function thing(
  identity: Identity | undefined,
  inline: readonly string[],
  attached: readonly { readonly PolicyArn?: string | undefined }[],
) {
  const others = inline.filter((name) => name !== ourPolicy);
  return {
    tags: tagMap(identity?.Tags),
    created: identity?.CreateDate?.toISOString(),
    place: identity?.Path,
    keeps: [...others.map((name) => `inline policy ${name}`), ...attached.flatMap(({ PolicyArn }) => PolicyArn ?? [])],
  };
}

/** The one policy that this program gives a role or user. */
const ourPolicy = "object-store";

function tagMap(tags: readonly Tag[] = []): Readonly<Record<string, string>> {
  return Object.fromEntries(tags.map(({ Key = "", Value = "" }) => [Key, Value]));
}
