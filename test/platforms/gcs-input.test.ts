import { describe, expect, test } from "vitest";
import { onPlatform } from "../support/platforms.js";
import { onlyProblem } from "../support/problem.js";
import { type Change, codesOf, config, planOf, reportOf, stackFile, without } from "../support/project.js";
import { dedent } from "../support/text.js";

/** The baseline with everything made in a project of Google Cloud. */
const made = (...changes: Change[]): Change => {
  const all = [
    onPlatform("gcs"),
    config("bucket.create", true),
    config("bucket.region", "europe-west1"),
    config("auth", { mode: "keys" }),
    ...changes,
  ];
  return (project) => {
    for (const change of all) change(project);
  };
};

const problem = (code: string, underlined: string, [message, rule, mend]: readonly [string, string, string]) => ({
  ...{ code, message, rule, mend, underlined },
  file: stackFile,
});

test("everything that Google would refuse, in one report and before a resource", () => {
  const change = made(
    without("bucket.region"),
    config("namePrefix", "Kf_dev"),
    config("tags", { Team: "ml", "cost*center": "x", owner: "Ada" }),
  );

  expect(reportOf(change)).toBe(
    dedent(`
    error[service-account-ids]: namePrefix is "Kf_dev", and platform is gcs
     --> Pulumi.dev.yaml:2:37
    2 |   deploykf-object-store:namePrefix: Kf_dev
      |                                     ^^^^^^
      = rule: ids of service accounts begin with a-z and take a-z, 0-9 and - alone
      = mend: set namePrefix to a name such as kf-dev
              (docs/troubleshooting.md#service-account-ids)

    error[bucket-location]: bucket.region isn't set, and this stack creates the
    bucket
     --> Pulumi.dev.yaml:3:3
    3 |   deploykf-object-store:bucket:
      |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      = rule: Google keeps a bucket where it was made, so it has to be chosen
      = mend: set bucket.region to your cluster's region, such as europe-west1, or
              bucket.create: false (docs/troubleshooting.md#bucket-location)

    error[bucket-labels]: tags.Team is "ml", and platform is gcs
      --> Pulumi.dev.yaml:19:11
    19 |     Team: ml
       |           ^^
       = rule: a label's key begins with a lower-case letter
       = mend: change or remove the tag (docs/troubleshooting.md#bucket-labels)

    error[tags]: tags.cost*center is "x"
      --> Pulumi.dev.yaml:20:18
    20 |     ***********: x
       |                  ^
       = rule: letters, digits, blanks and _.:/=+-@ only
       = mend: change or remove the tag (docs/troubleshooting.md#tags)

    error[bucket-labels]: tags.owner is "Ada", and platform is gcs
      --> Pulumi.dev.yaml:21:12
    21 |     owner: Ada
       |            ^^^
       = rule: labels take lower-case letters, digits, _ and - alone
       = mend: change or remove the tag (docs/troubleshooting.md#bucket-labels)

    5 problems. Nothing was planned and nothing was changed.
  `),
  );
});

describe("the location of a bucket that is created", () => {
  test("missing", () => {
    expect(onlyProblem(made(without("bucket.region")))).toMatchObject({
      code: "bucket-location",
      message: "bucket.region isn't set, and this stack creates the bucket",
      rule: "Google keeps a bucket where it was made, so it has to be chosen",
      mend: "set bucket.region to your cluster's region, such as europe-west1, or bucket.create: false",
    });
  });

  test.each(["eu-west-1", "auto", "europe", "", "europe-west1-b"])("%j is none", (region) => {
    expect(codesOf(made(config("bucket.region", region)))).toEqual(["bucket-location"]);
  });

  test("of AWS, whole", () => {
    expect(onlyProblem(made(config("bucket.region", "eu-west-1")))).toEqual(
      problem("bucket-location", "eu-west-1", [
        'bucket.region is "eu-west-1"',
        "a location of Google's: a region, us, eu, asia, or a dual-region such as eur4",
        "write your cluster's region, such as europe-west1",
      ]),
    );
  });

  test.each(["us-central1", "northamerica-northeast2", "africa-south1", "EU", "nam4", "eur5", "ASIA1"])(
    "%s",
    (region) => {
      const { bucket, settings } = planOf(made(config("bucket.region", region)));

      expect([bucket.region, settings.endpoint.region]).toEqual([region, "auto"]);
    },
  );

  test("isn't asked for where the bucket exists", () => {
    expect(planOf(made(config("bucket.create", false), without("bucket.region"))).bucket.create).toBe(false);
  });
});

describe("tags", () => {
  const rows: readonly (readonly [tag: string, value: string, rule: string])[] = [
    ["Team", "ml", "a label's key begins with a lower-case letter"],
    ["1team", "ml", "a label's key begins with a lower-case letter"],
    ["team", "Research", "labels take lower-case letters, digits, _ and - alone"],
    ["cost.center", "4711", "labels take lower-case letters, digits, _ and - alone"],
    ["team", "x".repeat(64), "keys and values of labels have at most 63 characters"],
    ["t".repeat(64), "ml", "keys and values of labels have at most 63 characters"],
  ];
  test.each(rows)("%s: %s", (tag, value, rule) => {
    expect(onlyProblem(made(config("tags", { [tag]: value })))).toEqual(
      problem("bucket-labels", value, [
        `tags.${tag} is "${value}", and platform is gcs`,
        rule,
        "change or remove the tag",
      ]),
    );
  });

  test("are no labels where the bucket exists, or on another platform", () => {
    const tags = config("tags", { Team: "ml" });

    expect(planOf(made(config("bucket.create", false), without("bucket.region"), tags)).settings.tags.Team).toBe("ml");
    expect(planOf(tags).settings.tags.Team).toBe("ml");
  });

  test("in other scripts, and empty ones", () => {
    expect(planOf(made(config("tags", { größe: "", 研究: "部門-1" }))).bucket.tags).toMatchObject({
      größe: "",
      研究: "部門-1",
    });
  });
});

describe("namePrefix", () => {
  test.each(["Kf", "kf_dev", "1kf", "kf.dev", "kf@x"])("%s can't begin an id", (namePrefix) => {
    expect(onlyProblem(made(config("namePrefix", namePrefix)))).toEqual(
      problem("service-account-ids", namePrefix, [
        `namePrefix is "${namePrefix}", and platform is gcs`,
        "ids of service accounts begin with a-z and take a-z, 0-9 and - alone",
        "set namePrefix to a name such as kf-dev",
      ]),
    );
  });

  test("is free where no service account is made", () => {
    const existing = config("auth", { mode: "keys", keySource: "existing" });

    expect(planOf(made(existing, config("namePrefix", "Kf_dev"))).gcp).toBeUndefined();
  });

  test("is checked for the one profile that has one", () => {
    const existing = config("auth", { mode: "keys", keySource: "existing" });
    const own = config("profiles.overrides", { "team-1": { auth: "keys", keySource: "iam-users" } });

    expect(codesOf(made(existing, own, config("namePrefix", "Kf_dev")))).toEqual(["service-account-ids"]);
    expect(planOf(made(existing, own)).gcp?.roles.map(({ roleId }) => roleId)).toEqual([
      "kf_dev_BucketLister",
      "kf_dev_Objects",
    ]);
  });
});
