import { describe, expect, it } from "vitest";
import type { EndpointFinding, EndpointInput } from "../../../base/endpoint/endpoint.js";
import { endpointProblems } from "../../../base/endpoint/problems.js";
import { hostOwners, type PlatformName, storeOf } from "../../../stores/index.js";
import { clients } from "./bad-input/clients.js";
import { hosts } from "./bad-input/hosts.js";
import { contradictions, ports } from "./bad-input/places.js";
import { values } from "./bad-input/values.js";

const badInput = [...hosts, ...ports, ...contradictions, ...values, ...clients];

const found = (platform: PlatformName, input: EndpointInput): readonly EndpointFinding[] =>
  storeOf(platform).endpoint(input, hostOwners).findings;

describe("bad input", () => {
  it.each(badInput)("$platform $input", ({ platform, input, findings }) => {
    const result = storeOf(platform).endpoint(input, hostOwners);
    expect(result.findings).toEqual(findings);
    expect(result.endpoint === undefined).toBe(findings.some(({ severity }) => severity === "error"));
  });

  it("covers every code of an endpoint", () => {
    const covered = new Set(badInput.flatMap(({ findings }) => findings.map(({ finding }) => finding.code)));
    expect([...covered].sort()).toEqual(Object.keys(endpointProblems).sort());
  });

  it("is reported all at once", () => {
    const codes = found("minio", {
      host: "http://key@minio.acme.example:9000/bucket ",
      port: "0",
      region: "a b",
      variant: "internal",
      addressing: "virtual-host",
    }).map(({ key, finding }) => `${key} ${finding.code} ${finding.message.split(", ")[1] ?? ""}`);
    expect(codes).toEqual([
      "host endpoint-host with blanks",
      "host endpoint-host with a scheme",
      "host endpoint-host with a user or key",
      "host endpoint-host with a port",
      "host endpoint-host with a path",
      "port endpoint-port ",
      "region endpoint-value ",
      "variant endpoint-value ",
      "addressing endpoint-addressing and platform is minio",
    ]);
  });

  it("never shows what may be a key before @", () => {
    const findings = found("minio", { host: "https://AKIAEXAMPLE:secret/x@minio.acme.example:9000" });
    expect(findings.length).toBeGreaterThan(0);
    expect(JSON.stringify(findings)).not.toMatch(/AKIAEXAMPLE|secret\/x/);
  });
});

describe("a host of another platform", () => {
  it.each([
    ["s3.eu-west-1.amazonaws.com", "aws-s3", "Amazon S3"],
    ["s3.cn-north-1.amazonaws.com.cn", "aws-s3", "Amazon S3"],
    ["s3.amazonaws.com.acme.example", "aws-s3", "Amazon S3 to deployKF"],
    ["s3.eu-central-1.wasabisys.com", "wasabi", "Wasabi"],
    ["storage.googleapis.com", "gcs", "Google Cloud Storage"],
    ["acme.blob.core.windows.net", "azure-s3proxy", "Azure Blob Storage"],
    ["s3.oss-cn-hangzhou.aliyuncs.com", "alibaba-oss", "Alibaba Cloud OSS"],
    ["s3.us-south.cloud-object-storage.appdomain.cloud", "ibm-cos", "IBM Cloud Object Storage"],
    ["0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com", "cloudflare-r2", "Cloudflare R2"],
  ])("%s: platform %s", (host, platform, title) => {
    const finding = {
      code: "endpoint-platform",
      message: `objectStore.host is "${host}", and platform is s3-compatible`,
      rule: `that is a host of ${title}`,
      mend: `set platform: ${platform}`,
    };
    expect(found("s3-compatible", { host, region: "us-east-1" })).toEqual([
      { key: "host", severity: "error", finding },
    ]);
  });

  it("isn't one that only looks like it", () => {
    const { findings } = storeOf("minio").endpoint({ host: "notwasabisys.com" }, hostOwners);
    expect(findings).toEqual([]);
  });
});
