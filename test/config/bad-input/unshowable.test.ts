import { describe, expect, it, test } from "vitest";
import { onlyProblem } from "../../support/problem.js";
import {
  codesOf,
  config,
  edit,
  planOf,
  profiles,
  refusalOf,
  reportOf,
  stackFile,
  values,
  valuesFile,
  without,
  write,
} from "../../support/project.js";
import { oneProblem } from "../../support/text.js";

const secret = "hunter2hunter2";

describe("a password or token in a setting", () => {
  it.each([
    ["objectStore.host", `admin:${secret}@s3.eu-west-1.amazonaws.com`],
    ["objectStore.host", `${secret}@s3.eu-west-1.amazonaws.com`],
    ["objectStore.host", `admin:${secret}`],
    ["cluster.issuerUrl", `https://me:${secret}@oidc.example.com/id`],
    ["cluster.issuerUrl", `https://me:${secret}`],
    ["cluster.issuerUrl", `https://oidc.example.com/id?token=${secret}`],
    ["cluster.issuerUrl", `https://oidc.example.com/id#${secret}`],
    ["bucket.name", `https://me:${secret}@acme.example/bucket`],
    ["bucket.name", `me:${secret}@acme`],
    ["namePrefix", `kf?sig=${secret}`],
    ["accountId", `AccountKey=${secret}`],
    ["auth.permissionsBoundary", `password: ${secret}`],
    ["deploykf.generatedFile", `https://me:${secret}@x/values.yaml`],
    ["tags", { repository: `https://me:${secret}@git.example/x` }],
  ])("%s: %j", (key, value) => {
    const { problems, message } = refusalOf(config(key, value));
    expect(problems.map(({ code }) => code)).toEqual(["config-credential"]);
    expect(`${message}${JSON.stringify(problems)}`).not.toContain(secret);
  });

  it("is refused with its place, and unseen", () => {
    expect(reportOf(config("objectStore.host", `me:${secret}@acme.example`))).toBe(
      oneProblem(`
      error[config-credential]: objectStore.host has a user, a password, a query or a
      token in it, or what looks like one
        --> Pulumi.dev.yaml:16:11
      16 |     host: ******************************
         |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
         = rule: settings are printed in plans and stand in plain text in the cluster;
                 this one isn't shown
         = mend: take it out, down to the bare host, URL or name, and replace the
                 password or token (docs/troubleshooting.md#config-credential)
    `),
    );
  });

  it.each([
    ["bucket", secret],
    ["objectStore", { s3proxy: secret }],
    ["cluster.kubeconfig", secret],
  ])("isn't shown where a map belongs: %s", (key, value) => {
    expect(reportOf(config(key, value))).not.toContain(secret);
  });

  it.each([`{${secret}}`, `{name: acme-dev-pipelines, ${secret}}`, `{name: acme-dev-pipelines, secretKey ${secret}}`])(
    "isn't shown where it lost its key: %s",
    (bucket) => {
      const change = edit(stackFile, /bucket:\n.*/, `bucket: ${bucket}`);
      expect(reportOf(change)).toContain("something in bucket isn't a key of the stack config");
      expect(reportOf(change)).not.toContain(secret);
    },
  );
});

describe("a line of a file", () => {
  it("keeps what is known to be plain, and its columns", () => {
    const change = edit(
      stackFile,
      /bucket:\n.*/,
      `bucket: {name: Acme, "password": ${secret}, create: true} # and ${secret}`,
    );
    const place = refusalOf(change).problems[0]?.location;
    expect(place?.sourceLine).toBe(
      `  deploykf-object-store:bucket: {name: Acme, "password": ${"*".repeat(secret.length)}, create: true}`,
    );
  });

  it("of a file that isn't YAML keeps the keys that are known", () => {
    const change = edit(stackFile, /bucket:\n.*/, `bucket: {name: x, accessKey: ${secret}: y}`);
    const [problem] = refusalOf(change).problems;
    expect(problem?.code).toBe("yaml-invalid");
    expect(problem?.location?.sourceLine).toMatch(/^ {2}\**:bucket: \*name: \*\* accessKey: [*: ]+$/);
  });
});

describe("a text of several lines", () => {
  it("that a missing quote made isn't shown", () => {
    const change = edit(stackFile, /namePrefix: .*\n/, `namePrefix: "kf-dev\n    secretKey: ${secret}"\n`);
    const { problems, message } = refusalOf(change);
    expect(problems.map(({ code }) => code)).toEqual(["config-text"]);
    expect(message).not.toContain(secret);
  });

  test.each(["team-1\n", "team-1\u001b[2J", "a\nb", `team ${"x".repeat(2_000)}`])("as a profile's name: %j", (name) => {
    expect(onlyProblem(profiles(name))).toMatchObject({
      code: "values-type",
      rule: "deployKF reads one short line here, without a password or a token",
    });
  });

  it("as a key", () => {
    expect(codesOf(config("tags", { "a\nb": "c" }))).toEqual(["config-control-character"]);
  });
});

