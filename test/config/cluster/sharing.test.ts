import { describe, expect, it } from "vitest";
import { neighbour } from "../../support/neighbour.js";
import { onlyProblem, place } from "../../support/problem.js";
import {
  bucketName,
  type Change,
  codesOf,
  config,
  planOf,
  projectName,
  stackFile,
  warningsOf,
} from "../../support/project.js";

const at = (underlined: string) => ({ file: stackFile, underlined });
const joins = config("bucket.create", false);
const sharedWith = (...stacks: string[]) => config("bucket.sharedWith", stacks);
const sharing = (...changes: Change[]) => planOf(...changes).sharing;
const common = ["artifacts/team-1/", "v2/artifacts/team-1/"];

describe("a stack that joins another one's bucket", () => {
  it("has to say so", () => {
    expect(onlyProblem(neighbour(), joins)).toEqual({
      code: "bucket-shared",
      message: `the bucket ${bucketName} is also that of stack other`,
      rule: "backends of both clusters reach all artifacts, and profiles whose prefixes overlap reach each other's",
      mend: "if that is meant, set bucket.sharedWith: [other]; otherwise use another bucket",
      ...at(bucketName),
    });
  });

  it("says so, and lists what profiles of the same name share", () => {
    expect(sharing(neighbour(), joins, sharedWith("other"))).toEqual([{ stack: "other", prefixes: common }]);
  });

  it("shares nothing where no profile has the same name", () => {
    expect(sharing(neighbour({}, ["team-2"]), joins, sharedWith("other"))).toEqual([{ stack: "other", prefixes: [] }]);
  });

  it("is listed by the one that creates the bucket, which need not name it", () => {
    const other = neighbour({ bucket: { name: bucketName, create: false, sharedWith: ["dev"] } });
    const expected = [{ stack: "other", prefixes: common }];

    expect(sharing(other)).toEqual(expected);
    expect(sharing(other, sharedWith("other"))).toEqual(expected);
  });

  it("names roles of its own", () => {
    const same = neighbour({ namePrefix: "KF-dev" });

    expect(onlyProblem(same, config("namePrefix", "Kf-Dev"), joins, sharedWith("other"))).toEqual({
      code: "name-prefix-taken",
      message: 'namePrefix is "Kf-Dev", which stack other has, too',
      rule: "names of roles and users are unique in an account",
      mend: "give this stack a namePrefix of its own",
      ...at("Kf-Dev"),
    });
  });

  it("may have the same namePrefix in another account, which doesn't own the bucket", () => {
    const changes = [neighbour({ namePrefix: "kf-dev", accountId: "444455556666" }), joins, sharedWith("other")];

    expect(sharing(...changes)).toEqual([{ stack: "other", prefixes: common }]);
    expect(warningsOf(...changes)).toEqual([
      {
        code: "bucket-shared-account",
        severity: "warning",
        message: `the bucket ${bucketName} belongs to another account, that of stack other`,
        rule: "roles of this account reach it only if the bucket's own policy admits them, which no stack here sets",
        mend: "allow this account in the bucket's policy by hand, or use a bucket of its own",
        location: { file: stackFile, line: 8, column: 5, length: 10, sourceLine: "    sharedWith:" },
      },
    ]);
  });

  it("looks for the bucket where the other stack has it", () => {
    const elsewhere = neighbour({ bucket: { name: bucketName, region: "eu-central-1" } });

    expect(onlyProblem(elsewhere, joins, sharedWith("other"))).toEqual({
      code: "bucket-region",
      message: "the bucket is taken to be in eu-west-1, and stack other has it in eu-central-1",
      rule: "clients sign their requests for the region in the values block",
      mend: "set bucket.region: eu-central-1",
      ...at("eu-west-1"),
    });
    const stated = config("bucket.region", "eu-central-1");
    expect(sharing(elsewhere, joins, sharedWith("other"), stated)).toEqual([{ stack: "other", prefixes: common }]);
  });

  it("may name the other stack in full", () => {
    expect(sharing(neighbour(), joins, sharedWith(`acme/${projectName}/other`, "other"))).toEqual([
      { stack: "other", prefixes: common },
    ]);
  });

  it("may not where nobody knows the account", () => {
    const unstated = neighbour({ namePrefix: "kf-dev", accountId: undefined });

    expect(codesOf(unstated, joins, sharedWith("other"))).toEqual(["name-prefix-taken"]);
  });
});

