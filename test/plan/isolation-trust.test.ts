import { describe, expect, it } from "vitest";
import type { PolicyDocument, Statement } from "../../subjects/access/documents.js";
import { issuer } from "../support/project.js";
import { check, policy, principals, tampered } from "../support/tampered.js";

function trustWith(change: Partial<Statement> & Record<string, unknown>): PolicyDocument {
  const [, b] = principals.profiles;
  const trust = b?.kind === "role" ? b.trust : undefined;
  return policy(...(trust?.Statement ?? []).map((statement) => ({ ...statement, ...change })));
}

const exact = (subjects: string | string[], aud = "sts.amazonaws.com") => ({
  StringEquals: { [`${issuer}:aud`]: aud, [`${issuer}:sub`]: subjects },
});
const subject = "system:serviceaccount:b:default-editor";

describe("isolation is refused of a trust", () => {
  const wide = "isolation-broken: a document has a trust statement without exact aud and sub";

  it.each<[string, Partial<Statement> & Record<string, unknown>, string]>([
    ["a pattern of subjects", { Condition: { StringLike: exact("x").StringEquals } }, wide],
    [
      "a pattern beside exact names",
      { Condition: { ...exact(subject), StringLike: { [`${issuer}:sub`]: "*" } } },
      wide,
    ],
    ["no audience", { Condition: { StringEquals: { [`${issuer}:sub`]: subject } } }, wide],
    ["another audience", { Condition: exact(subject, "somebody") }, wide],
    ["no subject", { Condition: { StringEquals: { [`${issuer}:aud`]: "sts.amazonaws.com" } } }, wide],
    ["no condition", { Condition: {} }, wide],
    [
      "another issuer's subjects",
      { Condition: { StringEquals: { "x:aud": "sts.amazonaws.com", "x:sub": subject } } },
      wide,
    ],
    ["everybody", { Principal: "*" }, wide],
    ["an account", { Principal: { AWS: "arn:aws:iam::111122223333:root" } }, wide],
    ["two principals", { Principal: { Federated: `arn:aws:iam::1:oidc-provider/${issuer}`, AWS: "*" } }, wide],
    ["any issuer", { Principal: { Federated: "arn:aws:iam::1:oidc-provider/*" } }, wide],
    ["another way in", { Action: "sts:AssumeRole" }, wide],
    ["a second way in", { Action: ["sts:AssumeRoleWithWebIdentity", "sts:TagSession"] }, wide],
    ["a Deny", { Effect: "Deny" }, "isolation-broken: a document has a statement other than Allow"],
    ["NotAction", { NotAction: "sts:GetSessionToken" }, "isolation-broken: a document has a statement with NotAction"],
    [
      "a wildcard in a subject",
      { Condition: exact("system:serviceaccount:b:*") },
      "isolation-broken: a document has the subject system:serviceaccount:b:*",
    ],
    [
      "somebody who is no service account",
      { Condition: exact("system:node:x") },
      "isolation-broken: a document has the subject system:node:x",
    ],
    [
      "a subject of another profile",
      { Condition: exact([subject, "system:serviceaccount:a:default-editor"]) },
      "isolation-broken: the service account a/default-editor would serve both profile a and profile b",
    ],
    [
      "a subject of the backend",
      { Condition: exact("system:serviceaccount:kubeflow:ml-pipeline") },
      "isolation-broken: the service account kubeflow/ml-pipeline would serve both backend and profile b",
    ],
  ])("with %s", (_, change, problem) => {
    expect(tampered({ trust: trustWith(change) })).toBe(problem);
  });

  it("but not of one with a subject twice", () => {
    expect(tampered({ trust: trustWith({ Condition: exact([subject, subject]) }) })).toEqual(check(principals));
  });
});
