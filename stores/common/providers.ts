import { closest, distance } from "fastest-levenshtein";
import type { Checker } from "../../base/input/checker.js";
import type { RawConfig } from "../../base/input/raw.js";
import type { Finding, ProblemList } from "../../base/problems/problem.js";
import { withoutValue } from "../../base/problems/problem.js";
import { plainTextProvider, takesOver, unknownProviderKey } from "./provider-rules.js";

/** Source: the settings of @pulumi/minio 0.17. */
const minioKeys = [
  ...["minioServer", "minioSsl", "minioInsecure", "minioRegion", "minioApiVersion"],
  ...["minioUser", "minioPassword", "minioAccessKey", "minioSecretKey", "minioSessionToken"],
  ...["minioCacertFile", "minioCertFile", "minioKeyFile"],
].map((name) => `minio:${name}`);

/** Settings of providers that hold a secret. */
const secretKeys: Readonly<Partial<Record<string, readonly string[]>>> = {
  minio: ["minio:minioPassword", "minio:minioSecretKey", "minio:minioSessionToken"],
  wasabi: ["aws:secretKey", "aws:token"],
};

/** What the stack's file says to the provider that makes the store: nobody else looks for a name that is misspelt. */
export function checkProviders(raw: RawConfig, platform: string | undefined, problems: ProblemList): void {
  for (const key of platform ? (secretKeys[platform] ?? []) : []) {
    const written = raw.written(key);
    if (typeof written !== "string" || written === "") continue;
    problems.error(plainTextProvider(key, raw.stack), withoutValue(raw.locateKey([key])));
  }
  if (platform !== "minio") return;
  for (const key of raw.values.keys()) {
    if (!key.startsWith("minio:") || minioKeys.includes(key)) continue;
    const nearest = closest(key, minioKeys);
    const name = raw.shows([key]) ? key : "a key of minio:";
    problems.error(unknownProviderKey(name, distance(key, nearest) <= 4 ? nearest : undefined), raw.locateKey([key]));
  }
}

/** On a MinIO server names of others are taken over; one that nobody chose may be others'. */
export function warnOfDefaultPrefix(
  { platform, makes, namePrefix }: { platform: string | undefined; makes: boolean; namePrefix: string },
  check: Checker,
): void {
  if (platform !== "minio" || !makes || check.states(["namePrefix"])) return;
  const finding: Finding = takesOver(namePrefix);
  check.warn(["platform"], finding);
}
