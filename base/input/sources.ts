import { createHash } from "node:crypto";
import type { ProjectFiles } from "../files/project-files.js";
import { isMap, type YamlMap } from "../yaml/merge.js";
import { hideSecrets, hideTexts, isSecretName } from "./hidden.js";
import type { RawConfig } from "./raw.js";
import { parsedJson } from "./secure.js";

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
  /** Digests of files in the project's tree that settings of providers and of the cluster name, by path. */
  readonly files: Readonly<Record<string, string>>;
}

/** Providers whose secrets are known by their names; of any other, every setting may be one. */
const knownProviders: ReadonlySet<string> = new Set(["aws", "eks", "gcp", "kubernetes", "minio", "pulumi"]);

export function isKnownProvider(key: string): boolean {
  return knownProviders.has(key.slice(0, key.indexOf(":")));
}

function hiddenIn(map: YamlMap): YamlMap {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, hideSecrets(value, isSecretName(key))]));
}

export function sourcesOf({ project, values, beside, files }: RawConfig): Sources {
  const own = `${project}:`;
  const providers: [string, unknown][] = [];
  const config: [string, unknown][] = [];
  for (const [key, value] of values) {
    if (key.startsWith(own))
      config.push([key.slice(own.length), key === `${own}keys` ? hideSecrets(value, true) : hideTexts(value)]);
    else providers.push([key, hideSecrets(asTheEngine(value), isSecretName(key) || !isKnownProvider(key))]);
  }
  return {
    program: hiddenIn(beside.project),
    state: hiddenIn(beside.stack),
    providers: Object.fromEntries(providers),
    config: Object.fromEntries(config),
    files: Object.fromEntries(
      [...values].flatMap(([key, value]) =>
        key.startsWith(own) && key !== `${own}cluster` ? [] : filesNamed(value, files),
      ),
    ),
  };
}

/** The engine hands a text that is JSON, a switch or a number over as it does one that isn't in quotes. */
function asTheEngine(value: unknown): unknown {
  return typeof value === "string" && /^(?:[[{]|true$|false$|-?\d+$)/.test(value) ? parsedJson(value) : value;
}

/** Files that are in no tree of the project's are nobody's change. */
function filesNamed(value: unknown, files: ProjectFiles): readonly (readonly [string, string])[] {
  if (Array.isArray(value) || isMap(value)) return Object.values(value).flatMap((part) => filesNamed(part, files));
  if (typeof value !== "string" || !/^[^/~\s:?*]{1,300}(?:\/[^\s:?*]{0,300})?$/.test(value)) return [];
  const read = files.read(value);
  return "text" in read ? [[value, createHash("sha256").update(read.text).digest("hex").slice(0, 32)]] : [];
}
