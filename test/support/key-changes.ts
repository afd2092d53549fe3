import { type Change, config } from "./project.js";

/** How the stack's file keeps what is encrypted; the offline plan sees nothing else. */
export const encrypted = { secure: "v1:Zm9vYmFyYmF6:q83v" };

/** A stack with keys, and a cluster to create Secrets in. */
export function keysMode(auth: Readonly<Record<string, unknown>> = {}): Change {
  return (project) => {
    config("auth", { mode: "keys", ...auth })(project);
    config("cluster", { source: "kubeconfig", path: "kubeconfig.yaml" })(project);
  };
}

/** A stack whose keys are provided; `keys` as its file has them. */
export function provided(keys?: unknown): Change {
  return (project) => {
    keysMode({ keySource: "provided" })(project);
    if (keys !== undefined) config("keys", keys)(project);
  };
}

export const encryptedPair = { accessKey: encrypted, secretKey: encrypted };
export const allKeys = { backend: encryptedPair, profiles: { "team-1": encryptedPair, "team-1-prod": encryptedPair } };

/** A key as nobody may ever see it. */
export const plain = { accessKey: "AKIAPLANTEDPLANTED01", secretKey: "planted+secret/planted+secret/planted+sec" };
