import { describe, expect, it } from "vitest";
import { managedPolicyLength } from "../../base/aws/quotas.js";
import { canonicalJson } from "../../base/yaml/json.js";
import { type Deployer, deployerPolicy } from "../../plan/deployer.js";
import type { Plan } from "../../plan/plan.js";
import type { PolicyDocument } from "../../subjects/access/documents.js";
import { allows } from "../support/iam.js";
import { accountId, bucketName, config, issuer, planOf, profiles } from "../support/project.js";
import { planWith } from "../support/settings.js";

const role = (name: string) => `arn:aws:iam::${accountId}:role/${name}`;
const bucket = `arn:aws:s3:::${bucketName}`;
const actionsOf = ({ Statement }: PolicyDocument) => Statement.flatMap(({ Action }) => Action);

describe("the policy for up", () => {
  it("is, for the baseline, this", () => {
    expect(deployerPolicy(planOf(profiles("a")), "up")).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Bucket",
          Effect: "Allow",
          Action: [
            "s3:GetAccelerateConfiguration",
            "s3:GetBucketAcl",
            "s3:GetBucketCORS",
            "s3:GetBucketLocation",
            "s3:GetBucketLogging",
            "s3:GetBucketObjectLockConfiguration",
            "s3:GetBucketOwnershipControls",
            "s3:GetBucketPolicy",
            "s3:GetBucketPublicAccessBlock",
            "s3:GetBucketRequestPayment",
            "s3:GetBucketTagging",
            "s3:GetBucketVersioning",
            "s3:GetBucketWebsite",
            "s3:GetEncryptionConfiguration",
            "s3:GetLifecycleConfiguration",
            "s3:GetReplicationConfiguration",
            "s3:ListBucket",
            "s3:ListTagsForResource",
            "s3:CreateBucket",
            "s3:PutBucketLogging",
            "s3:PutBucketOwnershipControls",
            "s3:PutBucketPolicy",
            "s3:PutBucketPublicAccessBlock",
            "s3:PutBucketTagging",
            "s3:PutBucketVersioning",
            "s3:PutEncryptionConfiguration",
            "s3:PutLifecycleConfiguration",
            "s3:TagResource",
            "s3:UntagResource",
          ],
          Resource: [bucket],
        },
        {
          Sid: "Roles",
          Effect: "Allow",
          Action: [
            "iam:GetRole",
            "iam:GetRolePolicy",
            "iam:ListAttachedRolePolicies",
            "iam:ListRolePolicies",
            "iam:DeleteRole",
            "iam:DeleteRolePolicy",
            "iam:ListInstanceProfilesForRole",
          ],
          Resource: [role("kf-dev-backend"), role("kf-dev-profile-*")],
        },
        {
          Sid: "ChangeRoles",
          Effect: "Allow",
          Action: [
            "iam:CreateRole",
            "iam:DeleteRolePermissionsBoundary",
            "iam:PutRolePermissionsBoundary",
            "iam:PutRolePolicy",
            "iam:TagRole",
            "iam:UntagRole",
            "iam:UpdateAssumeRolePolicy",
            "iam:UpdateRole",
            "iam:UpdateRoleDescription",
          ],
          Resource: [role("kf-dev-backend"), role("kf-dev-profile-a")],
        },
        {
          Sid: "OidcProvider",
          Effect: "Allow",
          Action: ["iam:GetOpenIDConnectProvider"],
          Resource: [`arn:aws:iam::${accountId}:oidc-provider/${issuer}`],
        },
      ],
    });
  });

  it("reaches the plan's roles, and no others", () => {
    const policy = deployerPolicy(planOf(profiles("a")), "up");
    const may = (action: string, resource: string) => allows(policy, { action, resource });
    expect(may("iam:CreateRole", role("kf-dev-profile-a"))).toBe(true);
    expect(may("iam:CreateRole", role("kf-dev-profile-removed"))).toBe(false);
    expect(may("iam:DeleteRole", role("kf-dev-profile-removed"))).toBe(true);
    for (const other of ["admin", "kf-dev", "kf-prod-profile-a", "kf-dev-backend-2"]) {
      for (const action of actionsOf(policy)) expect(may(action, role(other))).toBe(false);
    }
  });
});

