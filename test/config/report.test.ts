import { describe, expect, it } from "vitest";
import {
  argoPath,
  codesOf,
  config,
  edit,
  file,
  profiles,
  refusalOf,
  reportOf,
  stackFile,
  values,
  without,
} from "../support/project.js";
import { dedent } from "../support/text.js";

describe("several problems", () => {
  const many = [
    config("bucket.name", "acme.pipelines"),
    config("auth.path", "kubeflow"),
    without("cluster.issuerUrl"),
    config("accountId", "1"),
    profiles("team-1", "Team-1"),
    values(`${argoPath}.namespace`, "Argo"),
  ];

  it("are all in one report, by file and line", () => {
    expect(reportOf(...many)).toBe(
      dedent(`
      error[account-id]: accountId is "1"
       --> Pulumi.dev.yaml:3:37
      3 |   deploykf-object-store:accountId: '1'
        |                                     ^
        = rule: an AWS account id has exactly 12 digits
        = mend: aws sts get-caller-identity --query Account --output text
                (docs/troubleshooting.md#account-id)

      error[bucket-name]: bucket.name is "acme.pipelines"
       --> Pulumi.dev.yaml:6:11
      6 |     name: acme.pipelines
        |           ^^^^^^^^^^^^^^
        = rule: no periods: the wildcard certificate of S3 doesn't cover
                bucket.with.dots.s3...
        = mend: choose a name such as acme-dev-pipelines
                (docs/troubleshooting.md#bucket-name)

      error[config-missing]: cluster.issuerUrl is missing in Pulumi.dev.yaml
       --> Pulumi.dev.yaml:7:3
      7 |   deploykf-object-store:cluster:
        |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        = rule: it has no default; expected: a string
        = mend: add issuerUrl: below deploykf-object-store:cluster (docs/config.md)
                (docs/troubleshooting.md#config-missing)

      error[role-path]: auth.path is "kubeflow"
        --> Pulumi.dev.yaml:15:11
      15 |     path: kubeflow
         |           ^^^^^^^^
         = rule: an IAM path begins and ends with /, without blanks, wildcards or
                 empty parts
         = mend: write /kubeflow/ (docs/troubleshooting.md#role-path)

      error[profile-name]: the profile name "Team-1" can't be used
       --> values.yaml:5:15
      5 |       - name: Team-1
        |               ^^^^^^
        = rule: a profile is a namespace, so its name is a DNS label
        = mend: use a-z, 0-9 and -, such as team-1
                (docs/troubleshooting.md#profile-name)

      error[namespace-name]: kubeflow_argo_workflows.namespace is "Argo"
       --> values.yaml:8:16
      8 |     namespace: Argo
        |                ^^^^
        = rule: the name of a namespace is a DNS label
        = mend: write the exact name, such as kubeflow-argo-workflows
                (docs/troubleshooting.md#namespace-name)

      6 problems. Nothing was planned and nothing was changed.
    `),
    );
  });

  it("stand in the order of their places", () => {
    const places = refusalOf(...many).problems.map(({ location }) => `${location?.file}:${location?.line}`);
    expect(places).toEqual([
      "Pulumi.dev.yaml:3",
      "Pulumi.dev.yaml:6",
      "Pulumi.dev.yaml:7",
      "Pulumi.dev.yaml:15",
      "values.yaml:5",
      "values.yaml:8",
    ]);
  });

  it("are counted with commas", () => {
    const names = Array.from({ length: 1_200 }, (_, index) => `Team_${index}`);
    expect(reportOf(profiles(...names))).toMatch(/\n\n1,200 problems\. Nothing was planned and nothing was changed\.$/);
  });

  it("are found behind a structure that is wrong elsewhere", () => {
    expect(
      codesOf(config("bucket.create", "no"), config("auth.path", "x"), config("tags", { "aws:x": "y" }), profiles("A")),
    ).toEqual(["config-type", "role-path", "tags", "profile-name"]);
  });
});

describe("one mistake is one problem", () => {
  it.each([
    ["a wrong region, which bucket, host and key follow", config("aws:region", "eu-west-9"), "region-unknown"],
    ["a bucket that is missing, which roots and policies name", without("bucket"), "config-missing"],
    ["a wrong name of a namespace, which reserves one", values(`${argoPath}.namespace`, "A"), "namespace-name"],
    ["a section that five values are read from", values("kubeflow_tools", []), "values-type"],
    ["a file that several keys are read from", file("b.yaml", "x: 1: 2\n"), "yaml-invalid"],
    ["an override that isn't a map", config("profiles.overrides", { "team-1": "irsa" }), "config-type"],
    [
      "a prefix that every profile has",
      values("deploykf_core.deploykf_profiles_generator.profileDefaults.profileNamePrefix", "-"),
      "profile-name",
    ],
    [
      "a misspelt key of the top",
      edit(stackFile, "object-store:deploykf:", "object-store:deployKf:"),
      "config-unknown-key",
    ],
  ])("%s", (_, change, code) => {
    expect(codesOf(change)).toEqual([code]);
  });
});

describe("every line", () => {
  it("fits into 80 columns, but for source lines and single words", () => {
    const lines = reportOf(
      config("auth.permissionsBoundary", "arn:aws:iam::111122223333:role/a-name-that-goes-on-and-on-for-a-while"),
      config("deploykf.version", "0.9"),
      profiles("team-*", "team-?", { name: "a", plugins: 1 }),
    ).split("\n");
    const long = lines.filter((line) => line.length > 80 && !/^\s*\d* \|/.test(line) && line.trim().includes(" "));
    expect(long).toEqual([]);
  });
});
