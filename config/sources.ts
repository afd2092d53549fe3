import type { YamlMap } from "../deploykf/merge.js";
import { hideSecrets } from "./hidden.js";
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

export function sourcesOf({ project, values, beside }: RawConfig): Sources {
  const own = `${project}:`;
  const providers: [string, unknown][] = [];
  const config: [string, unknown][] = [];
  for (const [key, value] of values) {
    if (key.startsWith(own)) config.push([key.slice(own.length), hideSecrets(value, key === `${own}keys`)]);
    else providers.push([key, value]);
  }
  return {
    program: beside.project,
    state: beside.stack,
    providers: hideSecrets(Object.fromEntries(providers)) as YamlMap,
    config: Object.fromEntries(config),
  };
}
