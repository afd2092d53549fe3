import * as pulumi from "@pulumi/pulumi";
import type { KeyPair, ProvidedKeys } from "../subjects/identity/resources-key-pair.js";

/** Texts, except in an offline plan, which decrypts nothing. */
interface KeyTexts {
  readonly accessKey: unknown;
  readonly secretKey: unknown;
}

interface KeysConfig {
  readonly backend?: KeyTexts;
  readonly shared?: KeyTexts;
  readonly profiles?: Readonly<Record<string, KeyTexts>>;
  readonly storageAccountKey?: unknown;
}

/** Keys of the stack config, secret from the first moment on. They were checked before. */
export function providedKeys(): ProvidedKeys {
  const keys = keysConfig();
  return (principal): KeyPair => {
    const part = (name: keyof KeyTexts) => keys.apply((config) => textOf(textsOf(config, principal)?.[name]));
    return { accessKey: part("accessKey"), secretKey: part("secretKey") };
  };
}

/** The storage account's key, just so; empty where the config has none. */
export function storageAccountKey(): pulumi.Output<string> {
  return keysConfig().apply(({ storageAccountKey: key }) => textOf(key));
}

function keysConfig(): pulumi.Output<KeysConfig> {
  return new pulumi.Config().getSecretObject<KeysConfig>("keys") ?? pulumi.secret<KeysConfig>({});
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function textsOf(config: KeysConfig, principal: string): KeyTexts | undefined {
  if (principal === "backend") return config.backend;
  return principal === "profiles" ? config.shared : config.profiles?.[principal.replace(/^profile /, "")];
}
