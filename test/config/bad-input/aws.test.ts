import { describe, expect, it } from "vitest";
import { onlyProblem } from "../../support/problem.js";
import { codesOf, config, planOf, reportOf, stackFile } from "../../support/project.js";
import { oneProblem } from "../../support/text.js";

const issuer = "https://oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE";

describe("the account id", () => {
  it("of another length", () => {
    expect(reportOf(config("accountId", "11112222333"))).toBe(
      oneProblem(`
      error[account-id]: accountId is "11112222333"
       --> Pulumi.dev.yaml:3:37
      3 |   deploykf-object-store:accountId: '11112222333'
        |                                     ^^^^^^^^^^^
        = rule: an AWS account id has exactly 12 digits
        = mend: aws sts get-caller-identity --query Account --output text
                (docs/troubleshooting.md#account-id)
    `),
    );
  });

  it("as the console writes it", () => {
    expect(codesOf(config("accountId", "1111-2222-3333"))).toEqual(["account-id"]);
  });
});

describe("the issuer", () => {
  it("without https", () => {
    expect(reportOf(config("cluster.issuerUrl", issuer.slice("https://".length)))).toBe(
      oneProblem(`
      error[issuer-url]: cluster.issuerUrl is
      "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE"
       --> Pulumi.dev.yaml:9:16
      9 |     issuerUrl: oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE
        |                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        = rule: the issuer's URL begins with https://
        = mend: write https://oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE
                (docs/troubleshooting.md#issuer-url)
    `),
    );
  });

  it("with a slash at its end", () => {
    expect(reportOf(config("cluster.issuerUrl", `${issuer}/`))).toBe(
      oneProblem(`
      error[issuer-url]: cluster.issuerUrl is
      "https://oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE/"
       --> Pulumi.dev.yaml:9:16
      9 |     issuerUrl: https://oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE/
        |                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        = rule: no slash at the end: IAM compares the issuer to the letter
        = mend: write https://oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE
                (docs/troubleshooting.md#issuer-url)
    `),
    );
  });

  it.each([
    [`${issuer}?`, "no query and no fragment"],
    ["https://oidc.example.com:8443/id", "no user and no port: IAM takes issuers on port 443"],
    ["https://oidc.example.com:443/id", "no user and no port: IAM takes issuers on port 443"],
    ["https://oidc.eks.eu-west-9.amazonaws.com/id/X", "eu-west-9 isn't the name of an AWS region"],
    ["http://oidc.example.com/id", "the issuer's URL begins with https://"],
    ["https://", "that isn't a URL"],
    ["https://localhost/id", "that isn't a URL"],
    ["https://oidc.example.com/*", "that isn't a URL"],
    ["https://oidc.example.com/a b", "that isn't a URL"],
    ["", "the issuer's URL begins with https://"],
  ])("%s: %s", (url, rule) => {
    expect(onlyProblem(config("cluster.issuerUrl", url))).toEqual({
      code: "issuer-url",
      message: `cluster.issuerUrl is "${url}"`,
      rule,
      mend: "aws eks describe-cluster --name NAME --query cluster.identity.oidc.issuer --output text",
      file: stackFile,
      underlined: url || "issuerUrl",
    });
  });
});

