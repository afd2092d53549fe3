import { describe, expect, it } from "vitest";
import { renderProblem } from "../../base/problems/report.js";
import {
  append,
  type Change,
  config,
  defaultsPath,
  planOf,
  reportOf,
  stackFile,
  values,
  warningsOf,
  without,
} from "../support/project.js";
import { dedent, oneProblem } from "../support/text.js";

const warned = (...changes: Change[]) =>
  warningsOf(...changes)
    .map(renderProblem)
    .join("\n\n");

/** A cluster and its bucket in a region. */
const inRegion = (region: string) => [
  config("aws:region", region),
  config("cluster.issuerUrl", `https://oidc.eks.${region}.amazonaws.com/id/EXAMPLE`),
];

describe("the baseline", () => {
  it("has no warnings, with an account id or without", () => {
    expect(warned()).toBe("");
    expect(warned(without("accountId"))).toBe("");
  });
});

describe("warnings, which don't stop a plan", () => {
  it("a region that the UI doesn't list", () => {
    expect(warned(...inRegion("eu-south-1"))).toBe(
      dedent(`
      warning[region-unknown-to-ui]: aws:region is eu-south-1, which the KFP 2.1 UI's
      S3 client doesn't list
       --> Pulumi.dev.yaml:2:15
      2 |   aws:region: eu-south-1
        |               ^^^^^^^^^^
        = rule: the UI doesn't consult its list for a regional host, which is set here
        = mend: nothing to do (docs/troubleshooting.md#region-unknown-to-ui)
    `),
    );
  });

  it("a region that the UI needs to list, under the global host", () => {
    expect(warned(config("bucket.region", "eu-west-3"), config("objectStore.endpoint", "global"))).toBe(
      dedent(`
      warning[region-unknown-to-ui]: bucket.region is eu-west-3, which the KFP 2.1
      UI's S3 client doesn't list
       --> Pulumi.dev.yaml:7:13
      7 |     region: eu-west-3
        |             ^^^^^^^^^
        = rule: with the global host the UI can't show artifacts of this region
        = mend: set objectStore.endpoint: regional
                (docs/troubleshooting.md#region-unknown-to-ui)

      warning[endpoint-global-region]: objectStore.endpoint is global, and the bucket
      is in eu-west-3
        --> Pulumi.dev.yaml:17:15
      17 |     endpoint: global
         |               ^^^^^^
         = rule: KFP v2 runs sign for that region but ask us-east-1, and fail with
                 BucketRegionError
         = mend: remove objectStore.endpoint, or set it to regional
                 (docs/troubleshooting.md#endpoint-global-region)
    `),
    );
  });

  it("none where the UI lists the region", () => {
    expect(warned(...inRegion("us-east-1"))).toBe("");
    expect(warned(...inRegion("us-east-1"), config("objectStore.endpoint", "regional"))).toBe("");
  });

  it("a cluster in another region than its bucket", () => {
    expect(warned(config("aws:region", "eu-central-1"))).toBe(
      dedent(`
      warning[issuer-region]: the cluster's issuer is in eu-west-1, and aws:region is
      eu-central-1
       --> Pulumi.dev.yaml:9:16
      9 |     issuerUrl: https://oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE
        |                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        = rule: that works, but traffic between cluster and bucket crosses regions
        = mend: if it is a slip, correct cluster.issuerUrl or aws:region
                (docs/troubleshooting.md#issuer-region)
    `),
    );
  });

  it("none where the bucket's region is stated", () => {
    expect(warned(config("aws:region", "eu-central-1"), config("bucket.region", "eu-west-1"))).toBe("");
  });

  it("an environment that an offline plan can't see", () => {
    expect(warned(append(stackFile, "environment:\n  - acme/dev\n"))).toBe(
      dedent(`
      warning[environment-unseen]: Pulumi.dev.yaml imports a Pulumi ESC environment,
      which the offline plan can't read
        --> Pulumi.dev.yaml:15:1
      15 | environment:
         | ^^^^^^^^^^^
         = rule: values that come from it are missing here, and may differ from those
                 shown
         = mend: state in the file what the plan needs, or trust pulumi preview alone
                 (docs/troubleshooting.md#environment-unseen)
    `),
    );
  });

  it("an environment, which may be why something is missing", () => {
    expect(reportOf(without("cluster"), append(stackFile, "environment:\n  - acme/dev\n"))).toBe(
      oneProblem(`
      error[config-missing]: cluster is missing in Pulumi.dev.yaml
       --> Pulumi.dev.yaml:1:1
      1 | config:
        | ^^^^^^
        = rule: it has no default; expected: a map
        = mend: add deploykf-object-store:cluster: below config: (docs/config.md)
                (docs/troubleshooting.md#config-missing)

      warning[environment-unseen]: Pulumi.dev.yaml imports a Pulumi ESC environment,
      which the offline plan can't read
        --> Pulumi.dev.yaml:12:1
      12 | environment:
         | ^^^^^^^^^^^
         = rule: values that come from it are missing here, and may differ from those
                 shown
         = mend: state in the file what the plan needs, or trust pulumi preview alone
                 (docs/troubleshooting.md#environment-unseen)
    `),
    );
    expect(reportOf(config("accountId", "1"), append(stackFile, "environment: []\n"))).not.toContain("environment");
  });

  it("stand in the order of their places, those without one last", () => {
    const codes = warningsOf(
      config("deploykf.version", "0.1.4"),
      values(`${defaultsPath}.profileNamePrefix`, "kf-"),
      config("bucket.retention", { artifactDays: 1 }),
      config("bucket.region", "eu-west-3"),
    ).map(({ code }) => code);
    expect(codes).toEqual(["retention-cache", "region-unknown-to-ui", "profile-name-prefix", "kfp-v2-external"]);
  });
});

describe("the host", () => {
  it.each([
    ["eu-west-1", undefined, "s3.eu-west-1.amazonaws.com"],
    ["us-east-1", undefined, "s3.amazonaws.com"],
    ["us-east-1", "regional", "s3.us-east-1.amazonaws.com"],
    ["eu-west-1", "global", "s3.amazonaws.com"],
    ["us-gov-west-1", undefined, "s3.us-gov-west-1.amazonaws.com"],
  ])("in %s, endpoint %s: %s", (region, endpoint, host) => {
    const cluster = { source: "oidc", issuerUrl: `https://oidc.eks.${region}.amazonaws.com/id/EXAMPLE` };
    const changes = [config("bucket.region", region), config("aws:region", region), config("cluster", cluster)];
    const plan = planOf(...changes, ...(endpoint ? [config("objectStore.endpoint", endpoint)] : []));
    expect(plan.settings.endpoint.host).toBe(host);
  });
});
