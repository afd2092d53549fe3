import type { PolicyDocument, Statement } from "../../subjects/access/documents.js";

/** What somebody asks of AWS. */
export interface Request {
  readonly action: string;
  readonly resource: string;
  /** Condition keys and their values. */
  readonly context?: Readonly<Record<string, string>>;
}

/**
 * A plain reading of IAM's rules, written for the tests and apart from the program: a matching Deny refuses, else a
 * matching Allow allows.
 */
export function allows({ Statement: statements }: PolicyDocument, request: Request): boolean {
  const matching = statements.filter((statement) => matches(statement, request));
  return matching.every(({ Effect }) => Effect === "Allow") && matching.length > 0;
}

/** Whether a token of a cluster's service account may assume a role. */
export function admits(
  { Statement: statements }: PolicyDocument,
  token: { readonly provider: string; readonly issuer: string; readonly aud: string; readonly sub: string },
): boolean {
  const context = { [`${token.issuer}:aud`]: token.aud, [`${token.issuer}:sub`]: token.sub };
  return statements.some((statement) => {
    const { Principal } = statement;
    return (
      typeof Principal === "object" &&
      Principal.Federated === token.provider &&
      statement.Action === "sts:AssumeRoleWithWebIdentity" &&
      meets(statement.Condition, context)
    );
  });
}

function matches({ Action, Resource, Condition }: Statement, { action, resource, context = {} }: Request): boolean {
  return (
    listOf(Action).some((pattern) => like(pattern.toLowerCase(), action.toLowerCase())) &&
    listOf(Resource ?? []).some((pattern) => like(pattern, resource)) &&
    meets(Condition, context)
  );
}

function meets(conditions: Statement["Condition"], context: Readonly<Record<string, string>>): boolean {
  return Object.entries(conditions ?? {}).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) => {
      const value = context[key];
      if (operator === "StringEquals") return value !== undefined && listOf(wanted).includes(value);
      if (operator === "StringLike") return value !== undefined && listOf(wanted).some((one) => like(one, value));
      throw new Error(`the operator ${operator} isn't known here`);
    }),
  );
}

const compiled = new Map<string, RegExp>();

function like(pattern: string, text: string): boolean {
  let regex = compiled.get(pattern);
  if (!regex) {
    const source = pattern
      .replaceAll(/[\\^$.|+()[\]{}]/g, "\\$&")
      .replaceAll("*", ".*")
      .replaceAll("?", ".");
    regex = new RegExp(`^${source}$`, "s");
    compiled.set(pattern, regex);
  }
  return regex.test(text);
}

function listOf(value: string | readonly string[]): readonly string[] {
  return typeof value === "string" ? [value] : value;
}
