import { describe, expect, test } from "vitest";
import { askOidcProvider, askRole, keysOf } from "../../../cli/recover/ask-iam.js";
import { askBucket, askBucketSetting } from "../../../cli/recover/ask-s3.js";
import { awsClients } from "../../../cli/recover/aws-clients.js";
import type { AwsSettings } from "../../../cli/recover/aws-settings.js";
import { type Answer, type Asked, answeringServer, queryAnswers } from "../../support/answering-server.js";

const credentials = { accessKeyId: "AKIATEST", secretAccessKey: "never sent" };

function clientsAt(url: string, more: Partial<AwsSettings> = {}) {
  const endpoints = { s3: url, iam: url, sts: url };
  return awsClients({
    ...{ region: "eu-west-1", profile: undefined, credentials, endpoints, roles: [], pathStyle: true },
    ...more,
  });
}

const policies = {
  ListRolePolicies: { result: "<PolicyNames><member>object-store</member><member>by-hand</member></PolicyNames>" },
  ListAttachedRolePolicies: {
    result:
      "<AttachedPolicies><member><PolicyArn>arn:aws:iam::aws:policy/AdministratorAccess</PolicyArn></member></AttachedPolicies>",
  },
};
const role = `<Role><RoleName>kf</RoleName><Path>/kf/</Path><CreateDate>2026-11-20T10:00:00Z</CreateDate>
  <Tags><member><Key>pulumi-stack</Key><Value>dev</Value></member></Tags></Role>`;

describe("IAM", () => {
  test("a role with its path, its tags, and what it keeps beside our policy", async () => {
    const { url } = await answeringServer(queryAnswers({ GetRole: { result: role }, ...policies }));
    const { iam } = await clientsAt(url);

    expect(await askRole(iam, "kf")).toEqual({
      answer: "there",
      thing: {
        tags: { "pulumi-stack": "dev" },
        created: "2026-11-20T10:00:00.000Z",
        place: "/kf/",
        keeps: ["inline policy by-hand", "arn:aws:iam::aws:policy/AdministratorAccess"],
      },
    });
  });

  test("what isn't there is absent; what is denied isn't known", async () => {
    const { url } = await answeringServer(
      queryAnswers({ GetRole: "NoSuchEntity", GetOpenIDConnectProvider: "AccessDenied" }),
    );
    const { iam } = await clientsAt(url);

    expect(await askRole(iam, "kf")).toEqual({ answer: "absent" });
    expect(await askOidcProvider(iam, "arn:aws:iam::111122223333:oidc-provider/x")).toEqual({
      answer: "unknown",
      why: "AccessDenied: said by IAM",
    });
  });

  test("a role whose policies can't be listed isn't known either", async () => {
    const denied = { ...policies, ListAttachedRolePolicies: "AccessDenied" };
    const { url } = await answeringServer(queryAnswers({ GetRole: { result: role }, ...denied }));
    const { iam } = await clientsAt(url);

    expect(await askRole(iam, "kf")).toMatchObject({ answer: "unknown" });
  });

  test("a connection that breaks isn't known, and the answer holds no key", async () => {
    const { url } = await answeringServer(() => undefined);
    const { iam } = await clientsAt(url);

    const found = await askRole(iam, "kf");
    expect(found).toMatchObject({ answer: "unknown" });
    expect(JSON.stringify(found)).not.toContain(credentials.secretAccessKey);
  });

  test("keys of a user, and whether those that nobody knows were ever used", async () => {
    const member = (id: string) => `<member><UserName>u</UserName><AccessKeyId>${id}</AccessKeyId></member>`;
    const list = { result: `<AccessKeyMetadata>${member("AKIAKNOWN")}${member("AKIALOST")}</AccessKeyMetadata>` };
    const unused = {
      result: "<AccessKeyLastUsed><Region>N/A</Region><ServiceName>N/A</ServiceName></AccessKeyLastUsed>",
    };
    const { url, asked } = await answeringServer(queryAnswers({ ListAccessKeys: list, GetAccessKeyLastUsed: unused }));
    const { iam } = await clientsAt(url);

    expect(await keysOf(iam, "u", (id) => id === "AKIAKNOWN")).toEqual({
      user: "u",
      keys: [
        { id: "AKIAKNOWN", everUsed: undefined },
        { id: "AKIALOST", everUsed: false },
      ],
    });
    expect(asked.filter(({ body }) => body.includes("GetAccessKeyLastUsed"))).toHaveLength(1);
  });

  test("keys that can't be listed, and a use that can't be asked for, aren't known", async () => {
    const list = {
      result: "<AccessKeyMetadata><member><AccessKeyId>AKIALOST</AccessKeyId></member></AccessKeyMetadata>",
    };
    const denied = await answeringServer(queryAnswers({ ListAccessKeys: "AccessDenied" }));
    const partly = await answeringServer(queryAnswers({ ListAccessKeys: list, GetAccessKeyLastUsed: "AccessDenied" }));
    const ask = async (url: string) => keysOf((await clientsAt(url)).iam, "u", () => false);

    expect(await ask(denied.url)).toMatchObject({ keys: undefined, why: "AccessDenied: said by IAM" });
    expect((await ask(partly.url)).keys).toEqual([{ id: "AKIALOST", everUsed: undefined }]);
  });
});

