import type { S3ProxyPlan } from "../../subjects/s3proxy/plan.js";
import { renderProperties } from "../../subjects/s3proxy/properties.js";
import { encrypted, encryptedPair } from "./key-changes.js";
import { type Change, config, without } from "./project.js";

/** A stack that runs S3Proxy in front of an account, and has every key that this needs; `s3proxy` changes its settings. */
export function withS3Proxy(s3proxy: object = {}, profiles: readonly string[] = ["team-1", "team-1-prod"]): Change {
  const changes = [
    without("aws:region"),
    without("accountId"),
    config("platform", "azure-s3proxy"),
    config("objectStore", { s3proxy: { storageAccount: "acmekubeflow", ...s3proxy } }),
    config("auth", { mode: "keys" }),
    config("keys", {
      backend: encryptedPair,
      profiles: Object.fromEntries(profiles.map((name) => [name, encryptedPair])),
      ...(!("clientId" in s3proxy) && { storageAccountKey: encrypted }),
    }),
    config("cluster", { source: "kubeconfig", context: "acme" }),
  ];
  return (project) => {
    for (const change of changes) change(project);
  };
}

interface Pair {
  readonly accessKey: string;
  readonly secretKey: string;
}

/** Every properties file of a plan, as the component renders them. */
export function renderedFiles(
  { server, identities }: S3ProxyPlan,
  keyOf: (principal: string) => Pair,
  storageAccountKey: string,
): readonly string[] {
  return identities.map(({ principal }) => renderProperties(server, { ...keyOf(principal), storageAccountKey }));
}
