import type { Finding } from "../../base/problems/problem.js";
import { withCommas } from "../../base/problems/text.js";
import { type Limit, limit } from "../access/limit.js";
import { mostKeyCharacters } from "./facts.js";
import type { S3ProxyPlan } from "./plan.js";
import { renderProperties } from "./properties.js";

/** Bytes that a Secret holds. Source: Kubernetes, `MaxSecretSize`. */
const secretBytes = 1_048_576;

/** The size of the Secret, if every key is as long as it may be and has nothing but characters that are escaped. */
export function secretLimit({ server, identities }: S3ProxyPlan): Limit {
  const longest = renderProperties(server, {
    accessKey: "x".repeat(mostKeyCharacters),
    secretKey: "=".repeat(mostKeyCharacters),
    storageAccountKey: `${"x".repeat(86)}==`,
  });
  const needed = identities.reduce((sum, { file }) => sum + file.length + longest.length, 0);
  const name = "bytes in S3Proxy's Secret, with the longest keys";
  return limit({ name, initial: secretBytes, most: secretBytes }, needed);
}

export function secretFinding({ needed, initial, verdict }: Limit, identities: number): Finding | undefined {
  if (verdict === "fits") return undefined;
  return {
    code: "s3proxy-secret-size",
    message: `S3Proxy's Secret would have ${withCommas(needed)} bytes for ${withCommas(identities)} keys`,
    rule: `a Kubernetes Secret holds ${withCommas(initial)} bytes, about ${withCommas(Math.floor((initial * identities) / needed))} keys`,
    mend: "set auth.profileKeys: shared, or spread the profiles over several clusters",
  };
}
