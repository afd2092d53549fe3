import { describe, expect, it } from "vitest";
import { config, edit, reportOf, stackFile, write } from "../../support/project.js";
import { oneProblem } from "../../support/text.js";

describe("a value of the wrong type", () => {
  it("a list where a map belongs", () => {
    expect(reportOf(config("bucket", ["acme-dev-pipelines"]))).toBe(
      oneProblem(`
      error[config-type]: bucket is a list
       --> Pulumi.dev.yaml:5:3
      5 |   deploykf-object-store:bucket:
        |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        = rule: expected a map
        = mend: write key: value lines below it, indented by two blanks
                (docs/troubleshooting.md#config-type)
    `),
    );
  });

  it("a map where a name belongs", () => {
    expect(reportOf(config("bucket.name", { prefix: "acme" }))).toBe(
      oneProblem(`
      error[config-type]: bucket.name is a map
       --> Pulumi.dev.yaml:6:5
      6 |     name:
        |     ^^^^
        = rule: expected a string
        = mend: give a string (docs/troubleshooting.md#config-type)
    `),
    );
  });

  it("a text where true or false belongs", () => {
    expect(reportOf(config("bucket.create", "no"))).toBe(
      oneProblem(`
      error[config-type]: bucket.create is "no"
       --> Pulumi.dev.yaml:7:14
      7 |     create: 'no'
        |              ^^
        = rule: expected true or false
        = mend: write true or false, without quotes
                (docs/troubleshooting.md#config-type)
    `),
    );
  });

  it("a text where a list belongs", () => {
    expect(reportOf(config("deploykf.valuesFiles", "values.yaml"))).toBe(
      oneProblem(`
      error[config-type]: deploykf.valuesFiles is "values.yaml"
        --> Pulumi.dev.yaml:12:18
      12 |     valuesFiles: values.yaml
         |                  ^^^^^^^^^^^
         = rule: expected a list
         = mend: write [first, second], or one entry a line, each after -
                 (docs/troubleshooting.md#config-type)
    `),
    );
  });

  it("a number of days that isn't one", () => {
    expect(reportOf(config("bucket.retention.artifactDays", 0))).toBe(
      oneProblem(`
      error[config-value]: bucket.retention.artifactDays is the number 0
       --> Pulumi.dev.yaml:8:21
      8 |       artifactDays: 0
        |                     ^
        = rule: expected a whole number of days from 1, or off
        = mend: give a whole number of days from 1, or off
                (docs/troubleshooting.md#config-value)
    `),
    );
  });

  it("a tag that YAML reads as a number", () => {
    expect(reportOf(config("tags", { "cost-centre": 4711 }))).toBe(
      oneProblem(`
      error[config-type]: tags.cost-centre is the number 4711
        --> Pulumi.dev.yaml:16:18
      16 |     cost-centre: 4711
         |                  ^^^^
         = rule: expected a string
         = mend: put it in quotes: "4711" (docs/troubleshooting.md#config-type)
    `),
    );
  });

  it("an account id that YAML reads as a number, with the zero that it would lose", () => {
    expect(reportOf(edit(stackFile, /accountId: .*/, "accountId: 011122223333"))).toBe(
      oneProblem(`
      error[config-type]: accountId is the number 011122223333
       --> Pulumi.dev.yaml:3:36
      3 |   deploykf-object-store:accountId: 011122223333
        |                                    ^^^^^^^^^^^^
        = rule: expected a string
        = mend: put it in quotes: "011122223333" (docs/troubleshooting.md#config-type)
    `),
    );
  });

  it("a release that YAML reads as a number", () => {
    expect(reportOf(edit(stackFile, /version: .*/, "version: 0.10"))).toBe(
      oneProblem(`
      error[config-type]: deploykf.version is the number 0.10
        --> Pulumi.dev.yaml:11:14
      11 |     version: 0.10
         |              ^^^^
         = rule: expected a string
         = mend: write the release that your cluster runs, or that its fork is based
                 on; the newest supported one is 0.1.5: a newer deployKF needs a newer
                 version of this program (docs/troubleshooting.md#config-type)
    `),
    );
  });

  it("a region that is a list", () => {
    expect(reportOf(config("aws:region", ["eu-west-1"]))).toBe(
      oneProblem(`
      error[config-type]: aws:region is a list
       --> Pulumi.dev.yaml:2:3
      2 |   aws:region:
        |   ^^^^^^^^^^
        = rule: expected a string
        = mend: write the name of a region, such as eu-west-1
                (docs/troubleshooting.md#config-type)
    `),
    );
  });

  it("an encrypted name", () => {
    expect(reportOf(config("accountId", { secure: "v1:abc:def" }))).toBe(
      oneProblem(`
      error[config-type]: accountId is encrypted
       --> Pulumi.dev.yaml:3:3
      3 |   deploykf-object-store:accountId:
        |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        = rule: names and numbers are read in plain text, so that a plan can be made
                without a passphrase
        = mend: pulumi config set --stack dev --plaintext --path 'accountId' VALUE
                (docs/troubleshooting.md#config-type)
    `),
    );
  });

  it("a config that is a list", () => {
    expect(reportOf(write(stackFile, "config:\n  - aws:region\n"))).toBe(
      oneProblem(`
      error[config-type]: config in Pulumi.dev.yaml is a list
       --> Pulumi.dev.yaml:1:1
      1 | config:
        | ^^^^^^
        = rule: expected a map
        = mend: write config: and below it one key: value line for each setting
                (docs/troubleshooting.md#config-type)
    `),
    );
  });

  it("a file that is a list", () => {
    expect(reportOf(write(stackFile, "- aws:region: eu-west-1\n"))).toBe(
      oneProblem(`
      error[config-type]: Pulumi.dev.yaml is a list
       --> Pulumi.dev.yaml:1:3
      1 | - aws:region: *********
        |   ^^^^^^^^^^
        = rule: expected a map
        = mend: write config: and below it one key: value line for each setting
                (docs/troubleshooting.md#config-type)
    `),
    );
  });
});

describe("a value that isn't one of those allowed", () => {
  it("a platform", () => {
    expect(reportOf(config("platform", "mino"))).toBe(
      oneProblem(`
      error[config-value]: platform is "mino"
        --> Pulumi.dev.yaml:15:35
      15 |   deploykf-object-store:platform: mino
         |                                   ^^^^
         = rule: one of: aws-s3, wasabi, minio, seaweedfs, ceph, gcs, azure-s3proxy,
                 alibaba-oss, ibm-cos, cloudflare-r2, s3-compatible
         = mend: did you mean minio? (docs/troubleshooting.md#config-value)
    `),
    );
  });

  it("a mode", () => {
    expect(reportOf(config("auth.profileRole", "per_profile"))).toBe(
      oneProblem(`
      error[config-value]: auth.profileRole is "per_profile"
        --> Pulumi.dev.yaml:16:18
      16 |     profileRole: per_profile
         |                  ^^^^^^^^^^^
         = rule: one of: per-profile, shared
         = mend: did you mean per-profile? (docs/troubleshooting.md#config-value)
    `),
    );
  });

  it("a kind of map", () => {
    expect(reportOf(config("cluster.source", "gke"))).toBe(
      oneProblem(`
      error[config-value]: cluster.source is "gke"
       --> Pulumi.dev.yaml:8:13
      8 |     source: gke
        |             ^^^
        = rule: one of: oidc, eks, stack, new, kubeconfig
        = mend: choose one of them (docs/troubleshooting.md#config-value)
    `),
    );
  });
});
