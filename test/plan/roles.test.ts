import { describe, expect, it } from "vitest";
import { serviceAccountOf, trustPolicy } from "../../subjects/access/trust.js";
import type { PrincipalPlan } from "../../subjects/identity/plan.js";
import type { RolePlan } from "../../subjects/identity/role.js";
import {
  accountId,
  argoPath,
  config,
  defaultsPath,
  issuer,
  planOf,
  profiles,
  values,
  without,
} from "../support/project.js";

const trustOf = (provider: string, subjects: readonly string[]) => ({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Federated: provider },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: {
        StringEquals: {
          [`${issuer}:aud`]: "sts.amazonaws.com",
          [`${issuer}:sub`]: subjects.map((account) => `system:serviceaccount:${account}`),
        },
      },
    },
  ],
});
const provider = `arn:aws:iam::${accountId}:oidc-provider/${issuer}`;

function asRole(plan: PrincipalPlan | undefined): RolePlan {
  if (plan?.kind !== "role") throw new Error("it isn't a role");
  return plan;
}

describe("the backend's role", () => {
  it("trusts exactly its four service accounts", () => {
    const subjects = [
      "kubeflow:ml-pipeline",
      "kubeflow:ml-pipeline-ui",
      "kubeflow-argo-workflows:argo-workflow-controller",
      "kubeflow-argo-workflows:argo-server",
    ];
    expect(asRole(planOf().principals.backend).trust).toEqual(trustOf(provider, subjects));
  });

  it("follows the names in the user's values", () => {
    const plan = planOf(
      values(`${argoPath}.namespace`, "argo"),
      values(`${argoPath}.controller.serviceAccount.name`, "controller"),
      values(`${argoPath}.server.serviceAccount.name`, "server.v2"),
    );
    expect(plan.settings.deploykf.backendServiceAccounts.slice(2)).toEqual(["argo/controller", "argo/server.v2"]);
  });

  it("trusts one account once where Argo's two are the same", () => {
    const plan = planOf(
      values(`${argoPath}.controller.serviceAccount.name`, "argo"),
      values(`${argoPath}.server.serviceAccount.name`, "argo"),
    );
    expect(plan.settings.deploykf.backendServiceAccounts.slice(2)).toEqual(["kubeflow-argo-workflows/argo"]);
    expect(plan.isolation.objects).toBe("isolated");
  });
});

describe("a profile's role", () => {
  const [first] = planOf(config("tags", { team: "ml" })).principals.profiles;

  it("trusts exactly the profile's two service accounts", () => {
    expect(asRole(first).trust).toEqual(trustOf(provider, ["team-1:default-editor", "team-1:default-viewer"]));
  });

  it("has its names, path and tags", () => {
    expect(asRole(first)).toMatchObject({
      principal: "profile team-1",
      key: "profile-team-1",
      roleName: "kf-dev-profile-team-1",
      roleArn: `arn:aws:iam::${accountId}:role/kf-dev-profile-team-1`,
      path: "/",
      permissionsBoundary: undefined,
      tags: { "managed-by": "deploykf-object-store", "pulumi-stack": "dev", team: "ml" },
    });
  });

  it("has the path and the boundary in every role", () => {
    const boundary = `arn:aws:iam::${accountId}:policy/boundary`;
    const plan = planOf(config("auth.path", "/kf/dev/"), config("auth.permissionsBoundary", boundary));
    for (const role of [plan.principals.backend, ...plan.principals.profiles].map(asRole)) {
      expect(role).toMatchObject({ path: "/kf/dev/", permissionsBoundary: boundary });
      expect(role.roleArn).toBe(`arn:aws:iam::${accountId}:role/kf/dev/${role.roleName}`);
    }
  });

  it("trusts the service accounts that the user lists, once each", () => {
    const plan = planOf(
      config("auth.profileServiceAccounts", ["default-editor", "runner", "default-editor"]),
      profiles("a"),
    );
    expect(asRole(plan.principals.profiles[0]).trust).toEqual(trustOf(provider, ["a:default-editor", "a:runner"]));
  });

  it("has the account unknown where nobody states it, and names known", () => {
    const role = asRole(planOf(without("accountId")).principals.profiles[0]);
    expect(role.roleArn).toBe("arn:aws:iam::<known after apply>:role/kf-dev-profile-team-1");
    expect(role.roleName).toBe("kf-dev-profile-team-1");
  });

  it("is in GovCloud's partition there, with the same audience", () => {
    const gov = [
      config("aws:region", "us-gov-east-1"),
      config("cluster.issuerUrl", "https://oidc.eks.us-gov-east-1.amazonaws.com/id/X"),
    ];
    const { trust } = asRole(planOf(...gov).principals.profiles[0]);
    const text = JSON.stringify(trust);
    expect(text).toContain("arn:aws-us-gov:iam::111122223333:oidc-provider/oidc.eks.us-gov-east-1.amazonaws.com/id/X");
    expect(text).toContain('"sts.amazonaws.com"');
    expect(text).not.toContain("arn:aws:");
  });
});

describe("profileNamePrefix", () => {
  const plan = planOf(values(`${defaultsPath}.profileNamePrefix`, "kf-"), profiles("a"));

  it("is in the trust and the v1 prefix, and not in the v2 prefix and the role's name", () => {
    const role = asRole(plan.principals.profiles[0]);
    expect(role.trust).toEqual(trustOf(provider, ["kf-a:default-editor", "kf-a:default-viewer"]));
    expect(role.policy.Statement[1]?.Resource).toEqual([
      "arn:aws:s3:::acme-dev-pipelines/artifacts/kf-a/*",
      "arn:aws:s3:::acme-dev-pipelines/v2/artifacts/a/*",
    ]);
    expect(role.roleName).toBe("kf-dev-profile-a");
  });
});

describe("a shared role", () => {
  it("trusts every managed profile's service accounts", () => {
    const plan = planOf(
      config("auth.profileRole", "shared"),
      profiles("a", "b", "c"),
      config("profiles.overrides", { b: { auth: "unmanaged" } }),
    );
    const role = asRole(plan.principals.profiles[0]);
    expect(role.roleName).toBe("kf-dev-profiles");
    expect(role.trust).toEqual(
      trustOf(provider, ["a:default-editor", "a:default-viewer", "c:default-editor", "c:default-viewer"]),
    );
  });
});

describe("tags", () => {
  it("of the user's own replace ours, also in another case", () => {
    const { tags } = planOf(config("tags", { "Managed-By": "platform", "pulumi-stack": "mine" })).settings;
    expect(tags).toEqual({ "Managed-By": "platform", "pulumi-stack": "mine" });
  });
});

describe("a subject", () => {
  it("is a service account's, or it isn't taken for one", () => {
    expect(serviceAccountOf("system:serviceaccount:ns:name")).toBe("ns/name");
    for (const other of [
      "ns:name",
      "system:serviceaccount:ns",
      "system:serviceaccount:ns:",
      "system:serviceaccount:a:b:c",
    ]) {
      expect(serviceAccountOf(other)).toBeUndefined();
    }
    for (const wild of [
      "system:serviceaccount:ns:*",
      "system:serviceaccount:n?:x",
      "system:serviceaccount:${aws:x}:x",
    ]) {
      expect(serviceAccountOf(wild)).toBeUndefined();
    }
  });

  it("is written and read back as the same", () => {
    const [statement] = trustPolicy(provider, `https://${issuer}`, ["a/b"]).Statement;
    expect(statement?.Condition?.StringEquals?.[`${issuer}:sub`]).toEqual(["system:serviceaccount:a:b"]);
  });
});
