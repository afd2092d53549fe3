import type { EndpointFinding } from "../../../../base/endpoint/endpoint.js";
import { type BadInput, error } from "./helpers.js";

const own =
  "; a Service in the cluster is named <service>.<namespace>.svc.cluster.local; where all of the way is your own network, set objectStore.allowPlainHttp: true";

const plain = (
  host: string,
  code: "endpoint-plain-http" | "endpoint-plain-http-keys",
  isForeign = false,
): EndpointFinding => ({
  key: "useSSL",
  severity: "error",
  finding: {
    code,
    message: `objectStore.useSSL is false, and ${host} isn't in the cluster`,
    rule:
      code === "endpoint-plain-http"
        ? "whoever is on the way can read every artifact"
        : "whoever is on the way can read every artifact, and repeat the requests that the keys sign",
    mend: `set objectStore.useSSL: true${isForeign ? "" : own}`,
  },
});

/** Plain HTTP, and stores that put the bucket elsewhere than the clients. */
export const clients: readonly BadInput[] = [
  {
    platform: "minio",
    input: { host: "minio.acme.example", useSSL: false },
    findings: [plain("minio.acme.example", "endpoint-plain-http-keys")],
  },
  {
    platform: "azure-s3proxy",
    input: { host: "203.0.113.7", useSSL: false },
    findings: [plain("203.0.113.7", "endpoint-plain-http-keys", true)],
  },
  {
    platform: "ceph",
    input: { host: "rgw.acme.internal", useSSL: false },
    findings: [plain("rgw.acme.internal", "endpoint-plain-http")],
  },
  {
    platform: "gcs",
    input: { useSSL: false },
    findings: [plain("Google Cloud Storage", "endpoint-plain-http-keys", true)],
  },
  {
    platform: "aws-s3",
    input: { region: "eu-west-1", useSSL: false, withKeys: false },
    findings: [plain("Amazon S3", "endpoint-plain-http", true)],
  },
  {
    platform: "alibaba-oss",
    input: { region: "cn-hangzhou", variant: "internal", useSSL: false },
    findings: [plain("Alibaba Cloud OSS", "endpoint-plain-http")],
  },
  {
    platform: "ibm-cos",
    input: { host: "s3.direct.eu-de.cloud-object-storage.appdomain.cloud", useSSL: false },
    findings: [plain("IBM Cloud Object Storage", "endpoint-plain-http")],
  },
  {
    platform: "ibm-cos",
    input: { region: "eu-de", useSSL: false },
    findings: [plain("IBM Cloud Object Storage", "endpoint-plain-http-keys", true)],
  },
  {
    platform: "aws-s3",
    input: { region: "eu-west-1", useSSL: false, tlsOnly: true, allowPlainHttp: true },
    findings: [
      error(
        "useSSL",
        "endpoint-tls-only",
        "objectStore.useSSL is false, and the bucket that this stack creates refuses requests without TLS",
        "its policy denies them all (aws:SecureTransport)",
        "remove objectStore.useSSL, or set it to true",
      ),
    ],
  },
  {
    platform: "minio",
    input: { host: "minio" },
    findings: [
      {
        key: "host",
        severity: "warning",
        finding: {
          code: "endpoint-host-namespace",
          message: 'objectStore.host is "minio", a name of one part',
          rule: "each pod looks it up in its own namespace first, and pipelines run in those of the profiles",
          mend: "write <service>.<namespace>.svc.cluster.local, such as minio.kubeflow.svc.cluster.local",
        },
      },
    ],
  },
  {
    platform: "minio",
    input: { host: "minio-service.kubeflow", useSSL: false },
    findings: [
      {
        key: "host",
        severity: "warning",
        finding: {
          code: "endpoint-host-service",
          message:
            'objectStore.host is "minio-service.kubeflow", and is taken for the Service minio-service.kubeflow.svc.cluster.local',
          rule: "a name of two parts may be a Service and its namespace or a host elsewhere, and the values have the form that works from every namespace",
          mend: "write minio-service.kubeflow.svc.cluster.local; a host outside the cluster by its address, or by a name of three parts",
        },
      },
    ],
  },
  {
    platform: "alibaba-oss",
    input: { region: "cn-hangzhou", addressing: "path" },
    findings: [
      error(
        "addressing",
        "endpoint-addressing",
        "objectStore.addressing is path, and platform is alibaba-oss",
        "OSS refuses requests with the bucket in the path",
        "remove objectStore.addressing",
      ),
    ],
  },
  {
    platform: "s3-compatible",
    input: { host: "s3.acme.example", region: "eu-1", addressing: "virtual-host" },
    findings: [
      error(
        "addressing",
        "endpoint-addressing",
        "objectStore.addressing is virtual-host, and platform is s3-compatible",
        "KFP's clients put the bucket into the path at every host but those of AWS, Google and Alibaba Cloud",
        "let the store accept path-style requests, and remove objectStore.addressing",
      ),
    ],
  },
];
