import { alibabaOss } from "./alibaba-oss.js";
import { awsS3 } from "./aws-s3.js";
import { azureS3proxy } from "./azure-s3proxy.js";
import { ceph } from "./ceph.js";
import { cloudflareR2 } from "./cloudflare-r2.js";
import { gcs } from "./gcs.js";
import { ibmCos } from "./ibm-cos.js";
import { minio } from "./minio.js";
import { s3Compatible } from "./s3-compatible.js";
import type { PlatformName, Store } from "./store.js";
import { wasabi } from "./wasabi.js";

/** Every platform: the one source for checks, warnings and the platform page. */
export const stores: Readonly<Record<PlatformName, Store>> = {
  "aws-s3": awsS3,
  wasabi,
  minio,
  ceph,
  gcs,
  "azure-s3proxy": azureS3proxy,
  "alibaba-oss": alibabaOss,
  "ibm-cos": ibmCos,
  "cloudflare-r2": cloudflareR2,
  "s3-compatible": s3Compatible,
};

export function storeOf(platform: PlatformName): Store {
  return stores[platform];
}
