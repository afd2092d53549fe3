import { describe, expect, it } from "vitest";
import type { PolicyDocument, Statement } from "../../plan/documents.js";
import { checkIsolation } from "../../plan/isolation.js";
import type { PrincipalPlan, Principals } from "../../plan/principals.js";
import { bucketName, issuer } from "../support/project.js";
import { planned, planWith } from "../support/settings.js";

const arn = `arn:aws:s3:::${bucketName}`;
const { principals } = planWith({ names: ["a", "b"] });

/** The check of the plan of profiles a and b, with documents of profile b tampered with. */
function tampered(change: { policy?: PolicyDocument; trust?: PolicyDocument }, of = principals) {
  const [a, b] = of.profiles;
  if (!a || !b) throw new Error("two profiles are needed");
  return check({ ...of, profiles: [a, { ...b, ...change } as PrincipalPlan] });
}

function check(all: Principals) {
  const result = checkIsolation(all, arn, []);
  return "finding" in result ? `${result.finding.code}: ${result.finding.message}` : result.isolation;
}

const policy = (...statements: Statement[]): PolicyDocument => ({ Version: "2012-10-17", Statement: statements });
const objects = (resource: string, action: string | string[] = "s3:GetObject"): Statement => ({
  Effect: "Allow",
  Action: action,
  Resource: resource,
});

function trustWith(change: Partial<Statement> & Record<string, unknown>): PolicyDocument {
  const [, b] = principals.profiles;
  const trust = b?.kind === "role" ? b.trust : undefined;
  return policy(...(trust?.Statement ?? []).map((statement) => ({ ...statement, ...change })));
}

const exact = (subjects: string | string[], aud = "sts.amazonaws.com") => ({
  StringEquals: { [`${issuer}:aud`]: aud, [`${issuer}:sub`]: subjects },
});
const subject = "system:serviceaccount:b:default-editor";

describe("isolation", () => {
  it("is shown of the plan as it is", () => {
    expect(check(principals)).toMatchObject({ objects: "isolated", listing: "open", checked: 2, unmanaged: [] });
    expect(tampered({})).toEqual(check(principals));
  });

  it("is said of listing, from what the documents allow", () => {
    const closed = planWith({ names: ["a", "b"], auth: { listScope: "prefix" } });
    expect(closed.isolation).toMatchObject({ objects: "isolated", listing: "closed" });
    const wider = policy(
      {
        Effect: "Allow",
        Action: "s3:ListBucket",
        Resource: arn,
        Condition: { StringLike: { "s3:prefix": "artifacts/*" } },
      },
      objects(`${arn}/artifacts/b/*`),
    );
    expect(tampered({ policy: wider }, closed.principals)).toMatchObject({ listing: "open" });
  });

  it("names the unmanaged profiles that it didn't look at", () => {
    expect(planWith({ names: ["a", "b"], unmanaged: ["b"] }).isolation).toMatchObject({ checked: 1, unmanaged: ["b"] });
  });
});

