import { PlainScalar, valuesSchema } from "../base/yaml/dialect.js";
import { isMap, valueAt } from "../base/yaml/merge.js";
import { type Path, YamlSource } from "../base/yaml/source.js";
import { writeYaml } from "../base/yaml/write.js";
import { type AccessKey, maskedKey } from "../subjects/deploykf/block.js";

const place = ["kubeflow_tools", "pipelines", "objectStore", "auth"];
const keyNames: ReadonlySet<unknown> = new Set(["accessKey", "secretKey"]);
/** What else stands beside a key: a switch, and names. */
const plainNames: ReadonlySet<unknown> = new Set([
  ...["fromEnv", "existingSecret", "existingSecretAccessKeyKey", "existingSecretSecretKeyKey"],
]);

/** The backend's key in a values text; undefined where there is none, or a mask. */
export function inlineKeyOf(text: string): AccessKey | undefined {
  const result = YamlSource.parse("values", text, valuesSchema);
  if (!("source" in result)) return undefined;
  const [accessKey, secretKey] = ["accessKey", "secretKey"].map((name) =>
    valueAt(result.source.value, [...place, name]),
  );
  if (typeof accessKey !== "string" || typeof secretKey !== "string") return undefined;
  if (accessKey === maskedKey.accessKey || secretKey === maskedKey.secretKey) return undefined;
  return { accessKey, secretKey };
}

const header = /^(?:# (?:deployKF|Generated;|Applying it| {2}(?:pulumi|npm) )[^\n]*\n)*/;

/**
 * The text with masks in place of keys. Only of a text that is exactly as this program writes it: in a comment, an anchor
 * or another style a key could stand where no mask reaches. Undefined for any other.
 */
export function withoutKey(text: string): string | undefined {
  const result = YamlSource.parse("values", text, valuesSchema);
  if (!("source" in result)) return undefined;
  const { value } = result.source;
  const [head = ""] = header.exec(text) ?? [];
  const body = text.slice(head.length);
  if (body !== "" && body.trimEnd() !== writeYaml(value).trimEnd()) return undefined;
  const found: string[] = [];
  const data = masked(value, [], found);
  if (data === undefined) return undefined;
  const shown = body === "" ? text : head + writeYaml(data).trimEnd() + body.slice(body.trimEnd().length);
  return found.some((key) => key !== "" && shown.includes(key)) ? undefined : shown;
}

/** The same data with masks, and the keys that stood there; undefined where a name beside them could be one, too. */
function masked(value: unknown, path: Path, found: string[]): unknown {
  const isInAuth = place.every((step, index) => path[index] === step);
  const name = path.at(-1);
  if (Array.isArray(value) && !isInAuth) {
    const parts = value.map((part, index) => masked(part, [...path, index], found));
    return parts.includes(undefined) ? undefined : parts;
  }
  if (isMap(value) && !keyNames.has(name)) {
    const parts = Object.entries(value).map(([key, part]) => [key, masked(part, [...path, key], found)] as const);
    return parts.some(([, part]) => part === undefined) ? undefined : Object.fromEntries(parts);
  }
  if (keyNames.has(name)) {
    const key = value instanceof PlainScalar ? value.source : typeof value === "object" ? "" : String(value);
    if (key !== maskedKey.accessKey && key !== maskedKey.secretKey) found.push(key);
    return maskedKey.secretKey;
  }
  if (!isInAuth) return value;
  return plainNames.has(name) && path.length === place.length + 1 ? value : undefined;
}