describe("names and paths of roles", () => {
  it("a prefix that can't begin a role's name", () => {
    expect(reportOf(config("namePrefix", "kf dev"))).toBe(
      oneProblem(`
      error[name-prefix]: namePrefix is "kf dev"
       --> Pulumi.dev.yaml:4:37
      4 |   deploykf-object-store:namePrefix: kf dev
        |                                     ^^^^^^
        = rule: names of roles take letters, digits and +=,.@_- and begin here with a
                letter or digit
        = mend: choose a name such as kf-dev (docs/troubleshooting.md#name-prefix)
    `),
    );
  });

  it("a path without slashes", () => {
    expect(reportOf(config("auth.path", "kubeflow"))).toBe(
      oneProblem(`
      error[role-path]: auth.path is "kubeflow"
        --> Pulumi.dev.yaml:16:11
      16 |     path: kubeflow
         |           ^^^^^^^^
         = rule: an IAM path begins and ends with /, without blanks, wildcards or
                 empty parts
         = mend: write /kubeflow/ (docs/troubleshooting.md#role-path)
    `),
    );
  });

  it.each([
    ["", "/"],
    ["//", "/"],
    ["/kube flow/dev", "/kube-flow/dev/"],
    ["/kubeflow//dev/", "/kubeflow/dev/"],
    ["/kubeflow/*/", "/kubeflow/-/"],
  ])("the path %j: the mend %s is one", (path, mend) => {
    expect(reportOf(config("auth.path", path))).toContain(`= mend: write ${mend} (docs/`);
    expect(planOf(config("auth.path", mend)).settings.auth.path).toBe(mend);
  });

  it("a boundary that is no policy", () => {
    expect(reportOf(config("auth.permissionsBoundary", "arn:aws:iam::111122223333:role/boundary"))).toBe(
      oneProblem(`
      error[permissions-boundary]: auth.permissionsBoundary is
      "arn:aws:iam::111122223333:role/boundary"
        --> Pulumi.dev.yaml:16:26
      16 |     permissionsBoundary: arn:aws:iam::111122223333:role/boundary
         |                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
         = rule: a boundary is the ARN of a managed policy
         = mend: arn:aws:iam::111122223333:policy/<name>
                 (docs/troubleshooting.md#permissions-boundary)
    `),
    );
  });

  it("a boundary of another partition", () => {
    expect(reportOf(config("auth.permissionsBoundary", "arn:aws-us-gov:iam::111122223333:policy/boundary"))).toBe(
      oneProblem(`
      error[permissions-boundary]: auth.permissionsBoundary is
      "arn:aws-us-gov:iam::111122223333:policy/boundary"
        --> Pulumi.dev.yaml:16:26
      16 |     permissionsBoundary: arn:aws-us-gov:iam::111122223333:policy/boundary
         |                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
         = rule: the boundary has to be in partition aws
         = mend: arn:aws:iam::111122223333:policy/<name>
                 (docs/troubleshooting.md#permissions-boundary)
    `),
    );
  });

  it("a boundary of another account", () => {
    expect(reportOf(config("auth.permissionsBoundary", "arn:aws:iam::444455556666:policy/boundary"))).toBe(
      oneProblem(`
      error[permissions-boundary]: auth.permissionsBoundary is
      "arn:aws:iam::444455556666:policy/boundary"
        --> Pulumi.dev.yaml:16:26
      16 |     permissionsBoundary: arn:aws:iam::444455556666:policy/boundary
         |                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
         = rule: the boundary has to be in the roles' account, 111122223333, or AWS's
                 own
         = mend: arn:aws:iam::111122223333:policy/<name>
                 (docs/troubleshooting.md#permissions-boundary)
    `),
    );
    const policies = ["arn:aws:iam::111122223333:policy/boundary", "arn:aws:iam::aws:policy/PowerUserAccess"];
    for (const arn of policies) {
      expect(planOf(config("auth.permissionsBoundary", arn)).settings.auth.permissionsBoundary).toBe(arn);
    }
  });

  it("a service account with a wildcard", () => {
    expect(reportOf(config("auth.profileServiceAccounts", ["default-editor", "default-*"]))).toBe(
      oneProblem(`
      error[service-account-name]: auth.profileServiceAccounts[1] is "default-*"
        --> Pulumi.dev.yaml:18:9
      18 |       - default-*
         |         ^^^^^^^^^
         = rule: the name of a service account is a DNS name; wildcards would open the
                 role to others
         = mend: write the exact name of the service account
                 (docs/troubleshooting.md#service-account-name)
    `),
    );
  });
});
