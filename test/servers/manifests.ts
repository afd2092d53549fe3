import * as pulumi from "@pulumi/pulumi";
import { isMap, type YamlMap } from "../../base/yaml/merge.js";
import type { RecordedResource } from "../../cli/offline/recorder.js";

/** A Kubernetes object as it is sent to a cluster. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: YamlMap;
  readonly [field: string]: unknown;
}

/** The Kubernetes objects among the resources of an apply, secrets as dummies. */
export function manifestsOf(resources: readonly RecordedResource[]): readonly Manifest[] {
  return resources.filter(({ type }) => type.startsWith("kubernetes:")).map(manifestOf);
}

function manifestOf({ type, name, inputs }: RecordedResource): Manifest {
  const where = `${type} ${name}`;
  const [, group, kind] = type.split(":");
  if (group === undefined || kind === undefined) throw new Error(`${where}: not the type of an object`);
  const apiVersion = group.replace(/^core\//, "");
  const { apiVersion: ownVersion = apiVersion, kind: ownKind = kind, ...rest } = inputs;
  // The provider applies what the inputs say, and a patch would be half an object.
  if (ownVersion !== apiVersion || ownKind !== kind) throw new Error(`${where}: inputs of ${ownVersion} ${ownKind}`);
  const { metadata = {}, ...fields } = mapped(rest, (value, path) => plain(value, `${where}: ${path}`));
  if (!isMap(metadata)) throw new Error(`${where}: metadata isn't a map`);
  return { apiVersion, kind, metadata, ...fields };
}

/** How the SDK writes what is no plain value, and which of them is a secret. */
const marker = "4dabf18193072939515e22adb298388d";
const secretMark = "1b47061264138c4ac30d75fd1eb44270";

function plain(value: unknown, path: string): unknown {
  if (value === pulumi.runtime.unknownValue) throw new Error(`${path} isn't known in an apply`);
  if (Array.isArray(value)) return value.map((part, index) => plain(part, `${path}.${index}`));
  if (!isMap(value)) return value;
  if (!(marker in value)) return mapped(value, (part, key) => plain(part, `${path}.${key}`));
  if (value[marker] !== secretMark) throw new Error(`${path} is neither a plain value nor a secret`);
  return dummies(plain(value.value, path));
}

/** Texts that hide the secret ones and are base64, too, as a Secret's `data` has to be; every other value is left. */
function dummies(value: unknown): unknown {
  if (typeof value === "string") return "ZHVtbXk=";
  if (Array.isArray(value)) return value.map(dummies);
  return isMap(value) ? mapped(value, dummies) : value;
}

function mapped(map: YamlMap, change: (value: unknown, key: string) => unknown): YamlMap {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value, key)]));
}
