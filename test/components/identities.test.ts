import { Role } from "@pulumi/aws/iam/role.js";
import { describe, expect, test } from "vitest";
import { Planned } from "../../base/planned/resources.js";
import { BackendIdentity, ProfileIdentities } from "../../subjects/identity/resources.js";
import type { RolePlan } from "../../subjects/identity/role.js";
import { modes } from "../support/baseline.js";
import { described, label } from "../support/expected.js";
import { runProgram, unknown } from "../support/program.js";
import { scenarios } from "../support/scenarios.js";

/** As another Pulumi program would write it. */
function rolePlan(key: string, parts: Partial<RolePlan> = {}): RolePlan {
  return {
    kind: "role",
    principal: key.replace("-", " "),
    key,
    roleName: `their-${key}`,
    roleArn: "not used by components",
    path: "/",
    permissionsBoundary: undefined,
    description: `Role of ${key}`,
    tags: { team: "data" },
    policy: { Version: "2012-10-17", Statement: [] },
    serviceAccounts: [],
    trust: { Version: "2012-10-17", Statement: [] },
    ...parts,
  };
}

const empty = { Version: "2012-10-17", Statement: [] };

describe.each(modes)("identities in another program, %s", (_, preview) => {
  test("BackendIdentity: a component with a role and its policy, by the names given", async () => {
    const role = rolePlan("backend", { path: "/kf/", permissionsBoundary: "arn:aws:iam::111122223333:policy/b" });
    const run = async () => ({ arn: new BackendIdentity("theirs", { principal: Planned.known(role) }).roleArn });
    const { resources, outputs } = await runProgram(scenarios.baseline(), { preview, run });

    expect(described(resources)).toEqual({
      "BackendIdentity theirs": { parent: "Stack deploykf-object-store-test", inputs: {} },
      "Role theirs-backend": {
        parent: "BackendIdentity theirs",
        inputs: {
          name: "their-backend",
          path: "/kf/",
          description: "Role of backend",
          assumeRolePolicy: empty,
          tags: { team: "data" },
          permissionsBoundary: "arn:aws:iam::111122223333:policy/b",
        },
        deleteBeforeReplace: true,
      },
      "RolePolicy theirs-backend": {
        parent: "BackendIdentity theirs",
        inputs: { name: "object-store", role: preview ? unknown : "their-backend", policy: empty },
        deleteBeforeReplace: true,
        dependsOn: ["Role theirs-backend"],
      },
    });
    expect(outputs.arn).toBe(preview ? unknown : "arn:aws:iam::111122223333:role/kf/their-backend");
  });

  test("ProfileIdentities: one component for all, two resources each, ARNs by principal", async () => {
    const roles = [rolePlan("profile-a"), rolePlan("profile-b")];
    const run = async () => ({
      arns: new ProfileIdentities("theirs", { principals: roles.map((role) => Planned.known(role)) }).roleArns,
    });
    const { resources, outputs } = await runProgram(scenarios.baseline(), { preview, run });

    expect(resources.map(({ urn }) => label(urn)).sort()).toEqual([
      "ProfileIdentities theirs",
      "Role theirs-profile-a",
      "Role theirs-profile-b",
      "RolePolicy theirs-profile-a",
      "RolePolicy theirs-profile-b",
    ]);
    const arns = {
      "profile a": "arn:aws:iam::111122223333:role/their-profile-a",
      "profile b": "arn:aws:iam::111122223333:role/their-profile-b",
    };
    expect(outputs.arns).toEqual(preview ? unknown : arns);
  });

  test("no profile at all is no error", async () => {
    const run = async () => ({ arns: new ProfileIdentities("theirs", { principals: [] }).roleArns });
    const { resources, outputs } = await runProgram(scenarios.baseline(), { preview, run });

    expect(resources.map(({ urn }) => label(urn))).toEqual(["ProfileIdentities theirs"]);
    expect(outputs.arns).toEqual({});
  });

  test("what uses a role's ARN comes after the role's policy", async () => {
    const run = async () => {
      const { roleArn } = new BackendIdentity("theirs", { principal: Planned.known(rolePlan("backend")) });
      const { roleArns } = new ProfileIdentities("theirs", { principals: [Planned.known(rolePlan("profile-a"))] });
      new Role("by-backend", { assumeRolePolicy: "{}", description: roleArn });
      new Role("by-profile", {
        assumeRolePolicy: "{}",
        description: roleArns.apply((arns) => String(arns["profile a"])),
      });
    };
    const { resources } = await runProgram(scenarios.baseline(), { preview, run });

    const waits = (user: string) =>
      resources
        .find(({ name }) => name === user)
        ?.dependencies.map(label)
        .sort();
    for (const [user, identity] of [
      ["by-backend", "theirs-backend"],
      ["by-profile", "theirs-profile-a"],
    ] as const) {
      // What isn't known yet is only known to come after the policy, and that after the role.
      expect(waits(user)).toEqual([...(preview ? [] : [`Role ${identity}`]), `RolePolicy ${identity}`]);
      const policy = resources.find(({ name, type }) => name === identity && type.endsWith(":RolePolicy"));
      expect(policy?.dependencies.map(label)).toEqual([`Role ${identity}`]);
    }
  });
});
