import type { ProjectFiles } from "../files/project-files.js";
import type { Location } from "../problems/problem.js";
import type { YamlMap } from "../yaml/merge.js";
import type { Path, WrittenText } from "../yaml/source.js";
import type { ConfigSchema } from "./config-schema.js";

/** The stack config before it is checked: from the stack's file, or from the engine. */
export interface RawConfig {
  readonly schema: ConfigSchema;
  readonly project: string;
  readonly stack: string;
  /** By paths relative to Pulumi.yaml, as those in the config are. */
  readonly files: ProjectFiles;
  /** The stack's file, as shown to the user. */
  readonly stackFile: string;
  /** Values by full key, such as `aws:region`. */
  readonly values: ReadonlyMap<string, unknown>;
  /** What the two files say beside their config; nothing in a run of the engine, which has read it. */
  readonly beside: { readonly project: YamlMap; readonly stack: YamlMap };
  /** What the stack's file itself has for a key: encrypted values as `{secure: ...}`, also in a run of the engine. */
  written(key: string): unknown;
  /** The place of a value (or of the nearest thing around it); the path begins with the full key. */
  locate(path: Path): Location | undefined;
  /** The place of a key. */
  locateKey(path: Path): Location | undefined;
  /** A value as the stack's file has it. */
  source(path: Path): WrittenText | undefined;
  /** Whether a key may be named, or could be a secret itself. */
  shows(path: Path): boolean;
}

/** A path as it may be shown: * stands for a key that could be a secret. */
export function shownPath(raw: RawConfig, path: Path): string {
  const steps = path.map((step, index) =>
    index === 0 || typeof step === "number" || raw.shows(path.slice(0, index + 1)) ? step : "*",
  );
  return pathText(raw.project, steps);
}

/** A path as `pulumi config set --path` takes it: `bucket.region`, `profiles.names[0]`. */
export function pathText(project: string, path: Path): string {
  const [key, ...rest] = path;
  const name = String(key).startsWith(`${project}:`) ? String(key).slice(project.length + 1) : String(key);
  return rest.reduce<string>((text, step) => (typeof step === "number" ? `${text}[${step}]` : `${text}.${step}`), name);
}
