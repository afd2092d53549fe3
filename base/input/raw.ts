import type { ProjectFiles } from "../files/project-files.js";
import type { Finding, Location } from "../problems/problem.js";
import type { YamlMap } from "../yaml/merge.js";
import type { Path, WrittenText } from "../yaml/source.js";
import type { ConfigSchema } from "./config-schema.js";
import type { Words } from "./words.js";

/** A value of a component's arguments that can't be any. */
export interface Unfit {
  /** It begins with the full key; an empty one is the whole. */
  readonly path: Path;
  readonly finding: Finding;
}

/** A value of Pulumi.yaml's, which the stack's file may state anew. */
export interface Default {
  readonly value: unknown;
  readonly place: Location | undefined;
}

/** The stack config before it is checked: from the stack's file, from the engine, or from a component's arguments. */
export interface RawConfig {
  readonly schema: ConfigSchema;
  readonly project: string;
  readonly stack: string;
  /** What a report calls it. */
  readonly words: Words;
  /** By paths relative to Pulumi.yaml, as those in the config are. */
  readonly files: ProjectFiles;
  /** The stack's file, as shown to the user; empty where there is none. */
  readonly stackFile: string;
  /** Values by full key, such as `aws:region`. */
  readonly values: ReadonlyMap<string, unknown>;
  /** What the two files say beside their config; nothing in a run of the engine, which has read it. */
  readonly beside: { readonly project: YamlMap; readonly stack: YamlMap };
  /** What the stack's file itself has for a key: encrypted values as `{secure: ...}`, also in a run of the engine. */
  written(key: string): unknown;
  /** What Pulumi.yaml gives every stack, and where. */
  readonly defaults: ReadonlyMap<string, Default>;
  /** The place of a value (or of the nearest thing around it); the path begins with the full key. */
  locate(path: Path): Location | undefined;
  /** The place of a key. */
  locateKey(path: Path): Location | undefined;
  /** A value as the stack's file has it. */
  source(path: Path): WrittenText | undefined;
  /** Whether a key may be named, or could be a secret itself. */
  shows(path: Path): boolean;
  /** Only of a component's arguments: */
  readonly given?: {
    /** What names begin with behind project and stack, if anything. */
    readonly component: string | undefined;
    readonly unfit: readonly Unfit[];
    /** Whether the contents of a kubeconfig are among them. */
    readonly kubeconfig: boolean;
    /** What stands for values that aren't known yet. */
    readonly standIns: readonly string[];
    /** Whether a value isn't known yet; what stands for it has its shape. */
    isLate(path: Path): boolean;
    /** Whether a value may be shown. */
    isHidden(path: Path): boolean;
  };
}

/** A path as it may be shown: * stands for a key that could be a secret. */
export function shownPath(raw: RawConfig, path: Path): string {
  const steps = path.map((step, index) =>
    index === 0 || typeof step === "number" || raw.shows(path.slice(0, index + 1)) ? step : "*",
  );
  return keyText(raw, steps);
}

/** A path as the user knows it. */
export function keyText({ words }: Pick<RawConfig, "words">, [key = "", ...rest]: Path): string {
  return pathText("", [words.nameOf(String(key)), ...rest]);
}

/** A path as `pulumi config set --path` takes it: `bucket.region`, `profiles.names[0]`. */
export function pathText(project: string, path: Path): string {
  const [key, ...rest] = path;
  const name = String(key).startsWith(`${project}:`) ? String(key).slice(project.length + 1) : String(key);
  return rest.reduce<string>((text, step) => (typeof step === "number" ? `${text}[${step}]` : `${text}.${step}`), name);
}
