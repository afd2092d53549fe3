import { z } from "zod";
import { regionKey } from "../aws/regions.js";
import type { ProjectFiles } from "../files/project-files.js";
import type { Problem } from "../problems/problem.js";
import { looksLikeKey } from "../yaml/disclosed.js";
import { isMap, valueAt } from "../yaml/merge.js";
import type { Path } from "../yaml/source.js";
import type { ConfigSchema } from "./config-schema.js";
import { ArgumentReader, type Found, type LateValue, sealed } from "./given.js";
import { keyText, type RawConfig } from "./raw.js";
import { parsedConfig } from "./secure.js";
import { isKnownProvider } from "./sources.js";
import { argumentWords } from "./words.js";

export type { LateValue } from "./given.js";

/** A component's arguments in place of a stack's file: the same config, some of which is only known later. */

export interface ArgsContext {
  /** Its keys are the arguments; beside those of a stack's file `region` and `kubeconfig`. */
  readonly schema: ConfigSchema;
  /** Where a list of texts stands that are files. */
  readonly texts: readonly [key: string, name: string];
  readonly project: string;
  readonly stack: string;
  readonly component?: string | undefined;
  /** By paths relative to the program's folder. */
  readonly files: ProjectFiles;
  /** The engine's config, of which settings of providers are taken: maps and lists as JSON, everything else as text. */
  readonly engine: Readonly<Record<string, string>>;
  readonly isOutput: (value: unknown) => boolean;
}

/** What late arguments have turned out to be, by their keys; `secret` are those that may not be shown, by default all. */
export interface Known {
  readonly texts: ReadonlyMap<string, unknown>;
  readonly secret?: ReadonlySet<string>;
}

/** What a component was given. */
export interface Arguments {
  /** Arguments that come from other resources, in the order in which they are met. */
  readonly late: readonly LateValue[];
  /** The config, with stand-ins for what isn't known. */
  raw(known?: Known): RawConfig;
  /** A secret as it was passed, by its path: `keys.backend.accessKey`, `kubeconfig`; undefined where it wasn't. */
  opaque(key: string): unknown;
  /** A problem without texts that may not be shown, and without stand-ins. */
  conceal(problem: Problem, known?: Known): Problem;
}

const nothing: Known = { texts: new Map() };

/** They are read once: what is done to the object afterwards changes nothing. */
export function readArgs(args: unknown, context: ArgsContext): Arguments {
  const once = readOnce(args, context);
  const { late, opaque } = once.found;
  return {
    late,
    raw: (known = nothing) => rawConfigOf(withKnown(once, known.texts), context, known),
    opaque: (key) => opaque.get(key),
    conceal: (problem, known = nothing) => concealed(problem, late, known),
  };
}

interface Once {
  readonly found: Found;
  /** By the arguments' names; undefined where they aren't any. */
  readonly args: Readonly<Record<string, unknown>> | undefined;
  readonly fullPath: (path: Path) => Path;
  readonly words: RawConfig["words"];
  readonly reader: () => ArgumentReader;
}

function readOnce(args: unknown, { schema, project, isOutput, engine }: ArgsContext): Once {
  const fullPath = ([key, ...rest]: Path): Path => {
    if (key === undefined) return [];
    return [key === "region" ? regionKey : `${project}:${key}`, ...rest];
  };
  const hasOwnRegion = !engine[regionKey] || (isMap(args) && args.region !== undefined);
  const words = argumentWords(project, hasOwnRegion ? "region" : regionKey);
  const reader = () =>
    new ArgumentReader({
      isOutput,
      nameOf: (path) => (path.length === 0 ? words.whole : keyText({ words }, fullPath(path))),
      isSecret: ([key]) => key === schema.secrets.key,
    });
  const first = reader();
  const read = first.read(args ?? {}, [z.object(schema.keys)], []);
  return { found: first.found, args: isMap(read) ? withSealedFile(read) : undefined, fullPath, words, reader };
}

/** The same with what is known in place of stand-ins, whatever it is. */
function withKnown(once: Once, known: Known["texts"]): Once {
  const given = once.found.late.filter(({ key }) => known.has(key));
  if (given.length === 0 || !once.args) return once;
  const reader = once.reader();
  const args = structuredClone(once.args);
  for (const { key, path } of given) {
    const parent = valueAt(args, path.slice(0, -1));
    // It was taken to be there when it was decided what is registered.
    if (typeof parent === "object" && parent)
      Reflect.set(parent, path.at(-1) ?? "", reader.read(known.get(key) ?? null, [], path));
  }
  return { ...once, args, found: { ...once.found, unfit: [...once.found.unfit, ...reader.found.unfit] } };
}

