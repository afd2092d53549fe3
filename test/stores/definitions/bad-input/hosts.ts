import { type BadInput, error } from "./helpers.js";

const hostError = (message: string, rule: string, mend: string) => error("host", "endpoint-host", message, rule, mend);

export const hosts: readonly BadInput[] = [
  {
    platform: "minio",
    input: { host: "http://minio.acme.example" },
    findings: [
      hostError(
        'objectStore.host is "http://minio.acme.example", with a scheme',
        "useSSL says whether it is https or http",
        "write minio.acme.example and objectStore.useSSL: false",
      ),
    ],
  },
  {
    platform: "ceph",
    input: { host: "rgw.acme.example:8443" },
    findings: [
      hostError(
        'objectStore.host is "rgw.acme.example:8443", with a port',
        "the port is a key of its own",
        'write rgw.acme.example and objectStore.port: "8443"',
      ),
    ],
  },
  {
    platform: "ceph",
    input: { host: "rgw.acme.example/bucket" },
    findings: [
      hostError(
        'objectStore.host is "rgw.acme.example/bucket", with a path',
        "the bucket is named by bucket.name, and nothing else follows a host",
        "write rgw.acme.example",
      ),
    ],
  },
  {
    platform: "wasabi",
    input: { host: "s3.wasabi sys.com" },
    findings: [
      hostError(
        'objectStore.host is "s3.wasabi sys.com", with blanks',
        "a host has no blanks",
        "write s3.wasabisys.com",
      ),
    ],
  },
  {
    platform: "minio",
    input: { host: "me:secret@minio.acme.example" },
    findings: [
      hostError(
        'objectStore.host is "[secret]@minio.acme.example", with a user or key',
        "keys are never part of the host",
        "write minio.acme.example, and revoke it",
      ),
    ],
  },
  {
    platform: "minio",
    input: { host: "MinIO.acme.example." },
    findings: [
      hostError(
        'objectStore.host is "MinIO.acme.example.", in another spelling than clients compare',
        "lower case, and no dot at the end",
        "write minio.acme.example",
      ),
    ],
  },
  {
    platform: "minio",
    input: { host: "fe80::1" },
    findings: [
      hostError(
        'objectStore.host is "fe80::1", no host name',
        "IPv6 addresses don't work: deployKF and its clients write host:port",
        "write a host name such as minio.acme.example",
      ),
    ],
  },
  {
    platform: "minio",
    input: { host: "10.0.0.256" },
    findings: [
      hostError(
        'objectStore.host is "10.0.0.256", no host name',
        "labels of a-z, 0-9 and - with dots between them, or an IPv4 address",
        "write a host name such as minio.acme.example",
      ),
    ],
  },
  {
    platform: "minio",
    input: {},
    findings: [
      error(
        "host",
        "endpoint-missing",
        "platform is minio, and objectStore.host isn't set",
        "the host can't be derived",
        "set it, as in minio.minio.svc.cluster.local",
      ),
    ],
  },
  {
    platform: "azure-s3proxy",
    input: { host: "acme.blob.core.windows.net" },
    findings: [
      error(
        "host",
        "endpoint-host-unknown",
        'objectStore.host is "acme.blob.core.windows.net"',
        "Azure Blob Storage has no S3 API",
        "set objectStore.host to S3Proxy's Service, as in s3proxy.s3proxy.svc.cluster.local",
      ),
    ],
  },
  {
    platform: "alibaba-oss",
    input: { host: "artifacts.acme.example", region: "cn-hangzhou" },
    findings: [
      error(
        "host",
        "endpoint-host-unknown",
        'objectStore.host is "artifacts.acme.example"',
        "OSS takes virtual-host requests alone, and the API server's client sends them to s3.oss-<region>.aliyuncs.com only",
        "remove objectStore.host: it follows from the region; a CNAME of your own doesn't work with KFP 2.1",
      ),
    ],
  },
  {
    platform: "wasabi",
    input: { host: "s3.amazonaws.com", region: "us-east-1" },
    findings: [
      error(
        "host",
        "endpoint-platform",
        'objectStore.host is "s3.amazonaws.com", and platform is wasabi',
        "that is a host of Amazon S3",
        "set platform: aws-s3",
      ),
    ],
  },
  {
    platform: "aws-s3",
    input: { host: "ec2.eu-west-1.amazonaws.com", region: "eu-west-1" },
    findings: [
      error(
        "host",
        "endpoint-host-unknown",
        'objectStore.host is "ec2.eu-west-1.amazonaws.com"',
        "that host names no S3 and region",
        "remove objectStore.host: it follows from the region",
      ),
    ],
  },
];
