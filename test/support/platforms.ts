import type { ObjectStoreEndpoint } from "../../base/endpoint/endpoint.js";
import type { PlatformName } from "../../stores/index.js";
import { type Change, config, without } from "./project.js";

/** A platform as its example has it: what is stated, and what follows. */
interface Platform {
  readonly objectStore: Readonly<Record<string, unknown>>;
  readonly endpoint: ObjectStoreEndpoint;
}

export type ExternalPlatform = Exclude<PlatformName, "aws-s3">;

const derived = (host: string, region: string): ObjectStoreEndpoint => ({ host, port: "", useSSL: true, region });

/** Every platform but S3. */
export const platforms: Readonly<Record<ExternalPlatform, Platform>> = {
  wasabi: {
    objectStore: { region: "eu-central-1" },
    endpoint: derived("s3.eu-central-1.wasabisys.com", "eu-central-1"),
  },
  minio: {
    objectStore: { host: "minio.minio.svc.cluster.local", port: "9000", useSSL: false },
    endpoint: { host: "minio.minio.svc.cluster.local", port: "9000", useSSL: false, region: "us-east-1" },
  },
  ceph: {
    objectStore: { host: "rook-ceph-rgw-store.rook-ceph.svc.cluster.local", port: "80", useSSL: false },
    endpoint: {
      host: "rook-ceph-rgw-store.rook-ceph.svc.cluster.local",
      port: "80",
      useSSL: false,
      region: "us-east-1",
    },
  },
  gcs: { objectStore: {}, endpoint: derived("storage.googleapis.com", "auto") },
  "azure-s3proxy": {
    objectStore: { host: "s3proxy.s3proxy.svc.cluster.local", port: "8080" },
    endpoint: { host: "s3proxy.s3proxy.svc.cluster.local", port: "8080", useSSL: false, region: "us-east-1" },
  },
  "alibaba-oss": {
    objectStore: { region: "cn-hangzhou", endpoint: "internal" },
    endpoint: derived("s3.oss-cn-hangzhou-internal.aliyuncs.com", "cn-hangzhou"),
  },
  "ibm-cos": {
    objectStore: { region: "eu-de", endpoint: "private" },
    endpoint: derived("s3.private.eu-de.cloud-object-storage.appdomain.cloud", "eu-de"),
  },
  "cloudflare-r2": {
    objectStore: { accountId: "0123456789abcdef0123456789abcdef" },
    endpoint: derived("0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com", "auto"),
  },
  "s3-compatible": {
    objectStore: { host: "s3.storage.acme.example", region: "eu-1" },
    endpoint: derived("s3.storage.acme.example", "eu-1"),
  },
};

export const externalPlatforms = Object.keys(platforms) as readonly ExternalPlatform[];

/** KFP's clients put the bucket into the host name there. */
export const virtualHostRoot =
  "{scheme}://{bucket_name}/v2/artifacts/{profile_name}?region={bucket_region}&endpoint={endpoint}&disableSSL={not_use_ssl}&s3ForcePathStyle=false";

/** What stands under `kubeflow_tools.pipelines` for a platform. */
export function pipelinesOf(platform: ExternalPlatform, bucket: string, auth: object) {
  const { region, ...store } = platforms[platform].endpoint;
  return {
    bucket: { name: bucket, region },
    objectStore: { useExternal: true, ...store, auth },
    ...(platform === "alibaba-oss" && { kfpV2: { defaultPipelineRoot: virtualHostRoot } }),
  };
}

/** The baseline on another platform, with Secrets that others made, in a cluster that is nobody's of AWS. */
export function onPlatform(platform: ExternalPlatform, objectStore: object = {}): Change {
  const changes = [
    without("aws:region"),
    without("accountId"),
    config("platform", platform),
    config("objectStore", { ...platforms[platform].objectStore, ...objectStore }),
    config("auth", { mode: "keys", keySource: "existing" }),
    config("bucket.create", false),
    config("cluster", { source: "kubeconfig", context: "acme" }),
  ];
  return (project) => {
    for (const change of changes) change(project);
  };
}