function rawConfigOf({ found, args = {}, fullPath, words }: Once, context: ArgsContext, known: Known): RawConfig {
  const { schema, project, stack, engine } = context;
  const values = new Map<string, unknown>();
  for (const [key, text] of Object.entries(engine)) {
    // A program may be called like a provider: what it says of itself is no argument.
    const isOwn = key.startsWith(`${project}:`) && key !== regionKey;
    if (isKnownProvider(key) && !isOwn && text !== "") values.set(key, parsedConfig(text));
  }
  const texts = textsAt(args, context.texts);
  for (const [key, value] of Object.entries({ ...args, ...texts.args })) values.set(String(fullPath([key])[0]), value);
  const secretKey = `${project}:${schema.secrets.key}`;
  const late = new Set(found.late.map(({ key }) => key));
  const { secret = new Set(known.texts.keys()) } = known;
  return {
    schema,
    project,
    stack,
    words,
    files: withTexts(context.files, texts.files),
    stackFile: "",
    values,
    beside: { project: {}, stack: {} },
    defaults: new Map(),
    written: (key) => (key === secretKey ? values.get(key) : undefined),
    locate: () => undefined,
    locateKey: () => undefined,
    source: () => undefined,
    shows: (path) => {
      const isKey = () => schema.disclosure.isKey(path, isMap(valueAt(values.get(String(path[0])), path.slice(1))));
      const name = String(path.at(-1));
      return schema.disclosure.keys.has(name.slice(name.lastIndexOf(":") + 1)) || (looksLikeKey(name) && isKey());
    },
    given: {
      component: context.component,
      unfit: found.unfit.map(({ path, finding }) => ({ path: fullPath(path), finding })),
      kubeconfig: args.kubeconfig !== undefined && args.kubeconfig !== null,
      standIns: found.late.filter(({ key }) => !known.texts.has(key)).map(({ standIn }) => standIn),
      isLate: (path) => isOne(late, path) && !known.texts.has(keyText({ words }, path)),
      isHidden: (path) => isOne(late, path) && secret.has(keyText({ words }, path)),
    },
  };

  function isOne(keys: ReadonlySet<string>, path: Path): boolean {
    return keys.size > 0 && keys.has(keyText({ words }, path));
  }
}

/** Contents of a kubeconfig may be no secret, and aren't looked at in any case. */
function withSealedFile(args: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  if (typeof args.kubeconfig !== "string") return args;
  return { ...args, kubeconfig: args.kubeconfig === "" ? null : sealed };
}

/** The arguments with names in place of texts that are files. */
function textsAt(args: Readonly<Record<string, unknown>>, [key, name]: ArgsContext["texts"]) {
  const files = new Map<string, string>();
  const map = args[key];
  const list = valueAt(map, [name]);
  if (!isMap(map) || !Array.isArray(list)) return { files, args: {} };
  const named = list.map((text: unknown, index) => {
    if (typeof text !== "string") return text;
    files.set(`${key}.${name}[${index}]`, text);
    return `${key}.${name}[${index}]`;
  });
  return { files, args: { [key]: { ...map, [name]: named } } };
}

/** No folder is looked into: what stands beside a program of somebody's is no stack of this one. */
function withTexts(files: ProjectFiles, texts: ReadonlyMap<string, string>): ProjectFiles {
  return {
    confined: files.confined,
    folder: files.folder,
    read(path) {
      const text = texts.get(path);
      return text === undefined ? files.read(path) : { text };
    },
    list: () => [],
  };
}

function concealed(problem: Problem, late: readonly LateValue[], { texts, secret }: Known): Problem {
  const hidden = late.flatMap(({ key, standIn }): [string, string][] => {
    const text = texts.get(key);
    const isHidden = (typeof text === "string" || typeof text === "number") && (secret?.has(key) ?? true);
    return [[standIn, key], ...(isHidden && String(text).length > 3 ? [[String(text), key] as [string, string]] : [])];
  });
  // The longest first: one may be a part of another.
  const sorted = hidden.sort(([one], [other]) => other.length - one.length);
  const clean = (text: string) => sorted.reduce((all, [part, key]) => all.replaceAll(part, `<${key}>`), text);
  const { message, rule, mend, commands } = problem;
  const cleaned = { message: clean(message), rule: clean(rule), mend: clean(mend) };
  return { ...problem, ...cleaned, ...(commands && { commands: commands.map(clean) }) };
}
