import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { planOffline } from "../../../cli/offline/offline-plan.js";
import type { ProcessResult } from "../../../cli/recover/pulumi.js";
import { type RecoverOptions, recover } from "../../../cli/recover/recover.js";
import { type Answer, type Asked, answeringServer, queryAnswers } from "../../support/answering-server.js";
import { exampleCopy } from "../../support/command.js";
import { testIo } from "../../support/io.js";
import { exampleRegistered, exportedState, ourTags } from "../../support/recover.js";

const registered = await exampleRegistered();
const components = registered.filter(({ custom }) => !custom);
const bucket = registered.filter(({ type }) => type === "aws:s3/bucket:Bucket");
const planted = "planted-secret-of-the-state";

const tagsXml = Object.entries(ourTags)
  .map(([key, value]) => `<member><Key>${key}</Key><Value>${value}</Value></member>`)
  .join("");
const ownRole = `<Role><RoleName>r</RoleName><Path>/</Path><CreateDate>2026-11-20T10:00:00Z</CreateDate><Tags>${tagsXml}</Tags></Role>`;
const identity = { result: "<Account>111122223333</Account>" };
const noPolicies = { ListRolePolicies: { result: "" }, ListAttachedRolePolicies: { result: "" } };

/** An account that has the bucket, untagged, and no role. */
const account =
  (actions: Parameters<typeof queryAnswers>[0] = {}) =>
  (asked: Asked): Answer => {
    if (asked.method === "POST") {
      return queryAnswers({ GetCallerIdentity: identity, GetRole: "NoSuchEntity", ...noPolicies, ...actions })(asked);
    }
    if (asked.method === "HEAD") return {};
    return asked.query.has("tagging")
      ? { status: 404, body: "<Error><Code>NoSuchTagSet</Code></Error>" }
      : { status: 403 };
  };

interface Run extends Partial<RecoverOptions> {
  readonly creating?: typeof registered;
  readonly answers?: (asked: Asked) => Answer | undefined;
  readonly pulumi?: never;
  /** Where the stack's config is, if not beside Pulumi.yaml. */
  readonly configFile?: string;
  /** More of the stack's config. */
  readonly added?: string;
  /** What `pulumi config get` prints, by key. */
  readonly inClear?: Readonly<Record<string, string>>;
}

// A stack's file has no key in plain text.
beforeEach(() => {
  vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIATEST");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "never sent");
});
afterEach(() => {
  vi.unstubAllEnvs();
});

async function run(given: Run = {}) {
  const { creating = [], answers = account(), configFile, added = "", inClear = {}, ...options } = given;
  const { url } = await answeringServer(answers);
  const root = exampleCopy();
  const config = join(root, "Pulumi.dev.yaml");
  const access = "  aws:s3UsePathStyle: true\n";
  const endpoints = `  aws:endpoints: [{ s3: "${url}", iam: "${url}", sts: "${url}" }]\n`;
  writeFileSync(join(root, configFile ?? "Pulumi.dev.yaml"), readFileSync(config, "utf8") + access + endpoints + added);
  const state = exportedState(components, creating);
  const exported = JSON.stringify({ ...state, deployment: { ...state.deployment, secrets_providers: planted } });
  const calls: string[] = [];
  let file: unknown;
  const answer = async (args: readonly string[]): Promise<ProcessResult> => {
    calls.push(args.join(" ").replace(/\S*import\.json/, "FILE"));
    if (args[0] === "import") file = JSON.parse(readFileSync(args[args.indexOf("--file") + 1] ?? "", "utf8"));
    const printed = args[0] === "config" ? inClear[args[2] ?? ""] : undefined;
    return { exitCode: 0, stdout: printed ?? (args[0] === "stack" ? exported : ""), stderr: "" };
  };
  const io = testIo({ cwd: root });
  const exitCode = await recover({
    ...{ offline: planOffline(root, "dev", configFile), registered, io, pulumi: answer },
    ...{ format: "text", file: join(root, "import.json") },
    ...options,
  });
  const { stdout, stderr } = io.printed;
  expect(stdout + stderr).not.toContain(planted);
  return { exitCode, stdout, stderr, calls, file, root };
}

const importing = "import --file FILE --generate-code=false --protect=true --skip-preview --yes --stack dev";
const clearing =
  "refresh --clear-pending-creates --target urn:pulumi:dev::deploykf-object-store::pulumi:pulumi:Stack::deploykf-object-store-dev --suppress-outputs --skip-preview --yes --stack dev";

const looking = clearing.replace("--clear-", "--skip-");