describe("two stacks that would both create a bucket", () => {
  it("are warned, as only one can be deployed so", () => {
    expect(warningsOf(neighbour())).toEqual([
      {
        code: "bucket-shared",
        severity: "warning",
        message: `this stack and other would both create the bucket ${bucketName}`,
        rule: "one stack creates a bucket, and others join it",
        mend: "in the stack that joins set bucket.create: false and bucket.sharedWith; or use another bucket",
        location: { file: stackFile, line: 6, column: 11, length: 18, sourceLine: `    name: ${bucketName}` },
      },
    ]);
    expect(sharing(neighbour())).toEqual([]);
  });

  it("contradict each other where one names the other", () => {
    expect(onlyProblem(neighbour(), sharedWith("other"))).toMatchObject({ code: "bucket-shared", ...at("sharedWith") });
  });
});

describe("bucket.sharedWith", () => {
  const mend = "correct it; a stack of another project is written <organization>/<project>/<stack>";

  it.each(["prod", "Other", "acme/other", "other "])("names a stack here, or its profiles aren't known: %j", (name) => {
    expect(warningsOf(neighbour(), joins, sharedWith("other", name)).map(place)).toEqual([
      {
        code: "bucket-shared-with",
        message: `bucket.sharedWith names ${name}`,
        rule: `there is no Pulumi.${name}.yaml beside this one that has the bucket, so its profiles aren't known here`,
        mend,
        ...at(name),
      },
    ]);
  });

  it("names no stack with another bucket", () => {
    const apart = neighbour({ bucket: { name: "acme-other-pipelines" }, tags: { from: bucketName } });

    const [warning, ...others] = warningsOf(apart, joins, sharedWith("other")).map(place);
    expect(others).toEqual([]);
    expect(warning?.rule).toContain("there is no Pulumi.other.yaml beside this one that has the bucket");
    expect(warning?.underlined).toBe("other");
    expect(sharing(apart, joins)).toEqual([]);
  });

  it("doesn't name the stack itself", () => {
    expect(onlyProblem(sharedWith("dev"))).toEqual({
      code: "bucket-shared-with",
      message: "bucket.sharedWith names dev",
      rule: "that is this stack itself",
      mend: "name the other stack",
      ...at("dev"),
    });
  });

  it("names a stack of another project in full, of whose profiles nothing is known here", () => {
    const elsewhere = "acme/platform/prod";

    expect(sharing(joins, sharedWith(elsewhere))).toEqual([{ stack: elsewhere, prefixes: undefined }]);
    expect(sharing(neighbour(), joins, sharedWith("other", elsewhere))).toEqual([
      { stack: "other", prefixes: common },
      { stack: elsewhere, prefixes: undefined },
    ]);
  });

  it("doesn't name the stack itself in full", () => {
    expect(codesOf(joins, sharedWith(`acme/${projectName}/dev`))).toEqual(["bucket-shared-with"]);
  });
});

describe("the other stack's file", () => {
  it("with problems of its own: it shares the bucket, and its profiles aren't known", () => {
    const broken = neighbour({ accountId: "1" });

    expect(sharing(broken, joins, sharedWith("other"))).toEqual([{ stack: "other", prefixes: undefined }]);
    expect(codesOf(broken, joins)).toEqual(["bucket-shared"]);
  });
});

describe("profiles that share one role", () => {
  const shared = { auth: { profileRole: "shared" } };
  const own = ["team-1", "team-1-prod"].flatMap((name) => [`artifacts/${name}/`, `v2/artifacts/${name}/`]);

  it("in the other stack: they reach every profile's prefixes here", () => {
    const other = neighbour(shared, ["team-9"]);

    expect(sharing(other, joins, sharedWith("other"))).toEqual([{ stack: "other", prefixes: own }]);
  });

  it("in this stack: they reach the other's prefixes", () => {
    const other = neighbour({}, ["team-9"]);
    const here = config("auth.profileRole", "shared");

    expect(sharing(other, joins, sharedWith("other"), here)).toEqual([
      { stack: "other", prefixes: ["artifacts/team-9/", "v2/artifacts/team-9/"] },
    ]);
  });
});
