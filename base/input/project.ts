import { filesIn, type ProjectFiles } from "../files/project-files.js";
import type { Unread } from "../files/read.js";
import { type Finding, ProblemList } from "../problems/problem.js";
import { listed } from "../problems/text.js";
import { configSchema } from "../yaml/dialect.js";
import { isMap } from "../yaml/merge.js";
import { type Path, YamlSource } from "../yaml/source.js";
import type { ConfigSchema } from "./config-schema.js";
import { checkPulumiName } from "./control-characters.js";
import { reportEnvironment, reportOtherConfig } from "./other-config.js";
import type { Default, RawConfig } from "./raw.js";
import { hasSecure, parsedConfig, saysTheSame } from "./secure.js";
import {
  besideConfig,
  configOf,
  fullKeyOf,
  reportStrayKeys,
  reportTwins,
  strayKeys,
  type Written,
  writtenKeys,
  wrongShape,
} from "./stack-file.js";
import { stackFileOf, stackNames } from "./stack-files.js";
import { unreadFinding } from "./unread.js";
import { fileWords } from "./words.js";

const projectFile = "Pulumi.yaml";

/**
 * The stack config as the files give it, without the engine: `Pulumi.<stack>.yaml` over the defaults in `Pulumi.yaml`.
 * Undefined where a file can't be read.
 */
export function readProject(
  schema: ConfigSchema,
  files: ProjectFiles,
  stack: string,
  problems: ProblemList,
  namedFile?: string,
): RawConfig | undefined {
  const stackFile = namedFile ?? stackFileOf(stack);
  const project = readYaml(schema, files, projectFile, problems, missingProject);
  if (project) reportOtherConfig(files, project, { stack, namedFile }, problems);
  const source = project && readYaml(schema, files, stackFile, problems, () => missingStack(files, stack, stackFile));
  if (!source) return undefined;
  const name = isMap(project.value) ? project.value.name : undefined;
  if (typeof name !== "string") return problems.error(missingProject(), project.locateKey(["name"]));
  const badProject = checkPulumiName("project", name);
  const badStack = checkPulumiName("stack", stack);
  if (badProject) problems.error(badProject, project.locate(["name"]));
  if (badStack) problems.error(badStack);
  if (badProject || badStack) return undefined;
  const shape = wrongShape(source);
  if (shape) return problems.error(shape.finding, source.locate(shape.path));
  const strays = strayKeys(source);
  reportStrayKeys(source, Object.keys(strays), problems);
  reportTwins(source, configOf(source), name, problems);
  reportEnvironment(source, files.confined, problems);
  const written = new Map([...writtenKeys(strays, name, []), ...writtenKeys(configOf(source), name, ["config"])]);
  const defaults = projectDefaults(project, name);
  const values = new Map([...defaults].flatMap(([key, { value }]) => (isEmpty(value) ? [] : [[key, value]])));
  for (const [key, { value }] of written) values.set(key, value);
  const beside = { project: besideConfig(project), stack: besideConfig(source) };
  return rawConfig({ schema, project: name, stack, files, stackFile, values, beside, defaults, source, written });
}

/** The same of a run of the engine: `values` are its own, and the stack's file gives the places if it says the same. */
export function rawConfigOfEngine(args: {
  readonly schema: ConfigSchema;
  readonly project: string;
  readonly stack: string;
  readonly root: string;
  /** As the engine hands them over: maps and lists as JSON, everything else as text. */
  readonly values: Readonly<Record<string, string>>;
}): RawConfig {
  const stackFile = stackFileOf(args.stack);
  const files = filesIn(args.root);
  // What is wrong with the file, the engine has said.
  const source = readYaml(args.schema, files, stackFile, new ProblemList(), missingProject);
  const written = writtenKeys(source ? configOf(source) : {}, args.project, ["config"]);
  const values = new Map<string, unknown>();
  const elsewhere = new Set<string>();
  for (const [key, text] of Object.entries(args.values)) {
    const own = written.get(key);
    const same = own !== undefined && saysTheSame(own.value, text);
    const value = same && !hasSecure(own.value) ? own.value : parsedConfig(text);
    if (!own && isEmpty(value)) continue;
    values.set(key, value);
    if (!same) elsewhere.add(key);
  }
  const { schema, project, stack } = args;
  const beside = { project: {}, stack: {} };
  const ofProject = readYaml(schema, files, projectFile, new ProblemList(), missingProject);
  const defaults = ofProject ? projectDefaults(ofProject, project) : new Map<string, Default>();
  return rawConfig({ schema, project, stack, files, stackFile, values, beside, defaults, source, written }, elsewhere);
}

