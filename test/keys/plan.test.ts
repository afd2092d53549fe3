import { describe, expect, it } from "vitest";
import { deployerPolicy } from "../../plan/deployer.js";
import type { Plan } from "../../plan/plan.js";
import { allKeys, keysMode, provided } from "../support/key-changes.js";
import { accountId, bucketName, type Change, config, planOf, profiles } from "../support/project.js";

const existingBucket = config("bucket", { name: "acme-dev-pipelines", create: false });

describe("limits", () => {
  const limits = (...changes: Change[]) => planOf(existingBucket, keysMode(), ...changes).limits;
  const quota = (name: string, needed: number, most: number) => ({
    name,
    quotaCode: undefined,
    needed,
    initial: most,
    most,
    verdict: "fits",
  });

  it("of users, their policies and their keys", () => {
    const plan = planOf(existingBucket, keysMode());
    const longest = Math.max(
      ...[plan.principals.backend, ...plan.principals.profiles].map(({ policy }) => JSON.stringify(policy).length),
    );

    expect(plan.limits).toEqual([
      quota("IAM users per account", 3, 5_000),
      quota("inline policies per user, characters", longest, 2_048),
      quota("access keys per user", 1, 2),
    ]);
  });

  it("of two keys in the middle of a rotation, which is all that IAM gives", () => {
    const rotating = keysMode({ slots: { active: "b", retiring: "a" } });

    expect(limits(rotating)).toContainEqual(quota("access keys per user", 2, 2));
  });

  it("of nothing where others make the keys", () => {
    expect(planOf(existingBucket, keysMode({ keySource: "existing" })).limits).toEqual([]);
  });

  it("more users than an account can have: refused", () => {
    const many = profiles(...Array.from({ length: 5_000 }, (_, index) => `t${index}`));

    expect(() => limits(many)).toThrow("IAM users per account: 5,001 needed, 5,000 by default");
  });
});

describe("access and isolation", () => {
  const actions = (plan: Plan) =>
    plan.access.filter(({ action }) => action === "s3:GetObject").map(({ action: _, ...tuple }) => tuple);
  const tuples = (principal: string, secret: string, enforced: boolean, prefixes: string[]) =>
    prefixes.map((prefix) => ({
      ...{ principal, serviceAccount: null, issuer: null, secret },
      ...{ bucket: bucketName, prefix, enforced },
    }));
  const backendPrefixes = ["artifacts/", "pipelines/", "v2/artifacts/"];
  const template = (name: string) => `kubeflow/kubeflow-pipelines--profile-object-store-auth--${name}`;
  const ofProfile = (name: string, enforced: boolean) =>
    tuples(`profile ${name}`, template(name), enforced, [`artifacts/${name}/`, `v2/artifacts/${name}/`]);

  it("whoever reads a Secret may do what its key's policy says; whoever reads the values, the backend's", () => {
    expect(actions(planOf(keysMode({ backendKey: "inline" })))).toEqual([
      ...tuples("backend", "values", true, backendPrefixes),
      ...ofProfile("team-1", true),
      ...ofProfile("team-1-prod", true),
    ]);
  });

  it("nothing is claimed of keys whose policy others made", () => {
    const plan = planOf(provided(allKeys));

    expect(actions(plan)).toEqual([
      ...tuples("backend", "kubeflow/kubeflow-pipelines--backend-object-store-auth", false, backendPrefixes),
      ...ofProfile("team-1", false),
      ...ofProfile("team-1-prod", false),
    ]);
    expect(plan.isolation).toMatchObject({ checked: 0, unchecked: ["profile team-1", "profile team-1-prod"] });
  });

  it("a key for each profile isolates; one for all is shared by choice, and opens no pipeline definition", () => {
    const shared = planOf(keysMode({ profileKeys: "shared" }));
    const sharedSecret = "kubeflow/kubeflow-pipelines--profiles-object-store-auth";

    expect(planOf(keysMode()).isolation).toMatchObject({ objects: "isolated", listing: "open", checked: 2 });
    expect(planOf(keysMode({ listScope: "prefix" })).isolation).toMatchObject({ listing: "closed" });
    expect(shared.isolation).toMatchObject({ objects: "shared", checked: 1 });
    expect(actions(shared).filter(({ principal }) => principal !== "backend")).toEqual(
      tuples("profiles", sharedSecret, true, ["artifacts/", "v2/artifacts/"]),
    );
  });
});

describe("the policy of who deploys", () => {
  const user = (name: string) => `arn:aws:iam::${accountId}:user/kubeflow/kf-dev-${name}`;
  const reads = ["iam:GetUser", "iam:GetUserPolicy", "iam:ListAccessKeys", "iam:GetAccessKeyLastUsed"];
  const statementsOf = (deployer: "up" | "preview", ...changes: Change[]) =>
    deployerPolicy(planOf(existingBucket, keysMode({ path: "/kubeflow/" }), ...changes), deployer).Statement.slice(1);

  it("preview reads users, and nothing of roles", () => {
    expect(statementsOf("preview")).toEqual([
      { Sid: "Users", Effect: "Allow", Action: reads, Resource: [user("backend"), user("profile-*")] },
    ]);
  });

  it("up makes and deletes users and keys; no role, no managed policy, no login, no other user", () => {
    const statements = statementsOf("up");
    const [looking, changing] = statements;

    expect(statements.map(({ Sid, Resource }) => [Sid, Resource])).toEqual([
      ["Users", [user("backend"), user("profile-*")]],
      ["ChangeUsers", [user("backend"), user("profile-team-1"), user("profile-team-1-prod")]],
    ]);
    expect(changing?.Action).toEqual(
      expect.arrayContaining(["iam:CreateUser", "iam:CreateAccessKey", "iam:PutUserPolicy"]),
    );
    expect(looking?.Action).toEqual(
      expect.arrayContaining(["iam:DeleteUser", "iam:DeleteAccessKey", "iam:DeleteUserPolicy"]),
    );
    expect(JSON.stringify(statements)).not.toMatch(/Role|AttachUserPolicy|LoginProfile|\*"\]?,?"Action|iam:\*/);
  });

  it("nothing of IAM where others make the keys", () => {
    expect(statementsOf("up", config("auth.keySource", "existing"))).toEqual([]);
  });
});
