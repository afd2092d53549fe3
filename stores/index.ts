import { z } from "zod";
import type { HostOwner } from "../base/endpoint/host.js";
import { alibabaOss } from "./alibaba-oss/store.js";
import { awsS3 } from "./aws-s3/store.js";
import { azureS3proxy } from "./azure-s3proxy/store.js";
import { ceph } from "./ceph/store.js";
import { cloudflareR2 } from "./cloudflare-r2/store.js";
import { endpointOptions } from "./common/schema.js";
import type { Intersection, Store } from "./common/store.js";
import { gcs } from "./gcs/store.js";
import { ibmCos } from "./ibm-cos/store.js";
import { minio } from "./minio/store.js";
import { s3Compatible } from "./s3-compatible/store.js";
import { wasabi } from "./wasabi/store.js";

/**
 * Every platform: the one source for checks, warnings and the platform page. Another store is added by a folder whose
 * `store.ts` is a `Store` (common/store.ts says what it may have), a line here, one in `resources.ts` if the program makes
 * its bucket or users, and `examples/Pulumi.<platform>.yaml`.
 */
export const stores = {
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
} as const satisfies Readonly<Record<string, Store>>;

export type PlatformName = keyof typeof stores;
type AnyStore = (typeof stores)[PlatformName];

const ownOptions: Intersection<Extract<AnyStore, { readonly options: object }>["options"]> = Object.assign(
  {},
  ...Object.values(stores).map(({ options }: Store) => options),
);

/** `objectStore` in the stack config: the endpoint, and what each store has beside it. */
export const objectStore = z.strictObject({ ...endpointOptions, ...ownOptions });
export type ObjectStoreConfig = z.output<typeof objectStore>;

/** What the stores' own options come to. */
export type OwnSettings = Intersection<ReturnType<Extract<AnyStore, { readonly own: unknown }>["own"]>>;

export const platformNames = Object.keys(stores) as readonly PlatformName[];

type PlanOf = Extract<AnyStore, { readonly plan: unknown }>["plan"];
/** What stores make beside buckets and users, by the keys that the plan has it under. */
export type StoreParts = Intersection<NonNullable<ReturnType<PlanOf>>["parts"]>;

/** Whose hosts are whose. */
export const hostOwners: readonly HostOwner[] = Object.values(stores).map(
  ({ platform, title, capabilities }: Store) => ({
    platform,
    title: capabilities.domainsOf ?? title,
    domains: capabilities.domains,
  }),
);

/** Of a text from elsewhere, such as another version's plan. */
export function isPlatform(name: string): name is PlatformName {
  return Object.hasOwn(stores, name);
}

export function storeOf(platform: PlatformName): Store<ObjectStoreConfig, OwnSettings, Partial<StoreParts>> {
  return stores[platform];
}