describe("isolation is refused of a policy", () => {
  it.each<[string, Statement, string]>([
    [
      "a prefix of another's",
      objects(`${arn}/artifacts/a/*`),
      "prefixes-overlap: artifacts/a/ of profile b lies in artifacts/a/ of profile a",
    ],
    [
      "a prefix inside another's",
      objects(`${arn}/artifacts/a/x/*`),
      "prefixes-overlap: artifacts/a/x/ of profile b lies in artifacts/a/ of profile a",
    ],
    [
      "a prefix that covers another's",
      objects(`${arn}/artifacts/*`),
      "prefixes-overlap: artifacts/a/ of profile a lies in artifacts/ of profile b",
    ],
    [
      "a prefix that isn't a whole segment",
      objects(`${arn}/v2/artifacts/a*`),
      "prefixes-overlap: v2/artifacts/a/ of profile a lies in v2/artifacts/a of profile b",
    ],
    [
      "all keys",
      objects(`${arn}/*`),
      "prefixes-overlap: artifacts/a/ of profile a lies in the whole bucket of profile b",
    ],
    [
      "pipeline definitions",
      objects(`${arn}/pipelines/*`),
      "prefixes-overlap: pipelines/ of profile b lies in pipelines/ of the pipeline definitions",
    ],
    [
      "a wildcard inside",
      objects(`${arn}/artifacts/*/x/*`),
      "isolation-broken: a document has the pattern artifacts/*/x/*",
    ],
    ["a question mark", objects(`${arn}/artifacts/?/*`), "isolation-broken: a document has the pattern artifacts/?/*"],
    [
      "a variable",
      objects(`${arn}/artifacts/\${aws:username}/*`),
      "isolation-broken: a document has the pattern artifacts/${aws:username}/*",
    ],
    ["one key", objects(`${arn}/artifacts/b/key`), "isolation-broken: a document has the pattern artifacts/b/key"],
    ["everything", objects("*"), "isolation-broken: a document has the resource *"],
    ["every bucket", objects("arn:aws:s3:::*"), "isolation-broken: a document has the resource arn:aws:s3:::*"],
    [
      "another bucket",
      objects("arn:aws:s3:::other/artifacts/a/*"),
      "isolation-broken: a document has the resource arn:aws:s3:::other/artifacts/a/*",
    ],
    [
      "every action",
      objects(`${arn}/artifacts/b/*`, "s3:*"),
      "isolation-broken: a document has the action s3:* on objects",
    ],
    [
      "another action",
      objects(`${arn}/artifacts/a/*`, "s3:GetObjectVersion"),
      "isolation-broken: a document has the action s3:GetObjectVersion on objects",
    ],
    [
      "an action in other letters",
      objects(`${arn}/artifacts/a/*`, "S3:getobject"),
      "isolation-broken: a document has the action S3:getobject on objects",
    ],
    [
      "an action on the bucket",
      objects(arn, "s3:DeleteBucket"),
      "isolation-broken: a document has the action s3:DeleteBucket on the bucket",
    ],
    [
      "every use of a key",
      objects("arn:aws:kms:eu-west-1:1:key/x", "kms:*"),
      "isolation-broken: a document has the action kms:* on a key",
    ],
    [
      "a Deny",
      { Effect: "Deny", Action: "s3:GetObject", Resource: `${arn}/artifacts/b/*` },
      "isolation-broken: a document has a statement other than Allow",
    ],
    [
      "a condition on objects",
      { ...objects(`${arn}/artifacts/b/*`), Condition: { StringEquals: { "aws:x": "y" } } },
      "isolation-broken: a document has a condition on s3:GetObject",
    ],
    [
      "another condition on listing",
      { ...objects(arn, "s3:ListBucket"), Condition: { StringNotLike: { "s3:prefix": "a/*" } } },
      "isolation-broken: a document has a condition other than StringLike on s3:prefix",
    ],
    [
      "a second key in the condition",
      { ...objects(arn, "s3:ListBucket"), Condition: { StringLike: { "s3:prefix": "a/*", "s3:delimiter": "/" } } },
      "isolation-broken: a document has a condition other than StringLike on s3:prefix",
    ],
  ])("with %s", (_, statement, problem) => {
    expect(tampered({ policy: policy(statement) })).toBe(problem);
  });

  it.each(["NotResource", "NotAction", "NotPrincipal"])("with %s, which grants what nobody lists", (key) => {
    const statement = { Effect: "Allow", Action: "s3:GetObject", [key]: `${arn}/artifacts/b/*` } as const;
    expect(tampered({ policy: policy(statement) })).toBe(`isolation-broken: a document has a statement with ${key}`);
  });
});

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

describe("what the check refuses", () => {
  it("isn't planned", () => {
    expect(planned({ names: ["pipelines"], roots: { v1: "", v2: "x/" } })).toEqual({ codes: ["prefixes-overlap"] });
    expect(planned({ names: ["v2", "a"], roots: { v1: "x/", v2: "x/v2/" } })).toEqual({ codes: ["prefixes-overlap"] });
  });

  it("is said of a shared role, too: it reaches no pipeline definitions", () => {
    const auth = { profileRole: "shared" } as const;
    expect(planned({ names: ["a"], roots: { v1: "", v2: "x/" }, auth })).toEqual({ codes: ["prefixes-overlap"] });
    expect(planned({ names: ["a"], roots: { v1: "pipe", v2: "x/" }, auth })).toEqual({ codes: ["prefixes-overlap"] });
  });
});