describe("what YAML readers differ on", () => {
  it.each([
    ["010", "this program reads 10"],
    ["08", "this program reads 8"],
    ["0x1e", "this program reads 30"],
    ["0o36", "this program reads 30"],
    ["3e1", "this program reads 30"],
    ["30.0", "this program reads 30"],
    ["+30", "this program reads 30"],
  ])("as a number of days: %s", (days, reads) => {
    const problem = onlyProblem(
      config("bucket.retention", { artifactDays: 30 }),
      edit(stackFile, "artifactDays: 30", `artifactDays: ${days}`),
    );
    expect(problem).toMatchObject({ code: "config-ambiguous", underlined: days });
    expect(problem.rule).toContain(reads);
  });

  it.each(["1_0", "1:30", "yes", "on"])("as a number, where this program reads a text: %s", (days) => {
    const retention = config("bucket.retention", { artifactDays: 30 });
    expect(codesOf(retention, edit(stackFile, "artifactDays: 30", `artifactDays: ${days}`))).toEqual(["config-value"]);
  });

  it.each(["yes", "no", "on", "off", "y"])("as a switch: %s", (create) => {
    const change = edit(stackFile, "name: acme-dev-pipelines", `name: acme-dev-pipelines\n    create: ${create}`);
    expect(codesOf(change)).toEqual(["config-type"]);
  });

  it("as a text: a date, and the quotes that mend it", () => {
    const change = edit(stackFile, "namePrefix: kf-dev", "namePrefix: 2026-11-22");
    expect(onlyProblem(change)).toMatchObject({ code: "config-ambiguous", mend: 'put it in quotes: "2026-11-22"' });
  });
});

describe("a key that stands twice", () => {
  it.each(["bucket", "deploykf-object-store:bucket"])("with and without its namespace, %s first", (first) => {
    const second = first === "bucket" ? "deploykf-object-store:bucket" : "bucket";
    const change = edit(
      stackFile,
      /( {2})deploykf-object-store:bucket:\n.*/,
      `  ${first}: {name: a-b-c}\n  ${second}: {name: x-y-z}`,
    );
    expect(onlyProblem(change)).toMatchObject({ code: "config-twice", underlined: second });
  });

  it("as every object has it is a key like any other", () => {
    expect(codesOf(config("bucket.constructor", 1))).toEqual(["config-unknown-key"]);
    expect(codesOf(config("auth.prototype", 1))).toEqual(["config-unknown-key"]);
    expect(codesOf(edit(stackFile, "config:\n", "config:\n  __proto__: {a: 1}\n"))).toEqual(["yaml-reserved-key"]);
    expect(codesOf(edit(valuesFile, "profiles:\n", "__proto__: 1\n    profiles:\n"))).toEqual(["yaml-reserved-key"]);
  });
});

describe("a place", () => {
  it("has a stack's file that is one word", () => {
    expect(refusalOf(write(stackFile, "word\n")).problems[0]?.location).toMatchObject({
      line: 1,
      column: 1,
      length: 4,
    });
  });

  it("has what is encrypted in a list", () => {
    const { problems } = refusalOf(config("deploykf.valuesFiles", [{ secure: "AAAB" }]));
    expect(problems[0]).toMatchObject({ code: "config-type", location: { file: stackFile, line: 13 } });
  });
});

describe("inputs without end", () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => `Team_${index}`);

  it("20,000 bad names: the first 50 as text, all as data", () => {
    const { message, problems } = refusalOf(profiles(...many(20_000)));
    expect(problems).toHaveLength(20_000);
    expect(message.match(/^error\[/gm)).toHaveLength(50);
    expect(message).toMatch(/\n\n\.\.\. and 19,950 more; --format json prints all of them\.\n\n20,000 problems\./);
  });

  it("as many in one line: places without the line", () => {
    const list = many(20_000).map((name) => `{name: ${name}}`);
    const flow = `deploykf_core: {deploykf_profiles_generator: {profiles: [${list.join(", ")}]}}\n`;
    const { problems } = refusalOf(write(valuesFile, flow));
    expect(problems).toHaveLength(20_000);
    expect(new Set(problems.map(({ location }) => location?.sourceLine))).toEqual(new Set([""]));
  });

  it("a million digits and an x as a value", () => {
    const change = values("other", `${"1".repeat(900_000)}x`);
    expect(codesOf(change, without("accountId"), profiles("Team"))).toEqual(["profile-name"]);
  });

  it("a scalar of megabytes in an entry, and in a message", () => {
    const long = "a".repeat(6_000_000);
    const entry = (text: string) =>
      edit(valuesFile, /- name: team-1\n/, `- name: team-1\n        note: ${text}\n        name2: x\n`);
    expect(codesOf(entry(long))).toEqual(["yaml-too-large"]);
    expect(planOf(entry("a".repeat(1_000_000))).values.text.length).toBeGreaterThan(1_000_000);
    for (const change of [profiles("a".repeat(900_000)), config("bucket.name", "a".repeat(900_000))])
      expect(reportOf(change).length).toBeLessThan(2_000);
  });
});
