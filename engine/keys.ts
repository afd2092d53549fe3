import * as pulumi from "@pulumi/pulumi";
import type { KeyPair, ProvidedKeys } from "../components/key-pair.js";

interface KeyTexts {
  readonly accessKey: string;
  readonly secretKey: string;
}

interface KeysConfig {
  readonly backend?: KeyTexts;
  readonly shared?: KeyTexts;
  readonly profiles?: Readonly<Record<string, KeyTexts>>;
}

/** Keys of the stack config, secret from the first moment on. They were checked before. */
export function providedKeys(): ProvidedKeys {
  const keys = new pulumi.Config().getSecretObject<KeysConfig>("keys") ?? pulumi.secret<KeysConfig>({});
  return (principal): KeyPair => {
    const part = (name: keyof KeyTexts) => keys.apply((config) => textsOf(config, principal)?.[name] ?? "");
    return { accessKey: part("accessKey"), secretKey: part("secretKey") };
  };
}

function textsOf(config: KeysConfig, principal: string): KeyTexts | undefined {
  if (principal === "backend") return config.backend;
  return principal === "profiles" ? config.shared : config.profiles?.[principal.replace(/^profile /, "")];
}
