import * as pulumi from "@pulumi/pulumi";
import { valueAt } from "../base/yaml/merge.js";
import type { ProvidedKeys } from "../subjects/identity/resources-key-pair.js";
import { keysPathOf } from "../subjects/identity/who.js";

/** Keys of the stack config, secret from the first moment on. They were checked before. */
export function providedKeys(): ProvidedKeys {
  const keys = keysConfig();
  return (principal) => {
    const part = (name: string) => keys.apply((config) => textAt(config, [...keysPathOf(principal), name]));
    return { accessKey: part("accessKey"), secretKey: part("secretKey") };
  };
}

/** The storage account's key, just so; empty where the config has none. */
export function storageAccountKey(): pulumi.Output<string> {
  return keysConfig().apply((config) => textAt(config, ["storageAccountKey"]));
}

function keysConfig(): pulumi.Output<unknown> {
  return new pulumi.Config().getSecretObject<unknown>("keys") ?? pulumi.secret({});
}

/** Texts, except in an offline plan, which decrypts nothing. */
function textAt(config: unknown, path: readonly string[]): string {
  const value = valueAt(config, path);
  return typeof value === "string" ? value : "";
}
