import { describe, expect, it } from "vitest";
import type { EndpointInput, ObjectStoreEndpoint } from "../../../base/endpoint/endpoint.js";
import { hostOwners, type PlatformName, storeOf } from "../../../stores/index.js";

const account = "0123456789abcdef0123456789abcdef";
const defaults = { port: "", useSSL: true };

type Row = [platform: PlatformName, input: EndpointInput, endpoint: ObjectStoreEndpoint];

const derived: Row[] = [
  ["aws-s3", { region: "us-east-1" }, { host: "s3.amazonaws.com", region: "us-east-1", ...defaults }],
  [
    "aws-s3",
    { region: "us-east-1", variant: "regional" },
    { host: "s3.us-east-1.amazonaws.com", region: "us-east-1", ...defaults },
  ],
  ["aws-s3", { region: "eu-west-1" }, { host: "s3.eu-west-1.amazonaws.com", region: "eu-west-1", ...defaults }],
  [
    "aws-s3",
    { region: "us-gov-west-1" },
    { host: "s3.us-gov-west-1.amazonaws.com", region: "us-gov-west-1", ...defaults },
  ],
  ["aws-s3", { region: "cn-north-1" }, { host: "s3.cn-north-1.amazonaws.com.cn", region: "cn-north-1", ...defaults }],
  [
    "aws-s3",
    { host: "bucket.vpce-1a2b-3c.s3.eu-west-1.vpce.amazonaws.com" },
    { host: "bucket.vpce-1a2b-3c.s3.eu-west-1.vpce.amazonaws.com", region: "eu-west-1", ...defaults },
  ],
  [
    "aws-s3",
    { host: "s3-fips.us-gov-east-1.amazonaws.com" },
    { host: "s3-fips.us-gov-east-1.amazonaws.com", region: "us-gov-east-1", ...defaults },
  ],
  [
    "wasabi",
    { region: "eu-central-1" },
    { host: "s3.eu-central-1.wasabisys.com", region: "eu-central-1", ...defaults },
  ],
  ["wasabi", { region: "us-east-1" }, { host: "s3.us-east-1.wasabisys.com", region: "us-east-1", ...defaults }],
  ["wasabi", { host: "s3.wasabisys.com" }, { host: "s3.wasabisys.com", region: "us-east-1", ...defaults }],
  ["gcs", {}, { host: "storage.googleapis.com", region: "auto", ...defaults }],
  ["gcs", { region: "europe-west1" }, { host: "storage.googleapis.com", region: "europe-west1", ...defaults }],
  [
    "alibaba-oss",
    { region: "cn-hangzhou", port: "", host: "" },
    { host: "s3.oss-cn-hangzhou.aliyuncs.com", region: "cn-hangzhou", ...defaults },
  ],
  [
    "alibaba-oss",
    { region: "cn-hangzhou", variant: "internal" },
    { host: "s3.oss-cn-hangzhou-internal.aliyuncs.com", region: "cn-hangzhou", ...defaults },
  ],
  [
    "alibaba-oss",
    { host: "s3.oss-ap-southeast-1-internal.aliyuncs.com", addressing: "virtual-host" },
    { host: "s3.oss-ap-southeast-1-internal.aliyuncs.com", region: "ap-southeast-1", ...defaults },
  ],
  [
    "ibm-cos",
    { region: "us-south" },
    { host: "s3.us-south.cloud-object-storage.appdomain.cloud", region: "us-south", ...defaults },
  ],
  [
    "ibm-cos",
    { region: "eu", variant: "private" },
    { host: "s3.private.eu.cloud-object-storage.appdomain.cloud", region: "eu", ...defaults },
  ],
  [
    "ibm-cos",
    { region: "ams03", variant: "direct" },
    { host: "s3.direct.ams03.cloud-object-storage.appdomain.cloud", region: "ams03", ...defaults },
  ],
  [
    "cloudflare-r2",
    { accountId: account },
    { host: `${account}.r2.cloudflarestorage.com`, region: "auto", ...defaults },
  ],
  [
    "cloudflare-r2",
    { accountId: account, variant: "eu", region: "us-east-1" },
    { host: `${account}.eu.r2.cloudflarestorage.com`, region: "us-east-1", ...defaults },
  ],
  [
    "cloudflare-r2",
    { host: `${account}.fedramp.r2.cloudflarestorage.com` },
    { host: `${account}.fedramp.r2.cloudflarestorage.com`, region: "auto", ...defaults },
  ],
];

const stated: Row[] = [
  [
    "minio",
    { host: "minio.acme.example" },
    { host: "minio.acme.example", port: "9000", useSSL: true, region: "us-east-1" },
  ],
  [
    "minio",
    { host: "minio.data.svc", port: "", useSSL: false, region: "home_1" },
    { host: "minio.data.svc.cluster.local", port: "", useSSL: false, region: "home_1" },
  ],
  ["ceph", { host: "rgw.acme.example" }, { host: "rgw.acme.example", port: "", useSSL: true, region: "us-east-1" }],
  [
    "ceph",
    { host: "10.1.2.3", port: "8080", useSSL: false, region: "zg1" },
    { host: "10.1.2.3", port: "8080", useSSL: false, region: "zg1" },
  ],
  [
    "azure-s3proxy",
    { host: "s3proxy.s3proxy.svc.cluster.local", port: "80" },
    { host: "s3proxy.s3proxy.svc.cluster.local", port: "80", useSSL: false, region: "us-east-1" },
  ],
  [
    "azure-s3proxy",
    { host: "s3proxy.acme.example" },
    { host: "s3proxy.acme.example", port: "", useSSL: true, region: "us-east-1" },
  ],
  [
    "s3-compatible",
    { host: "s3.acme.example", region: "eu-1", port: "65535", addressing: "path" },
    { host: "s3.acme.example", port: "65535", useSSL: true, region: "eu-1" },
  ],
];

describe("an endpoint", () => {
  it.each([...derived, ...stated])("of %s from %j", (platform, input, endpoint) => {
    expect(storeOf(platform).endpoint(input, hostOwners)).toEqual({ endpoint, findings: [] });
  });

  it.each([
    "localhost",
    "minio.data.svc",
    "minio.data.svc.cluster.local",
    "127.0.0.1",
    "10.0.0.1",
    "172.31.255.1",
    "192.168.1.1",
    "100.64.0.1",
  ])("may be without TLS at %s, which is in the cluster's own network", (host) => {
    expect(storeOf("minio").endpoint({ host, useSSL: false }, hostOwners).findings).toEqual([]);
  });

  it("of AWS ignores the account id, which is no part of the host", () => {
    expect(storeOf("aws-s3").endpoint({ region: "eu-west-1", accountId: "111122223333" }, hostOwners).findings).toEqual(
      [],
    );
  });
});
