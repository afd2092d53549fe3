import { describe, expect, it } from "vitest";
import type { Statement } from "../../subjects/access/documents.js";
import { planned, planWith } from "../support/settings.js";
import { arn, check, objects, policy, principals, tampered } from "../support/tampered.js";

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