/** S3's answers to one bucket, by what is asked of it. */
const s3 =
  (answers: Readonly<Record<string, Answer>>) =>
  ({ method, path, query }: Asked): Answer => {
    const [subresource = ""] = [...query.keys()].filter((key) => !key.startsWith("x-"));
    return answers[method === "HEAD" ? "HEAD" : path === "/" ? "buckets" : subresource] ?? { status: 403 };
  };

const bucketList = `<ListAllMyBucketsResult><Buckets><Bucket><Name>acme</Name>
  <CreationDate>2026-11-20T10:00:00.000Z</CreationDate></Bucket></Buckets></ListAllMyBucketsResult>`;
const tagging = {
  body: "<Tagging><TagSet><Tag><Key>pulumi-stack</Key><Value>prod</Value></Tag></TagSet></Tagging>",
};
const s3Error = (code: string, status: number) => ({ status, body: `<Error><Code>${code}</Code></Error>` });

describe("S3", () => {
  test("a bucket with region, tags and date, of the account that it has to belong to", async () => {
    const head = { headers: { "x-amz-bucket-region": "eu-west-1" } };
    const { url, asked } = await answeringServer(s3({ HEAD: head, tagging, buckets: { body: bucketList } }));
    const clients = await clientsAt(url);

    expect(await askBucket(clients.s3, "acme", "111122223333")).toEqual({
      answer: "there",
      thing: { tags: { "pulumi-stack": "prod" }, created: "2026-11-20T10:00:00.000Z", place: "eu-west-1" },
    });
    expect(asked[0]?.headers["x-amz-expected-bucket-owner"]).toBe("111122223333");
  });

  test("one without tags, where buckets may not be listed", async () => {
    const { url } = await answeringServer(s3({ HEAD: {}, tagging: s3Error("NoSuchTagSet", 404) }));
    const clients = await clientsAt(url);

    expect(await askBucket(clients.s3, "acme", undefined)).toMatchObject({
      answer: "there",
      thing: { tags: {}, created: undefined },
    });
  });

  test.each([
    ["absent", s3({ HEAD: { status: 404 } })],
    ["unknown", s3({ HEAD: { status: 403 } })],
    ["unknown", s3({ HEAD: {}, tagging: s3Error("AccessDenied", 403) })],
    ["unknown", () => undefined],
  ])("is %s", async (answer, recorded) => {
    const { url } = await answeringServer(recorded);
    const clients = await clientsAt(url);

    expect((await askBucket(clients.s3, "acme", undefined)).answer).toBe(answer);
  });

  test("settings of a bucket: a policy that is there, rules that aren't, logging that is off, and a denial", async () => {
    const { url } = await answeringServer(
      s3({
        policy: { body: "{}" },
        lifecycle: s3Error("NoSuchLifecycleConfiguration", 404),
        logging: { body: "<BucketLoggingStatus/>" },
      }),
    );
    const denied = await answeringServer(s3({}));
    const clients = await clientsAt(url);

    expect(await askBucketSetting(clients.s3, "acme", "policy")).toMatchObject({ answer: "there" });
    expect(await askBucketSetting(clients.s3, "acme", "lifecycle")).toEqual({ answer: "absent" });
    expect(await askBucketSetting(clients.s3, "acme", "logging")).toEqual({ answer: "absent" });
    const other = await clientsAt(denied.url);
    expect(await askBucketSetting(other.s3, "acme", "policy")).toMatchObject({ answer: "unknown" });
  });
});

test("roles are assumed one after the other, and the last one asks", async () => {
  const given = (id: string) =>
    `<Credentials><AccessKeyId>${id}</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken></Credentials>`;
  const ids = ["ASIAFIRST", "ASIASECOND"];
  const { url, asked } = await answeringServer((one) =>
    one.body.includes("AssumeRole")
      ? queryAnswers({ AssumeRole: { result: given(ids.shift() ?? "") } })(one)
      : queryAnswers({ GetRole: "NoSuchEntity" })(one),
  );
  const roles = ["a", "b"].map((name) => ({
    roleArn: `arn:aws:iam::111122223333:role/${name}`,
    externalId: undefined,
    sessionName: undefined,
  }));
  const { iam } = await clientsAt(url, { roles });

  expect(await askRole(iam, "kf")).toEqual({ answer: "absent" });
  const signers = asked.map(({ headers }) => /Credential=(\w+)/.exec(headers.authorization ?? "")?.[1]);
  expect(signers).toEqual(["AKIATEST", "ASIAFIRST", "ASIASECOND"]);
});