describe("a bucket that a died up made", () => {
  test("is shown, its import is written, and the commands are printed: 1", async () => {
    const { exitCode, stdout, stderr, calls, root } = await run({ creating: bucket });

    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/Bucket acme-dev-kubeflow-pipelines +yes +no +imported\n/);
    expect(stdout).toMatch(/Role kf-dev-backend +no +no +made by the next up\n/);
    expect(stderr).toContain("--generate-code=false --protect=true");
    expect(stderr).toContain("pulumi refresh --clear-pending-creates");
    expect(calls).toEqual(["stack export --stack dev"]);
    const { resources } = JSON.parse(readFileSync(join(root, "import.json"), "utf8"));
    expect(resources).toMatchObject([{ type: "aws:s3/bucket:Bucket", id: "acme-dev-kubeflow-pipelines" }]);
  });

  test("with --yes is imported, then what was pending is cleared: 0", async () => {
    const { exitCode, calls, file } = await run({ creating: bucket, yes: true });

    expect(exitCode).toBe(0);
    expect(calls).toEqual(["stack export --stack dev", importing, clearing]);
    expect(file).toMatchObject({ resources: [{ id: "acme-dev-kubeflow-pipelines" }] });
  });

  test("and a role that carries our tags: both, in one file", async () => {
    const { exitCode, file } = await run({
      creating: bucket,
      yes: true,
      answers: account({ GetRole: { result: ownRole } }),
    });

    expect(exitCode).toBe(0);
    expect(file).toMatchObject({
      resources: { length: 1 + registered.filter(({ type }) => type === "aws:iam/role:Role").length },
    });
  });

  test("what can't be looked at keeps the pending operations: 2, and what is known is done", async () => {
    const creating = registered.filter(({ type }) => type === "aws:s3/bucket:Bucket" || type === "aws:iam/role:Role");
    const { exitCode, stdout, calls } = await run({
      creating,
      yes: true,
      answers: account({ GetRole: "AccessDenied" }),
    });

    expect(exitCode).toBe(2);
    expect(calls).toEqual(["stack export --stack dev", importing]);
    expect(stdout).toContain("warning[recover-not-known]: whether 4 things (Role kf-dev-backend,");
  });
});

describe("a bucket that was made by hand", () => {
  test("is refused: 1, and nothing is imported", async () => {
    const { exitCode, stdout, calls } = await run({ yes: true });

    expect(exitCode).toBe(1);
    expect(stdout).toContain("error[recover-unproven]: Bucket acme-dev-kubeflow-pipelines");
    expect(calls).toEqual(["stack export --stack dev", looking]);
  });

  test("is taken where its name is stated, with the settings that it has: 0", async () => {
    const policy = (asked: Asked) => (asked.query.has("policy") ? { body: "{}" } : account()(asked));
    const { exitCode, file } = await run({ adopt: ["acme-dev-kubeflow-pipelines"], yes: true, answers: policy });

    // Rules and logs may not be looked at here.
    expect(exitCode).toBe(2);
    expect(file).toMatchObject({
      resources: [{ type: "aws:s3/bucket:Bucket" }, { type: "aws:s3/bucketPolicy:BucketPolicy" }],
    });
  });

  test.each(["acme-other", "kf-dev-backend=kf-by-hand"])(
    "another name than the plan's can't be adopted: %s",
    async (name) => {
      await expect(run({ adopt: [name] })).rejects.toMatchObject({
        exitCode: 2,
        message: expect.stringMatching(/error\[recover-adopt\][\s\S]*acme-dev-kubeflow-pipelines/),
      });
    },
  );
});

test("nothing to recover: 0; a lock that is left is looked for all the same", async () => {
  const answers = (asked: Asked) => (asked.method === "HEAD" ? { status: 404 } : account()(asked));

  expect(await run({ answers, yes: true })).toMatchObject({
    exitCode: 0,
    calls: ["stack export --stack dev", looking],
  });
  expect(await run({ answers })).toMatchObject({ exitCode: 0, calls: ["stack export --stack dev"] });
});

test("a config that isn't beside Pulumi.yaml is named to Pulumi, too", async () => {
  const named = (call: string) => call.replace(" --stack", " --config-file examples/Pulumi.other.yaml --stack");
  const { calls } = await run({ creating: bucket, yes: true, configFile: "examples/Pulumi.other.yaml" });

  expect(calls).toEqual(["stack export --stack dev", named(importing), named(clearing)]);
});

test("credentials of another account: no answer, and nothing else is asked", async () => {
  const other = account({ GetCallerIdentity: { result: "<Account>999999999999</Account>" } });

  await expect(run({ answers: other })).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringContaining("error[account-mismatch]"),
  });
});

test.each([
  ["as a whole", "secure: v1:a:b"],
  ["in a part", "roleArn: arn:aws:iam::111122223333:role/up\n    externalId: { secure: v1:a:b }"],
])(
  "a role whose setting is encrypted %s is assumed with what pulumi config get prints, and nothing of it is shown",
  async (_, written) => {
    const roleArn = "arn:aws:iam::111122223333:role/up";
    const expiration = "<Expiration>2099-01-01T00:00:00Z</Expiration>";
    const keys = `<AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>${expiration}`;
    const bodies: string[] = [];
    const { stdout, stderr, calls } = await run({
      added: `  aws:assumeRole:\n    ${written}\n`,
      inClear: { "aws:assumeRole": JSON.stringify({ roleArn, externalId: "planted-id" }) },
      answers: (asked) => {
        bodies.push(asked.body);
        return account({ AssumeRole: { result: `<Credentials>${keys}</Credentials>` } })(asked);
      },
    });

    expect(calls).toContain("config get aws:assumeRole --stack dev");
    expect(bodies.find((body) => body.includes("AssumeRole"))).toContain("ExternalId=planted-id");
    expect(stdout + stderr).not.toContain("planted-id");
  },
);

test("as JSON, for programs, without inputs of resources", async () => {
  const { stdout } = await run({ creating: bucket, format: "json" });
  const { verdict, resources, importFile } = JSON.parse(stdout);

  expect(verdict).toBe("todo");
  expect(resources[0]).toEqual({
    ...{ urn: expect.any(String), type: expect.any(String), id: expect.any(String), notes: [], finding: null },
    ...{ exists: expect.any(String), action: expect.any(String) },
  });
  expect(importFile.resources).toHaveLength(1);
});
