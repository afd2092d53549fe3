import { describe, expect, test } from "vitest";
import { clusterRows, newClusterLines, oidcProviderLines, sharingLines } from "../../cli/text/cluster.js";
import { command, exampleCopy } from "../support/command.js";
import { neighbour } from "../support/neighbour.js";
import { config, issuer, planOf, without } from "../support/project.js";

const eks = { source: "eks", name: "analytics" };
const minimal = { source: "new", kubernetesVersion: "1.30", api: { publicCidrs: ["203.0.113.0/24"] } };
const known = { ...eks, issuerUrl: `https://${issuer}` };
const arn = `arn:aws:iam::111122223333:oidc-provider/${issuer}`;
const joins = config("bucket.create", false);

describe("the plan's first lines", () => {
  const keys = config("auth", { mode: "keys" });

  test.each([
    ["oidc", planOf(), [["issuer", `https://${issuer}`]]],
    [
      "eks",
      planOf(config("cluster", known)),
      [
        ["cluster", "EKS cluster analytics in eu-west-1 (existing)"],
        ["issuer", `https://${issuer}`],
      ],
    ],
    [
      "eks, issuer not stated",
      planOf(config("cluster", eks)),
      [
        ["cluster", "EKS cluster analytics in eu-west-1 (existing)"],
        ["issuer", "<known after apply>: not stated (cluster.issuerUrl)"],
      ],
    ],
    ["eks, keys", planOf(config("cluster", eks), keys), [["cluster", "EKS cluster analytics in eu-west-1 (existing)"]]],
    [
      "new",
      planOf(config("cluster", minimal)),
      [
        ["cluster", "EKS cluster kf-dev, Kubernetes 1.30 (to create)"],
        ["issuer", "<known after apply>"],
      ],
    ],
    [
      "kubeconfig",
      planOf(config("cluster", { source: "kubeconfig", path: "kubeconfig.yaml", context: "prod" }), keys),
      [["cluster", "context prod of kubeconfig.yaml"]],
    ],
  ])("%s", (_, plan, rows) => {
    expect(clusterRows(plan)).toEqual(rows);
  });
});

describe("OIDC provider", () => {
  test("that has to exist", () => {
    expect(oidcProviderLines(planOf())).toEqual([
      `  existing   ${arn}`,
      "             has to exist with the client id sts.amazonaws.com: checked at up",
    ]);
  });

  const create = (provider: string, adopted: string) => [
    `  to create  ${provider}`,
    "             with the client id sts.amazonaws.com; never deleted, as other roles",
    "             may trust it",
    "             An account has one provider for an issuer. If this account has it",
    "             already, up fails with EntityAlreadyExists: set",
    "             cluster.oidcProvider: existing, or adopt it:",
    `  pulumi import aws:iam/openIdConnectProvider:OpenIdConnectProvider kubeflow-oidc-provider ${adopted} --protect=false --generate-code=false --stack dev`,
  ];
  /** A command may go on behind a backslash. */
  const unbroken = (lines: readonly string[]) =>
    lines
      .join("\n")
      .replace(/ \\\n +/g, " ")
      .split("\n");

  test("to create, with the command that adopts one that is there", () => {
    const plan = planOf(config("cluster", { ...known, oidcProvider: "create" }));

    expect(unbroken(oidcProviderLines(plan))).toEqual(create(arn, arn));
  });

  test("to create, of an issuer or an account that nobody stated", () => {
    const unstated = planOf(config("cluster", { ...eks, oidcProvider: "create" }));
    const nowhere = planOf(config("cluster", { ...known, oidcProvider: "create" }), without("accountId"));

    expect(unbroken(oidcProviderLines(unstated))).toEqual(
      create("arn:aws:iam::111122223333:oidc-provider/<known after apply>", "ARN"),
    );
    expect(unbroken(oidcProviderLines(nowhere))).toEqual(
      create(`arn:aws:iam::<known after apply>:oidc-provider/${issuer}`, "ARN"),
    );
  });

  test("that comes with the cluster", () => {
    expect(oidcProviderLines(planOf(config("cluster", minimal)))).toEqual([
      "  to create  with the cluster, with the client id sts.amazonaws.com",
    ]);
  });

  test("none, where there are no roles", () => {
    expect(oidcProviderLines(planOf(config("cluster", eks), config("auth", { mode: "keys" })))).toEqual([]);
  });
});

