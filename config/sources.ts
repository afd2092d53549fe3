import type { YamlMap } from "../deploykf/merge.js";
import { hideSecrets, isSecretName } from "./hidden.js";
import type { RawConfig } from "./raw.js";

/** What the files say that `pulumi up` would read, as data without a secret in it. */
export interface Sources {
  /** Pulumi.yaml beside its config: which program runs, and where its state is. */
  readonly program: YamlMap;
  /** The stack's file beside its config: how secrets are encrypted, and where more config comes from. */
  readonly state: YamlMap;
  /** Settings of other namespaces than the project's: those of providers, and of Pulumi. */
  readonly providers: YamlMap;
  /** Settings of the project's own namespace. */
  readonly config: YamlMap;
}

/** Providers whose secrets are known by their names; of any other, every setting may be one. */
const knownProviders: ReadonlySet<string> = new Set(["aws", "eks", "gcp", "kubernetes", "minio", "pulumi"]);

function isKnownProvider(key: string): boolean {
  return knownProviders.has(key.slice(0, key.indexOf(":")));
}

function hiddenIn(map: YamlMap): YamlMap {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, hideSecrets(value, isSecretName(key))]));
}

export function sourcesOf({ project, values, beside }: RawConfig): Sources {
  const own = `${project}:`;
  const providers: [string, unknown][] = [];
  const config: [string, unknown][] = [];
  for (const [key, value] of values) {
    if (key.startsWith(own)) config.push([key.slice(own.length), hideSecrets(value, key === `${own}keys`)]);
    else providers.push([key, hideSecrets(value, !isKnownProvider(key))]);
  }
  return {
    program: hiddenIn(beside.project),
    state: hiddenIn(beside.stack),
    providers: Object.fromEntries(providers),
    config: Object.fromEntries(config),
  };
}