/** Keys of `elsewhere` have values that aren't in the file, such as those of an environment: they have no place. */
function rawConfig(
  args: Omit<RawConfig, "words" | "written" | "locate" | "locateKey" | "source" | "shows"> & {
    readonly source: YamlSource | undefined;
    readonly written: ReadonlyMap<string, Written>;
  },
  elsewhere: ReadonlySet<string> = new Set(),
): RawConfig {
  const { source, written, ...config } = args;
  const sourceOf = ([key]: Path) => (elsewhere.has(String(key)) ? undefined : source);
  const filePath = ([key = "", ...rest]: Path): Path => [
    ...(written.get(String(key))?.path ?? ["config", key]),
    ...rest,
  ];
  return {
    ...config,
    words: fileWords(config.project, config.stack, config.stackFile),
    written: (key) => written.get(key)?.value,
    locate: (path) => sourceOf(path)?.locate(filePath(path)),
    locateKey: (path) => sourceOf(path)?.locateKey(filePath(path)),
    source: (path) => sourceOf(path)?.written(filePath(path)),
    shows: (path) => sourceOf(path)?.shows(filePath(path)) ?? config.schema.disclosure.isKey(filePath(path), false),
  };
}

/** What Pulumi.yaml gives a key that a stack doesn't set: nothing. The engine requires keys without a default. */
function isEmpty(value: unknown): boolean {
  return value === "" || (isMap(value) && Object.keys(value).length === 0);
}

function readYaml(
  schema: ConfigSchema,
  files: ProjectFiles,
  file: string,
  problems: ProblemList,
  missing: () => Finding,
): YamlSource | undefined {
  const read = files.read(file);
  if ("unread" in read)
    return problems.error(read.unread.reason === "missing" ? missing() : unreadConfig(file, read.unread));
  const result = YamlSource.parse(file, read.text, configSchema, schema.disclosure);
  if ("source" in result) return result.source;
  return problems.error(result.finding, result.location);
}

function unreadConfig(file: string, unread: Unread): Finding {
  return unreadFinding(`${file} ${unread.why}`, unread, {
    code: "config-unreadable",
    rule: "the project and the stack are described by plain files, in UTF-8, with up to 20 MB",
    mend: "restore the file from git, or let yourself read it (chmod)",
  });
}

/** What `Pulumi.yaml` gives every stack: `key: value`, `key: {value: ...}`, or `key: {type: ..., default: ...}`. */
function projectDefaults(project: YamlSource, name: string): ReadonlyMap<string, Default> {
  return new Map(
    Object.entries(configOf(project)).flatMap(([key, declared]): [string, Default][] => {
      const given = isMap(declared) ? ["value", "default"].find((part) => part in declared) : undefined;
      if (isMap(declared) && given === undefined) return [];
      const value = isMap(declared) && given !== undefined ? declared[given] : declared;
      return [[fullKeyOf(key, name), { value, place: project.locateKey(["config", key]) }]];
    }),
  );
}

const missingProject = (): Finding => ({
  code: "project-file",
  message: `${projectFile} is missing or has no name`,
  rule: "it names the project and declares the config's keys",
  mend: "run this in the project's folder, and restore the file from git",
});

function missingStack(files: ProjectFiles, stack: string, file: string): Finding {
  const names = stackNames(files);
  return {
    code: "stack-not-found",
    message: `there is no stack ${stack}: ${file} doesn't exist`,
    rule: names.length > 0 ? `stacks here: ${listed(names)}` : "each stack has a config file beside Pulumi.yaml",
    mend: `name a stack with --stack, or ${howToMake(stack, file, names)}`,
  };
}

/** The example stack is copied, or where it was removed another one that is there. */
function howToMake(stack: string, file: string, names: readonly string[]): string {
  if (stack === "dev") return "restore it from git";
  const example = names.includes("dev") ? "dev" : names[0];
  return example === undefined
    ? `restore Pulumi.dev.yaml from git and copy it to ${file}`
    : `copy Pulumi.${example}.yaml to ${file} and fill it in`;
}
