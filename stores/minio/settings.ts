import type { Finding } from "../../base/problems/problem.js";
import type { Made, ProviderSettings, StoreView } from "../common/store.js";

/** Source: the settings of @pulumi/minio 0.17. */
export const minioProvider: ProviderSettings = {
  package: "@pulumi/minio",
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

/** MinIO's provider makes a user or policy that exists its own without a word. */
function takesOver(namePrefix: string): Finding {
  return {
    code: "name-prefix-default",
    message: `namePrefix isn't stated: users and policies are called ${namePrefix}-...`,
    rule: "on a MinIO server users and policies of the same name, such as another team's stack has, are overwritten in silence",
    mend: "state a namePrefix that no other stack of this server has",
  };
}
