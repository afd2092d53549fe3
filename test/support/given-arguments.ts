import { load } from "js-yaml";
import type { Arguments, Known } from "../../base/input/args.js";
import { ProblemsError } from "../../base/problems/problem.js";
import { reportErrors } from "../../base/problems/report.js";
import { configSchema } from "../../base/yaml/dialect.js";
import { isMap } from "../../base/yaml/merge.js";
import { planStated } from "../../cli/offline/offline-plan.js";
import { readArguments, settingsOf } from "../../settings/args.js";
import { filesInMemory } from "./memory.js";
import { issuer, projectName, stackFile } from "./project.js";

/** As an Output is: nobody may make a text of it, and what it holds is seen by nobody here. */
export class FakeOutput {
  readonly #held: unknown;

  constructor(held?: unknown) {
    this.#held = held;
  }

  static heldBy(output: unknown): unknown {
    return output instanceof FakeOutput ? output.#held : undefined;
  }

  toString(): never {
    throw new Error("toString of an Output");
  }

  toJSON(): never {
    throw new Error("toJSON of an Output");
  }

  valueOf(): never {
    throw new Error("valueOf an Output");
  }
}

/** Arguments as a component reads them, with a project's files around them. */
export function argumentsOf(
  args: unknown,
  { texts = new Map(), engine = {} }: { texts?: ReadonlyMap<string, string>; engine?: Record<string, string> } = {},
): Arguments {
  return readArguments(args, {
    project: projectName,
    stack: "dev",
    root: "/nowhere",
    files: filesInMemory(texts),
    engine,
    isOutput: (value) => value instanceof FakeOutput,
  });
}

/** What a stack's file says, as arguments and as the engine's settings of providers; undefined where arguments can't. */
export function asArguments(texts: ReadonlyMap<string, string>) {
  const config = configIn(texts.get(stackFile) ?? "");
  if (!config) return undefined;
  const args: Record<string, unknown> = {};
  const engine: Record<string, string> = {};
  for (const [key, value] of Object.entries(config)) {
    const [namespace = "", name = ""] = key.split(":");
    if (key === "aws:region") args.region = value;
    else if (namespace === projectName && isArgument(name, value)) {
      args[name] = name === "keys" ? withOutputs(value) : value;
    } else if (namespace !== projectName && name !== "" && typeof value === "string") engine[key] = value;
    else return undefined;
  }
  return { args, engine };
}

/** Whether a stack's key says as an argument what it says in a file. */
function isArgument(name: string, value: unknown): boolean {
  if (name === "" || name === "region" || name === "kubeconfig") return false;
  return name === "keys" ? !hasSecureMap(value) : !hasSecure(value);
}

function configIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const file = load(text, { schema: configSchema });
    const isConfig = isMap(file) && Object.keys(file).join() === "config";
    return isConfig && isMap(file.config) ? file.config : undefined;
  } catch {
    return undefined;
  }
}

/** Encrypted values as secret Outputs. */
function withOutputs(value: unknown): unknown {
  if (isSecure(value)) return new FakeOutput("a secret");
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withOutputs(part)]));
}

/** Whether more than one text is encrypted as one. */
function hasSecureMap(value: unknown): boolean {
  if (isSecure(value)) return true;
  const { backend, shared, profiles } = isMap(value) ? value : {};
  return [backend, shared, profiles, ...(isMap(profiles) ? Object.values(profiles) : [])].some(isSecure);
}

function isSecure(value: unknown): boolean {
  return isMap(value) && Object.keys(value).join() === "secure";
}

function hasSecure(value: unknown): boolean {
  return typeof value === "object" && value !== null && (isSecure(value) || Object.values(value).some(hasSecure));
}

/** Arguments that plan without a warning; a test changes some of them. */
export function given(change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const values = "deploykf_core:\n  deploykf_profiles_generator:\n    profiles: [{name: team-1, members: []}]\n";
  return {
    region: "eu-west-1",
    namePrefix: "kf-dev",
    bucket: { name: "acme-dev-pipelines" },
    cluster: { source: "oidc", issuerUrl: `https://${issuer}` },
    deploykf: { version: "0.1.5", embeddedMinio: "keep", values: [values] },
    ...change,
  };
}

/** The report of all that is wrong with arguments as far as they are known, with what a plan finds; empty for none. */
export function reportOf(args: unknown, known?: Known): string {
  return refused(args, known)?.message ?? "";
}

/** The code of each problem. */
export function codesOf(args: unknown, known?: Known): readonly string[] {
  return refused(args, known)?.problems.map(({ code }) => code) ?? [];
}

function refused(args: unknown, known: Known | undefined): ProblemsError | undefined {
  const read = argumentsOf(args);
  try {
    planStated(settingsOf(read, known));
    return undefined;
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error;
    const problems = error.problems.map((problem) => read.conceal(problem, known));
    return new ProblemsError(problems, reportErrors(problems));
  }
}

export type Path = readonly (string | number)[];

/** Arguments with another value at a path. */
export function changed(args: unknown, [step, ...rest]: Path, change: (value: unknown) => unknown): unknown {
  if (step === undefined) return change(args);
  const isList = Array.isArray(args) || typeof step === "number";
  const parts: Record<string, unknown> = { ...(typeof args === "object" ? args : {}) };
  parts[step] = changed(parts[step], rest, change);
  return isList ? Object.values(parts) : parts;
}

/** The arguments with what stands at these paths as Outputs; and what those hold. */
export function asOutputs(args: unknown, paths: readonly Path[]) {
  const late = paths.reduce((all, path) => changed(all, path, (value) => new FakeOutput(value)), args);
  const texts = new Map(argumentsOf(late).late.map(({ key, value }) => [key, FakeOutput.heldBy(value)]));
  return { late, texts };
}

export const deploykfOf = (...values: string[]) => ({ version: "0.1.5", embeddedMinio: "keep", values });
