import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { listAction, locationAction, objectActions } from "../../subjects/access/actions.js";
import type { AccessTuple } from "../../subjects/access/list.js";
import type { PrincipalPlan } from "../../subjects/identity/plan.js";
import { allows, type Request } from "../support/iam.js";
import { bucketName, config, planOf, profiles } from "../support/project.js";
import { planned } from "../support/settings.js";
import { keysOf, variations } from "../support/variations.js";

const keyArn = "arn:aws:kms:eu-west-1:111122223333:key/1234";
const bucketArn = `arn:aws:s3:::${bucketName}`;

/** A question to AWS, and whether a tuple answers it with yes. */
type Question = Request & { readonly answers: (tuple: AccessTuple) => boolean };

function questions(keys: readonly string[]): readonly Question[] {
  const about = (action: string, request: Omit<Request, "action">, answers: Question["answers"]): Question => ({
    action,
    ...request,
    answers: (tuple) => tuple.action === action && answers(tuple),
  });
  const aboutKeys = keys.flatMap((key) => [
    ...[...objectActions, "s3:PutObjectAcl", "s3:GetObjectVersion"].map((action) =>
      about(action, { resource: `${bucketArn}/${key}` }, ({ prefix }) => key.startsWith(prefix)),
    ),
    about(listAction, { resource: bucketArn, context: { "s3:prefix": key } }, ({ prefix }) => key.startsWith(prefix)),
  ]);
  return [
    ...aboutKeys,
    about(listAction, { resource: bucketArn }, ({ prefix }) => prefix === ""),
    about(locationAction, { resource: bucketArn }, () => true),
    about("s3:DeleteBucket", { resource: bucketArn }, () => true),
    ...["kms:Decrypt", "kms:GenerateDataKey", "kms:Encrypt"].map((action) =>
      about(action, { resource: keyArn }, ({ kmsKeyArn }) => kmsKeyArn === keyArn),
    ),
  ];
}

/** The tuples of a principal's first service account: all of its accounts have the same ones. */
function tuplesOf(access: readonly AccessTuple[], { principal }: PrincipalPlan): readonly AccessTuple[] {
  const own = access.filter((tuple) => tuple.principal === principal);
  const accounts = [...new Set(own.map(({ serviceAccount }) => serviceAccount))];
  const [first = [], ...others] = accounts.map((account) =>
    own.filter(({ serviceAccount }) => serviceAccount === account).map((tuple) => ({ ...tuple, serviceAccount: "" })),
  );
  for (const other of others) expect(other).toEqual(first);
  return first;
}

describe("the access list", () => {
  it("says exactly what the documents grant", () => {
    fc.assert(
      fc.property(variations, fc.constantFrom({}, { kmsKeyArn: keyArn }), (variation, key) => {
        const result = planned({ ...variation, ...key });
        fc.pre("plan" in result);
        const { principals, access } = result.plan;
        for (const plan of [principals.backend, ...principals.profiles]) {
          const tuples = tuplesOf(access, plan);
          for (const { answers, ...request } of questions(keysOf(variation))) {
            expect([request, tuples.some(answers)]).toEqual([request, allows(plan.policy, request)]);
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  it("has a tuple for each service account, action and prefix", () => {
    const { access } = planOf(profiles("a"), config("bucket.kmsKeyArn", keyArn.replace("1234", "abcd")));
    const of = (principal: string) =>
      access
        .filter((tuple) => tuple.principal === principal)
        .map(({ serviceAccount, action, prefix, kmsKeyArn }) =>
          [serviceAccount, action, kmsKeyArn ?? prefix].join(" "),
        );
    expect(of("profile a").slice(0, 10)).toEqual([
      "a/default-editor s3:GetBucketLocation ",
      "a/default-editor s3:ListBucket ",
      "a/default-editor s3:GetObject artifacts/a/",
      "a/default-editor s3:GetObject v2/artifacts/a/",
      "a/default-editor s3:PutObject artifacts/a/",
      "a/default-editor s3:PutObject v2/artifacts/a/",
      "a/default-editor s3:DeleteObject artifacts/a/",
      "a/default-editor s3:DeleteObject v2/artifacts/a/",
      `a/default-editor kms:Decrypt ${keyArn.replace("1234", "abcd")}`,
      `a/default-editor kms:GenerateDataKey ${keyArn.replace("1234", "abcd")}`,
    ]);
    expect(of("profile a")).toHaveLength(20);
    expect(new Set(of("profile a")).size).toBe(20);
    expect(of("backend")).toHaveLength(4 * (2 + 9 + 2));
  });

  it("of the same input is the same, with the principals in the user's order", () => {
    const names = (changes: Parameters<typeof planOf>) => [
      ...new Set(planOf(...changes).access.map(({ principal }) => principal)),
    ];
    expect(names([profiles("z", "a")])).toEqual(["backend", "profile z", "profile a"]);
    expect(planOf().access).toEqual(planOf().access);
  });
});
