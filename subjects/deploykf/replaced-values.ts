import { parseRoleArn } from "../../base/aws/arn.js";
import { isHarmless } from "../../base/problems/harmless.js";
import type { Location } from "../../base/problems/problem.js";
import { PlainScalar } from "../../base/yaml/dialect.js";
import { isMap, mergeValues, valueAt, type YamlMap } from "../../base/yaml/merge.js";
import type { Path } from "../../base/yaml/source.js";
import { defaultsOfBlock } from "./block-defaults.js";
import { type DeploykfVersion, deploykfDefaults } from "./defaults.js";
import { isKey, sameToDeploykf } from "./merged-values.js";
import { inlineKeyPaths, valuePaths } from "./paths.js";
import type { ValuesFiles } from "./user-values.js";
import { mergeFiles } from "./values-files.js";
import { sourceOf } from "./values-source.js";

/** A value that the user's files state, that isn't deployKF's default, and that deployKF reads no more with our block. */
export interface ReplacedLeaf {
  /** Where it stands. */
  readonly path: Path;
  /** Of a profile's entry, or of one that would inherit it. */
  readonly profile: string | undefined;
  /** By which pods get into a store or cloud, if it is that. */
  readonly credential: "role" | "secret" | undefined;
  /** As they may be shown. */
  readonly from: string;
  readonly to: string;
  readonly location: Location;
}

interface Context {
  readonly files: ValuesFiles;
  readonly defaults: unknown;
  readonly standIns: readonly string[];
}

/** `merged` has our block at its place; a text in it that holds a stand-in may come to be any. */
export function replacedLeaves(
  { files, standIns, version }: Omit<Context, "defaults"> & { readonly version: DeploykfVersion },
  merged: unknown,
): readonly ReplacedLeaf[] {
  if (!files.stated) return [];
  const defaults = mergeValues(deploykfDefaults(version), defaultsOfBlock);
  const theirs = readByDeploykf(mergeFiles(files.before, files.later));
  const ours = readByDeploykf(merged);
  return differences({ files, defaults, standIns }, [], theirs, ours, undefined);
}

/** Without what deployKF ignores: Secrets and keys under `fromEnv`, and keys beside a Secret. */
function readByDeploykf(values: unknown): unknown {
  const secret = [...valuePaths.fromEnv.slice(0, -1), "existingSecret"];
  const byRole = valueAt(values, valuePaths.fromEnv) === true;
  const ignored = byRole ? [secret, ...inlineKeyPaths, valuePaths.defaultObjectStoreAuth] : inlineKeyPaths;
  return byRole || valueAt(values, secret) ? ignored.reduce<unknown>(without, values) : values;
}

function without(values: unknown, [step = "", ...rest]: readonly string[]): unknown {
  if (!isMap(values) || !Object.hasOwn(values, step)) return values;
  const { [step]: part, ...others } = values;
  return rest.length === 0 ? others : { ...others, [step]: without(part, rest) };
}

function differences(
  context: Context,
  path: Path,
  theirs: unknown,
  ours: unknown,
  profile: string | undefined,
): readonly ReplacedLeaf[] {
  if (theirs === ours) return [];
  const below = (key: string | number, part: unknown, other: unknown, name = profile) =>
    differences(context, [...path, key], part, other, name);
  if (isMap(theirs)) {
    const others = isMap(ours) ? ours : {};
    const own = Object.entries(theirs).flatMap(([key, part]) => {
      return below(key, part, Object.hasOwn(others, key) ? others[key] : undefined);
    });
    const isDefaults = path.join() === generator.join();
    return isDefaults ? [...own, ...inherited(context, theirs, others)] : own;
  }
  const by = identityIn(path);
  if (!by || !Array.isArray(theirs) || !Array.isArray(ours)) return leaf(context, path, theirs, ours, profile);
  const others = new Map(ours.filter(isMap).map((one) => [one[by], one]));
  return theirs.flatMap((part, index) => {
    if (!isMap(part)) return [];
    return below(index, part, others.get(part[by]), by === "name" ? String(part.name) : profile);
  });
}

const generator = valuePaths.profiles.slice(0, -1);

/** The lists whose entries our block carries over, by what they are called. */
function identityIn(path: Path): "name" | "kind" | undefined {
  if (path.join() === valuePaths.profiles.join()) return "name";
  return path.at(-1) === "plugins" ? "kind" : undefined;
}

/** What entries had from the defaults, and have from our block as their own. */
const inheritable = [
  { at: valuePaths.defaultPlugins, own: ["plugins"] },
  { at: valuePaths.defaultObjectStoreAuth, own: ["tools", "kubeflowPipelines", "objectStoreAuth"] },
] as const;

function inherited(context: Context, theirs: YamlMap, ours: YamlMap): readonly ReplacedLeaf[] {
  const [before, after] = [theirs.profiles, ours.profiles];
  if (before === after || !Array.isArray(after)) return [];
  const entries = new Map((Array.isArray(before) ? before : []).filter(isMap).map((entry) => [entry.name, entry]));
  return inheritable.flatMap(({ at, own }) => {
    const value = valueAt(theirs, at.slice(generator.length));
    if (value === undefined) return [];
    return after.filter(isMap).flatMap((entry): readonly ReplacedLeaf[] => {
      const other = valueAt(entry, own);
      const hadOwn = valueAt(entries.get(entry.name), own) !== undefined;
      return other === undefined || hadOwn ? [] : differences(context, at, value, other, String(entry.name));
    });
  });
}

function leaf(
  { files, defaults, standIns }: Context,
  path: Path,
  theirs: unknown,
  ours: unknown,
  profile: string | undefined,
): readonly ReplacedLeaf[] {
  if (theirs === undefined || theirs === null || sameToDeploykf(ours, theirs, standIns)) return [];
  if (sameToDeploykf(theirs, valueAt(defaults, path), [])) return [];
  const location = sourceOf(files.all, path)?.locate(path);
  if (!location) return [];
  const [from, to] = [theirs, ours].map((value) => shown(path, value, standIns)) as [string, string];
  return [{ path, profile, credential: credentialAt(path), from, to, location }];
}

function credentialAt(path: Path): ReplacedLeaf["credential"] {
  const key = path.at(-1);
  if (key === "awsIamRole" || key === "eks.amazonaws.com/role-arn") return "role";
  return key === "existingSecret" ? "secret" : undefined;
}

const name = /^[a-z0-9{][a-z0-9{}._-]{0,252}$/;
const format = /^[a-z0-9{][a-z0-9{}._:/?&=-]{0,252}$/i;

/** A name, a role or a switch; anything else may be a secret that lost its place. */
function shown(path: Path, value: unknown, standIns: readonly string[]): string {
  if (value === undefined || value === null) return "nothing";
  if (isKey(path.map(String))) return "a key";
  if (typeof value === "boolean") return String(value);
  if (typeof value === "object" && !(value instanceof PlainScalar)) return Array.isArray(value) ? "a list" : "a map";
  const text = value instanceof PlainScalar ? value.source : String(value);
  if (standIns.some((one) => text.includes(one))) return "what is known after apply";
  if (text === "") return '""';
  const isFormat = path.join() === valuePaths.pipelineRoot.join();
  const fits = isFormat ? format.test(text) && isHarmless(text) : name.test(text) || parseRoleArn(text) !== undefined;
  return fits ? text : "a text that isn't shown";
}
