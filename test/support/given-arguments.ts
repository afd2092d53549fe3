import { load } from "js-yaml";
import type { Arguments } from "../../base/input/args.js";
import { configSchema } from "../../base/yaml/dialect.js";
import { isMap } from "../../base/yaml/merge.js";
import { readArguments } from "../../settings/args.js";
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
    else if (namespace === projectName && name !== "" && name !== "region" && name !== "kubeconfig") {
      if (name === "keys" ? hasSecureMap(value) : hasSecure(value)) return undefined;
      args[name] = name === "keys" ? withOutputs(value) : value;
    } else if (typeof value === "string" && name !== "" && namespace !== projectName) engine[key] = value;
    else return undefined;
  }
  return { args, engine };
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
