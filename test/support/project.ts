import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { dump } from "js-yaml";
import { type Problem, ProblemsError } from "../../base/problems/problem.js";
import { type OfflinePlan, planFiles } from "../../cli/offline/offline-plan.js";
import type { Plan } from "../../plan/plan.js";
import { filesInMemory } from "./memory.js";

/** A project that plans without a warning, as data; a test breaks one thing of it. */
export interface Project {
  /** The stack's config, keys without the project's name; `aws:region` as it is. */
  readonly config: Record<string, unknown>;
  /** The user's values files, by name; what isn't a text is written as YAML. */
  readonly values: Record<string, unknown>;
  /** Edits of the texts that the above become, by file. */
  readonly edits: [file: string, edit: (text: string) => string][];
}

export type Change = (project: Project) => void;
type Path = readonly (string | number)[];

export const projectName = "deploykf-object-store";
export const stackFile = "Pulumi.dev.yaml";
export const valuesFile = "values.yaml";
/** The default of `deploykf.generatedFile`. */
export const generatedFile = "values-object-store.yaml";
export const accountId = "111122223333";
export const issuer = "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE";
export const bucketName = "acme-dev-pipelines";

function baseline(): Project {
  return {
    config: {
      "aws:region": "eu-west-1",
      accountId,
      namePrefix: "kf-dev",
      bucket: { name: bucketName },
      cluster: { source: "oidc", issuerUrl: `https://${issuer}` },
      deploykf: { version: "0.1.5", valuesFiles: [valuesFile], embeddedMinio: "remove" },
    },
    values: {
      [valuesFile]: {
        deploykf_core: {
          deploykf_profiles_generator: {
            profiles: [
              { name: "team-1", members: [{ user: "ada", access: { role: "edit" } }] },
              { name: "team-1-prod", members: [] },
            ],
          },
        },
      },
    },
    edits: [],
  };
}

/** Sets what stands at a path such as `bucket.region` in the stack's config. */
export function config(path: string, value: unknown): Change {
  return (project) => setAt(project.config, path.split("."), value);
}

/** Takes a key out of the stack's config. */
export function without(path: string): Change {
  return (project) => {
    const steps = path.split(".");
    const parent = steps.slice(0, -1).reduce<unknown>((at, step) => mapOf(at)[step], project.config);
    delete mapOf(parent)[steps.at(-1) ?? ""];
  };
}

/** Sets what stands at a path in a values file. */
export function values(path: string, value: unknown, file = valuesFile): Change {
  return (project) => {
    project.values[file] ??= {};
    setAt(mapOf(project.values[file]), path.split("."), value);
  };
}

export const profilesPath = "deploykf_core.deploykf_profiles_generator.profiles";
export const defaultsPath = "deploykf_core.deploykf_profiles_generator.profileDefaults";
export const argoPath = "kubeflow_dependencies.kubeflow_argo_workflows";
export const pipelinesPath = "kubeflow_tools.pipelines";

/** Replaces the list of profiles; a name stands for an entry of it alone. */
export function profiles(...entries: unknown[]): Change {
  return values(
    profilesPath,
    entries.map((entry) => (typeof entry === "string" ? { name: entry } : entry)),
  );
}

/** A values file by its text, listed behind the others. */
export function file(name: string, content: unknown): Change {
  return (project) => {
    project.values[name] = content;
    listFile(project, name);
  };
}

/** A values file behind the generated one. */
export function later(content: unknown): Change {
  return (project) => {
    listFile(project, generatedFile);
    file("after.yaml", content)(project);
  };
}

/** Replaces a part of a file's text. */
export function edit(name: string, part: string | RegExp, replacement: string): Change {
  return (project) => {
    project.edits.push([name, (text) => text.replace(part, () => replacement)]);
  };
}

/** Replaces a file's text. */
export function write(name: string, text: string): Change {
  return (project) => {
    project.edits.push([name, () => text]);
  };
}

/** Adds lines at the end of a file. */
export function append(name: string, text: string): Change {
  return (project) => {
    project.edits.push([name, (before) => before + text]);
  };
}

function listFile({ config: { deploykf } }: Project, name: string): void {
  const { valuesFiles } = mapOf(deploykf);
  if (Array.isArray(valuesFiles) && !valuesFiles.includes(name)) valuesFiles.push(name);
}

function changed(changes: readonly Change[]): Project {
  const project = baseline();
  for (const change of changes) change(project);
  return project;
}

/** Calls a function with the folder of the changed project, which is removed behind it. */
export function inProject<T>(changes: readonly Change[], use: (root: string) => T): T {
  const project = changed(changes);
  const root = mkdtempSync(join(tmpdir(), "object-store-"));
  try {
    for (const [name, text] of Object.entries(textsOf(project))) {
      mkdirSync(dirname(join(root, name)), { recursive: true });
      writeFileSync(join(root, name), text);
    }
    return use(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

const realProjectFile = readFileSync(new URL("../../Pulumi.yaml", import.meta.url), "utf8");

function textsOf({ config, values, edits }: Project): Record<string, string> {
  const full = Object.entries(config).map(([key, value]) => [key.includes(":") ? key : `${projectName}:${key}`, value]);
  const texts: Record<string, string> = {
    "Pulumi.yaml": realProjectFile,
    [stackFile]: dump({ config: Object.fromEntries(full) }),
  };
  for (const [name, content] of Object.entries(values)) {
    texts[name] = typeof content === "string" ? content : dump(content);
  }
  for (const [name, change] of edits) texts[name] = change(texts[name] ?? "");
  return texts;
}

/** The offline plan of the changed project, which isn't on the disk: writing it takes as long as to plan it. */
export function offlineOf(...changes: readonly Change[]): OfflinePlan {
  const texts = new Map(Object.entries(textsOf(changed(changes))));
  const plan = () => planFiles(filesInMemory(texts), "dev");
  return watch ? watch(texts, plan) : plan();
}

/** Sees the texts of every project that a test plans, and its plan or what is thrown. */
type Watch = (texts: ReadonlyMap<string, string>, plan: () => OfflinePlan) => OfflinePlan;
let watch: Watch | undefined;

/** Of a test that uses other tests' projects; without one, nobody looks any more. */
export function watchPlans(one: Watch | undefined): void {
  watch = one;
}

/** The plan alone. */
export function planOf(...changes: Change[]): Plan {
  return offlineOf(...changes).plan;
}

/** What is wrong with the changed project; fails where nothing is. */
export function refusalOf(...changes: Change[]): ProblemsError {
  try {
    planOf(...changes);
  } catch (error) {
    if (error instanceof ProblemsError) return error;
    throw error;
  }
  throw new Error("it was planned");
}

export function reportOf(...changes: Change[]): string {
  return refusalOf(...changes).message;
}

/** The code of each problem. */
export function codesOf(...changes: Change[]): string[] {
  return refusalOf(...changes).problems.map(({ code }) => code);
}

export function warningsOf(...changes: Change[]): readonly Problem[] {
  return planOf(...changes).warnings;
}

export function mapOf(value: unknown): Record<string, unknown> {
  if (typeof value !== "object" || value === null) throw new Error("no map");
  return value as Record<string, unknown>;
}

function setAt(root: Record<string, unknown>, path: Path, value: unknown): void {
  const [step = "", ...rest] = path;
  if (rest.length === 0) {
    root[step] = value;
  } else {
    root[step] ??= {};
    setAt(mapOf(root[step]), rest, value);
  }
}
