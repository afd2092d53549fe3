import { describe, expect, test } from "vitest";
import { awsSettings } from "../../../cli/recover/aws-settings.js";
import { storeSettings } from "../../../cli/recover/store-settings.js";

describe("how AWS is reached", () => {
  test("by the stack's region, profile, keys, roles and endpoints", () => {
    const config = {
      "aws:region": "eu-west-1",
      "aws:profile": "acme",
      "aws:accessKey": "AKIA",
      "aws:secretKey": "s",
      "aws:token": "t",
      "aws:endpoints": JSON.stringify([{ s3: "http://127.0.0.1:1" }, { iam: "http://127.0.0.1:2" }]),
      "aws:assumeRoles": JSON.stringify([{ roleArn: "arn:a", externalId: "x" }]),
      "aws:s3UsePathStyle": "true",
    };

    expect(awsSettings(config)).toEqual({
      region: "eu-west-1",
      profile: "acme",
      credentials: { accessKeyId: "AKIA", secretAccessKey: "s", sessionToken: "t" },
      endpoints: { s3: "http://127.0.0.1:1", iam: "http://127.0.0.1:2" },
      roles: [{ roleArn: "arn:a", externalId: "x", sessionName: undefined }],
      pathStyle: true,
    });
  });

  test.each(["assumeRoleWithWebIdentity", "sharedConfigFiles", "httpProxy", "insecure", "useFipsEndpoint"])(
    "not where aws:%s says who asks, or whom",
    (name) => {
      expect(awsSettings({ [`aws:${name}`]: "{}" })).toMatchObject({
        finding: { code: "recover-settings", message: `aws:${name} is a setting that this command can't follow` },
      });
    },
  );

  test("an insecure switch that is off is none", () => {
    expect(awsSettings({ "aws:insecure": "false" })).not.toHaveProperty("finding");
  });
});

describe("how another store is reached", () => {
  const provider = (name: string, type: string, inputs: Readonly<Record<string, unknown>>) => ({
    urn: `urn:pulumi:t::p::${type}::${name}`,
    ...{ type, name, inputs, parent: undefined, custom: true, protect: false, provider: undefined, version: undefined },
  });

  test("Wasabi by its provider's endpoints, with the stack's keys", () => {
    const endpoints = JSON.stringify([{ s3: "https://s3.eu-central-1.wasabisys.com" }]);
    const registered = [provider("kubeflow-wasabi", "pulumi:providers:aws", { region: "eu-central-1", endpoints })];
    const config = { "aws:accessKey": "W", "aws:secretKey": "s" };

    expect(storeSettings({ registered, config })).toMatchObject({
      region: "eu-central-1",
      credentials: { accessKeyId: "W", secretAccessKey: "s" },
      endpoints: { s3: "https://s3.eu-central-1.wasabisys.com" },
      pathStyle: true,
    });
  });

  test("MinIO as its administrator, and never with credentials of AWS", () => {
    const inputs = { minioServer: "minio.acme.io:9000", minioSsl: "true" };
    const registered = [provider("kubeflow-minio", "pulumi:providers:minio", inputs)];
    const config = { "minio:minioUser": "root", "minio:minioPassword": "p" };

    expect(storeSettings({ registered, config })).toMatchObject({
      credentials: { accessKeyId: "root", secretAccessKey: "p" },
      endpoints: { s3: "https://minio.acme.io:9000" },
    });
    expect(storeSettings({ registered, config: { "aws:accessKey": "AKIA", "aws:secretKey": "s" } })).toMatchObject({
      answer: "unknown",
    });
  });
});