describe("the policy for preview", () => {
  it("only reads", () => {
    const actions = actionsOf(deployerPolicy(planOf(), "preview"));
    expect(actions.filter((action) => !/^(s3|iam):(Get|List)/.test(action))).toEqual([]);
    expect(actionsOf(deployerPolicy(planOf(), "up"))).toEqual(expect.arrayContaining(actions));
  });
});

const forbidden = /\*|s3:DeleteBucket$|s3:(Get|Put|Delete)Object(Version|Acl)?$|PassRole|AttachRolePolicy|CreatePolicy/;

const plans: Record<string, Plan> = {
  "the baseline": planOf(),
  "an existing bucket": planOf(config("bucket.create", false)),
  "a shared role": planOf(config("auth.profileRole", "shared")),
  "a path and a boundary": planOf(
    config("auth.path", "/kubeflow/"),
    config("auth.permissionsBoundary", `arn:aws:iam::${accountId}:policy/boundary`),
  ),
  "many profiles": planWith({ names: Array.from({ length: 300 }, (_, index) => `team-${index}`) }),
  "a long prefix": planWith({ names: ["a", "b"], namePrefix: "x".repeat(60) }),
};

describe.each(Object.entries(plans))("with %s, any policy", (_, plan) => {
  const policies = (["up", "preview"] satisfies Deployer[]).map((deployer) => deployerPolicy(plan, deployer));

  it("removes no bucket, touches no object and has no wildcard but a role's at its end", () => {
    for (const policy of policies) {
      for (const action of actionsOf(policy)) {
        expect(action).not.toMatch(forbidden);
      }
      for (const resource of policy.Statement.flatMap(({ Resource = [] }) => Resource)) {
        expect(resource).toMatch(
          /^arn:aws:(s3:::[a-z-]+|iam::\d{12}:(role\/[\w/+=,.@-]+\*?|oidc-provider\/[\w/.-]+))$/,
        );
      }
    }
  });

  it("covers every role of the plan, and fits into a managed policy", () => {
    const [up] = policies;
    for (const one of [plan.principals.backend, ...plan.principals.profiles]) {
      const resource = one.kind === "role" ? one.roleArn : "";
      for (const action of ["iam:GetRole", "iam:CreateRole", "iam:PutRolePolicy", "iam:DeleteRole"]) {
        expect([resource, action, up && allows(up, { action, resource })]).toEqual([resource, action, true]);
      }
    }
    for (const policy of policies) expect(canonicalJson(policy).length).toBeLessThanOrEqual(managedPolicyLength);
  });
});

describe("the roles' names", () => {
  it("are exact up to a managed policy's size, and a pattern beyond", () => {
    const change = (count: number) => {
      const names = Array.from({ length: count }, (_, index) => `team-${String(index).padStart(3, "0")}`);
      return deployerPolicy(planWith({ names }), "up").Statement.find(({ Sid }) => Sid === "ChangeRoles")?.Resource;
    };
    expect(change(60)).toHaveLength(61);
    expect(change(100)).toEqual([role("kf-dev-backend"), role("kf-dev-profile-*")]);
  });
});

describe("an existing bucket", () => {
  it("is only looked at", () => {
    for (const deployer of ["up", "preview"] as const) {
      const [statement] = deployerPolicy(planOf(config("bucket.create", false)), deployer).Statement;
      expect(statement).toMatchObject({
        Action: ["s3:GetBucketLocation", "s3:GetBucketTagging", "s3:ListBucket", "s3:ListTagsForResource"],
        Resource: [bucket],
      });
    }
  });
});
