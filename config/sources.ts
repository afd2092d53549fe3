import type { YamlMap } from "../deploykf/merge.js";
import { hideSecrets } from "./hidden.js";
import type { RawConfig } from "./raw.js";

/** What the files say that `pulumi up` would read, as data without a secret in it. */
export interface Sources {
  /** What decides which program runs, and where its state is and how that is encrypted. */
  readonly program: YamlMap;
  /** Settings of other namespaces than the project's: those of providers, and of Pulumi. */
  readonly providers: YamlMap;
  /** Settings of the project's own namespace. */
  readonly config: YamlMap;
}

export function sourcesOf({ project, values, program }: RawConfig): Sources {
  const own = `${project}:`;
  const providers: [string, unknown][] = [];
  const config: [string, unknown][] = [];
  for (const [key, value] of values) {
    if (key.startsWith(own)) config.push([key.slice(own.length), hideSecrets(value, key === `${own}keys`)]);
    else providers.push([key, value]);
  }
  return {
    program,
    providers: hideSecrets(Object.fromEntries(providers)) as YamlMap,
    config: Object.fromEntries(config),
  };
}
