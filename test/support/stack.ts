import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { load } from "js-yaml";

/** A stack as the engine sees it: its files, and its config as texts. */
export interface TestStack {
  readonly project: string;
  readonly stack: string;
  /** The folder of Pulumi.yaml. */
  readonly root: string;
  readonly config: Readonly<Record<string, string>>;
  readonly region: string;
  readonly accountId: string | undefined;
  /** Where the config says that the bucket is. */
  readonly bucketRegion: string;
}

type Config = Readonly<Record<string, unknown>>;

export const projectRoot = fileURLToPath(new URL("../..", import.meta.url));
export const project = "deploykf-object-store";

const folders: string[] = [];

/** Each file's end: see setup.ts. */
export function removeTempFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** A folder that is removed after the tests of the file. */
export function tempFolder(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "deploykf-object-store-"));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** A stack of this repository, by its own files. */
export function repoStack(stack: string, folder = "."): TestStack {
  const { config } = load(projectFile(join(folder, `Pulumi.${stack}.yaml`))) as { config: Config };
  return testStack(projectRoot, stack, config);
}

/**
 * A stack in a folder of its own; keys of `config` are as in a stack file, but may lack the project's name.
 * `files` are those that the config names.
 */
export function tempStack(config: Config, files: Readonly<Record<string, string>> = {}): TestStack {
  const full = Object.fromEntries(
    Object.entries(config).map(([key, value]) => [key.includes(":") ? key : `${project}:${key}`, value]),
  );
  // JSON is YAML, and shows what a test changes.
  const text = JSON.stringify({ config: full }, undefined, 2);
  // What every stack states has no line of its own.
  const stackFile = `${text.replace(/,\n *("embeddedMinio": "remove")/, ", $1")}\n`;
  const root = tempFolder({ "Pulumi.yaml": projectFile("Pulumi.yaml"), "Pulumi.test.yaml": stackFile, ...files });
  return testStack(root, "test", full);
}

export function projectFile(name: string): string {
  return readFileSync(join(projectRoot, name), "utf8");
}

function testStack(root: string, stack: string, config: Config): TestStack {
  const declared = load(projectFile("Pulumi.yaml")) as { config: Record<string, { default?: unknown }> };
  const defaults = Object.entries(declared.config)
    .filter(([, { default: fallback }]) => fallback !== undefined)
    .map(([key, { default: fallback }]) => [`${project}:${key}`, fallback] as const);
  const values: Config = { ...Object.fromEntries(defaults), ...config };
  const region = String(values["aws:region"]);
  const bucket = values[`${project}:bucket`];
  const accountId = values[`${project}:accountId`];
  const bucketRegion = typeof bucket === "object" && bucket && "region" in bucket ? String(bucket.region) : region;
  return {
    project,
    stack,
    root,
    config: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, configText(value)])),
    region,
    accountId: typeof accountId === "string" && accountId !== "" ? accountId : undefined,
    bucketRegion,
  };
}

/** The engine hands maps and lists over as JSON, everything else as text. */
function configText(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