describe("Shared bucket", () => {
  const sharedWith = (...stacks: string[]) => config("bucket.sharedWith", stacks);

  test("none", () => {
    expect(sharingLines(planOf())).toEqual([]);
  });

  test("with profiles of both that reach the same", () => {
    expect(sharingLines(planOf(neighbour(), joins, sharedWith("other")))).toEqual([
      "  with stack other: both backends reach all artifacts; profiles of both reach 2",
      "  prefixes: artifacts/team-1/, v2/artifacts/team-1/",
    ]);
  });

  test("with a profile whose prefix covers those of the other, which isn't called so", () => {
    const wide = neighbour({ auth: { profileRole: "shared" } }, ["team-9"]);
    const lines = sharingLines(planOf(wide, joins, sharedWith("other"))).join("\n");

    expect(lines).toContain("profiles of both reach 4\n  prefixes: artifacts/team-1/");
    expect(lines).not.toContain("same name");
  });

  test("with none in common", () => {
    expect(sharingLines(planOf(neighbour({}, ["team-9"]), joins, sharedWith("other")))).toEqual([
      "  with stack other: both backends reach all artifacts; no prefix is open to",
      "  profiles of both",
    ]);
  });

  test("with a stack of another project", () => {
    expect(sharingLines(planOf(joins, sharedWith("acme/platform/prod")))).toEqual([
      "  with stack acme/platform/prod, whose profiles aren't known here: profiles of",
      "  both may reach the same artifacts",
    ]);
  });

  test("with more prefixes than fit: the first ones and the count", () => {
    const names = Array.from({ length: 10 }, (_, index) => `t${index}`);
    const own = config("deploykf.valuesFiles", ["values-other.yaml"]);
    const lines = sharingLines(planOf(neighbour({}, names), own, joins, sharedWith("other"))).join(" ");

    expect(lines).toContain("20   prefixes: artifacts/t0/, v2/artifacts/t0/,");
    expect(lines).toMatch(/v2\/artifacts\/t5\/ +and +8 +more$/);
  });
});

describe("New cluster", () => {
  test("says what is created", () => {
    const vpc = { id: "vpc-00000001", privateSubnetIds: ["subnet-00000001"], publicSubnetIds: ["subnet-00000002"] };

    expect(newClusterLines(planOf(config("cluster", { ...minimal, vpc }))).slice(0, 3)).toEqual([
      "  network     vpc-00000001: subnet-00000001, subnet-00000002",
      "  nodes       3 (2 to 6) of m5.xlarge, 100 GiB each",
      "  API server  public, for 203.0.113.0/24; inside the VPC",
    ]);
    expect(newClusterLines(planOf())).toEqual([]);
  });

  test.each(["up-policy", "preview-policy"])("%s is printed, without the cluster: 1, and why", async (show) => {
    const args = ["--config-file", "examples/Pulumi.new.yaml", "--show", show];
    const { stdout, stderr, exitCode } = await command(args, { cwd: exampleCopy() });
    const sids = JSON.parse(stdout).Statement.map(({ Sid }: { Sid: string }) => Sid);

    expect(exitCode).toBe(1);
    expect(sids).toEqual(show === "up-policy" ? ["Bucket", "Roles", "ChangeRoles"] : ["Bucket", "Roles"]);
    expect(stderr).toBe(`error[policy-without-cluster]: the policy doesn't cover the creation of the
cluster kf-new
  = rule: @pulumi/eks creates its control plane, network rules, nodes and roles,
          and what that takes isn't listed here
  = mend: use an administrator's credentials for the cluster, or cluster.source:
          eks with one that exists
          (docs/troubleshooting.md#policy-without-cluster)
`);
  });
});
