import { alibabaOss } from "./alibaba-oss/store.js";
import { awsS3 } from "./aws-s3/store.js";
import { azureS3proxy } from "./azure-s3proxy/store.js";
import { ceph } from "./ceph/store.js";
import { cloudflareR2 } from "./cloudflare-r2/store.js";
import type { PlatformName, Store } from "./common/store.js";
import { gcs } from "./gcs/store.js";
import { ibmCos } from "./ibm-cos/store.js";
import { minio } from "./minio/store.js";
import { s3Compatible } from "./s3-compatible/store.js";
import { wasabi } from "./wasabi/store.js";

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
