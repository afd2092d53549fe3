import { irsaAudience } from "../../base/aws/issuer.js";
import { kmsActions, listAction, locationAction, objectActions } from "./actions.js";
import { asList, type PolicyDocument, type Statement } from "./documents.js";
import { serviceAccountOf, webIdentityAction } from "./trust.js";

/** What final documents say: read exactly, or not at all. */

/** What a policy grants, whoever has it. */
export interface Grant {
  readonly action: string;
  /** Of keys in the bucket; empty: all of them, or the bucket itself. */
  readonly prefix: string;
  /** Only for actions on a KMS key; `prefix` is empty then. */
  readonly kmsKeyArn?: string | undefined;
}

/** A document says something that this program can't read exactly, so nothing is claimed about it. */
export class UnreadableDocument extends Error {}

const policyKeys = ["Action", "Condition", "Effect", "Resource", "Sid"];
const trustKeys = ["Action", "Condition", "Effect", "Principal", "Sid"];
const actionsOn = { bucket: [listAction, locationAction], objects: objectActions, key: kmsActions } as const;

/**
 * What a policy document grants on the bucket and on keys.
 * @throws UnreadableDocument for anything but Allow on plain prefixes
 */
export function grantsOf(document: PolicyDocument, bucketArn: string): readonly Grant[] {
  return document.Statement.flatMap((statement) => {
    checkKeys(statement, policyKeys);
    const scopes = asList(statement.Resource).map((resource) => scopeOf(resource, bucketArn));
    return asList(statement.Action).flatMap((action) => scopes.flatMap((scope) => grant(action, scope, statement)));
  });
}

/** NotAction, NotResource and the like would grant what nobody listed. */
function checkKeys(statement: Statement, known: readonly string[]): void {
  if (statement.Effect !== "Allow") throw new UnreadableDocument("a statement other than Allow");
  const other = Object.keys(statement).find((key) => !known.includes(key));
  if (other) throw new UnreadableDocument(`a statement with ${other}`);
}

type Scope = { readonly kind: "bucket" } | { readonly kind: "objects"; prefix: string } | { kind: "key"; arn: string };

function grant(action: string, scope: Scope, statement: Statement): readonly Grant[] {
  const known: readonly string[] = actionsOn[scope.kind];
  if (!known.includes(action)) throw new UnreadableDocument(`the action ${action} on ${nameOf[scope.kind]}`);
  if (action === listAction) return listedPrefixes(statement).map((prefix) => ({ action, prefix }));
  if (statement.Condition) throw new UnreadableDocument(`a condition on ${action}`);
  if (scope.kind === "key") return [{ action, prefix: "", kmsKeyArn: scope.arn }];
  return [{ action, prefix: scope.kind === "objects" ? scope.prefix : "" }];
}

const nameOf = { bucket: "the bucket", objects: "objects", key: "a key" } as const;

function listedPrefixes(statement: Statement): readonly string[] {
  if (!statement.Condition) return [""];
  const { StringLike, ...others } = statement.Condition;
  const { "s3:prefix": patterns, ...keys } = StringLike ?? {};
  if (Object.keys(others).length + Object.keys(keys).length > 0 || !patterns) {
    throw new UnreadableDocument("a condition other than StringLike on s3:prefix");
  }
  return asList(patterns).map(plainPrefix);
}

function scopeOf(resource: string, bucketArn: string): Scope {
  if (resource === bucketArn) return { kind: "bucket" };
  if (resource.startsWith(`${bucketArn}/`)) {
    return { kind: "objects", prefix: plainPrefix(resource.slice(bucketArn.length + 1)) };
  }
  if (/^arn:[a-z-]+:kms:[^*?]+$/.test(resource)) return { kind: "key", arn: resource };
  throw new UnreadableDocument(`the resource ${resource}`);
}

/** The prefix of a pattern that is plain text and one * at its end. */
function plainPrefix(pattern: string): string {
  const prefix = pattern.slice(0, -1);
  if (!pattern.endsWith("*") || /[*?$]/.test(prefix)) throw new UnreadableDocument(`the pattern ${pattern}`);
  return prefix;
}

interface TrustedAccount {
  readonly serviceAccount: string;
  readonly issuer: string;
}

/**
 * The service accounts that a trust policy lets in, as `namespace/name`, and their issuers.
 * @throws UnreadableDocument for anything but exact audiences and subjects of one issuer
 */
export function trustedAccounts(trust: PolicyDocument): readonly TrustedAccount[] {
  return trust.Statement.flatMap((statement) => {
    checkKeys(statement, trustKeys);
    const { StringEquals, ...others } = statement.Condition ?? {};
    const issuer = issuerOfProvider(statement.Principal);
    const subjects = StringEquals?.[`${issuer}:sub`];
    const exact =
      issuer !== undefined &&
      statement.Action === webIdentityAction &&
      Object.keys(others).length === 0 &&
      Object.keys(StringEquals ?? {}).length === 2 &&
      StringEquals?.[`${issuer}:aud`] === irsaAudience;
    if (!exact || !subjects) throw new UnreadableDocument("a trust statement without exact aud and sub");
    return asList(subjects).map((subject) => {
      const account = serviceAccountOf(subject);
      if (!account) throw new UnreadableDocument(`the subject ${subject}`);
      return { serviceAccount: account, issuer };
    });
  });
}

function issuerOfProvider(principal: Statement["Principal"]): string | undefined {
  if (typeof principal !== "object" || Object.keys(principal).join() !== "Federated") return undefined;
  const { Federated } = principal;
  const mark = ":oidc-provider/";
  const at = typeof Federated === "string" && !Federated.includes("*") ? Federated.lastIndexOf(mark) : -1;
  if (typeof Federated !== "string" || !Federated.startsWith("arn:") || at <= "arn:".length) return undefined;
  return Federated.slice(at + mark.length) || undefined;
}
