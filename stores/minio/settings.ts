import type { Made, ProviderSettings, StoreView } from "../common/store.js";
import { takesOver } from "./rules.js";

/** Source: the settings of @pulumi/minio 0.17. */
export const minioProvider: ProviderSettings = {
  package: "@pulumi/minio",
  secrets: ["minio:minioPassword", "minio:minioSecretKey", "minio:minioSessionToken"],
  all: [
    ...["minioServer", "minioSsl", "minioInsecure", "minioRegion", "minioApiVersion"],
    ...["minioUser", "minioPassword", "minioAccessKey", "minioSecretKey", "minioSessionToken"],
    ...["minioCacertFile", "minioCertFile", "minioKeyFile"],
  ].map((name) => `minio:${name}`),
};

/** On a MinIO server names of others are taken over; one that nobody chose may be others'. */
export function warnOfDefaultPrefix({ platform, namePrefix, prefix }: StoreView, { users }: Made): void {
  if (users && !namePrefix.stated) platform.warn(takesOver(prefix));
}
