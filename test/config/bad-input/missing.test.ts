import { describe, expect, it } from "vitest";
import { codesOf, config, reportOf, stackFile, without, write } from "../../support/project.js";
import { dedent, oneProblem } from "../../support/text.js";

describe("a key that is missing", () => {
  it("a map", () => {
    expect(reportOf(without("bucket"))).toBe(
      oneProblem(`
      error[config-missing]: bucket is missing in Pulumi.dev.yaml
       --> Pulumi.dev.yaml:1:1
      1 | config:
        | ^^^^^^
        = rule: it has no default; expected: a map
        = mend: add deploykf-object-store:bucket: below config: (docs/config.md)
                (docs/troubleshooting.md#config-missing)
    `),
    );
  });

  it("a value in a map", () => {
    expect(reportOf(without("cluster.issuerUrl"))).toBe(
      oneProblem(`
      error[config-missing]: cluster.issuerUrl is missing in Pulumi.dev.yaml
       --> Pulumi.dev.yaml:7:3
      7 |   deploykf-object-store:cluster:
        |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        = rule: it has no default; expected: a string
        = mend: add issuerUrl: below deploykf-object-store:cluster (docs/config.md)
                (docs/troubleshooting.md#config-missing)
    `),
    );
  });

  it("the value that says which kind of map it is", () => {
    expect(reportOf(without("cluster.source"))).toBe(
      oneProblem(`
      error[config-missing]: cluster.source is missing in Pulumi.dev.yaml
       --> Pulumi.dev.yaml:7:3
      7 |   deploykf-object-store:cluster:
        |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        = rule: it has no default; expected: one of oidc, eks, stack, new, kubeconfig
        = mend: add source: below deploykf-object-store:cluster (docs/config.md)
                (docs/troubleshooting.md#config-missing)
    `),
    );
  });

  it("the region", () => {
    expect(reportOf(without("aws:region"))).toBe(
      oneProblem(`
      error[config-missing]: aws:region is missing in Pulumi.dev.yaml
       --> Pulumi.dev.yaml:1:1
      1 | config:
        | ^^^^^^
        = rule: the region of the roles and, unless bucket.region says otherwise, of
                the bucket
        = mend: add aws:region: below config:, with the region of your cluster
                (docs/troubleshooting.md#config-missing)
    `),
    );
  });

  it("all of them, in a file without config", () => {
    expect(reportOf(write(stackFile, "# nothing yet\n"))).toBe(
      dedent(`
      error[config-missing]: bucket is missing in Pulumi.dev.yaml
        = rule: it has no default; expected: a map
        = mend: add deploykf-object-store:bucket: below config: (docs/config.md)
                (docs/troubleshooting.md#config-missing)

      error[config-missing]: cluster is missing in Pulumi.dev.yaml
        = rule: it has no default; expected: a map
        = mend: add deploykf-object-store:cluster: below config: (docs/config.md)
                (docs/troubleshooting.md#config-missing)

      error[config-missing]: deploykf is missing in Pulumi.dev.yaml
        = rule: it has no default; expected: a map
        = mend: add deploykf-object-store:deploykf: below config: (docs/config.md)
                (docs/troubleshooting.md#config-missing)

      error[config-missing]: aws:region is missing in Pulumi.dev.yaml
        = rule: the region of the roles and, unless bucket.region says otherwise, of
                the bucket
        = mend: add aws:region: below config:, with the region of your cluster
                (docs/troubleshooting.md#config-missing)

      4 problems. Nothing was planned and nothing was changed.
    `),
    );
  });
});

describe("a value that is empty", () => {
  it("a map", () => {
    expect(reportOf(config("auth", null))).toBe(
      oneProblem(`
      error[config-type]: auth is empty
        --> Pulumi.dev.yaml:15:31
      15 |   deploykf-object-store:auth: null
         |                               ^^^^
         = rule: expected a map
         = mend: write key: value lines below it, indented by two blanks
                 (docs/troubleshooting.md#config-type)
    `),
    );
  });

  it("a name", () => {
    expect(reportOf(config("bucket.name", ""))).toBe(
      oneProblem(`
      error[bucket-name]: bucket.name is ""
       --> Pulumi.dev.yaml:6:5
      6 |     name: ''
        |     ^^^^
        = rule: 3 to 63 characters
        = mend: choose a name such as acme-dev-pipelines
                (docs/troubleshooting.md#bucket-name)
    `),
    );
  });

  it("the region", () => {
    expect(reportOf(config("aws:region", ""))).toBe(
      oneProblem(`
      error[config-missing]: aws:region is empty
       --> Pulumi.dev.yaml:2:3
      2 |   aws:region: ''
        |   ^^^^^^^^^^
        = rule: the region of the roles and, unless bucket.region says otherwise, of
                the bucket
        = mend: write the region of your cluster, such as eu-west-1
                (docs/troubleshooting.md#config-missing)
    `),
    );
    expect(codesOf(config("aws:region", null))).toEqual(["config-missing"]);
  });

  it("a list", () => {
    expect(reportOf(config("auth.profileServiceAccounts", []))).toBe(
      oneProblem(`
      error[config-value]: auth.profileServiceAccounts is an empty list
        --> Pulumi.dev.yaml:16:5
      16 |     profileServiceAccounts: []
         |     ^^^^^^^^^^^^^^^^^^^^^^
         = rule: expected at least 1 entry
         = mend: give at least 1 entry (docs/troubleshooting.md#config-value)
    `),
    );
  });
});
