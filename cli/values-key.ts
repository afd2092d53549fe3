import { valueAt } from "../deploykf/merge.js";
import { type AccessKey, maskedKey } from "../values/block.js";
import { valuesSchema } from "../yaml/dialect.js";
import { YamlSource } from "../yaml/source.js";

const place = ["kubeflow_tools", "pipelines", "objectStore", "auth"];

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

/** The text with masks in place of keys; undefined where a key would still be in it. */
export function withoutKey(text: string): string | undefined {
  // Lines that are indented deeper than the key's name go on with its value.
  const masked = text.replace(/^( *)((?:access|secret)Key):.*(?:\n\1 +.*)*/gm, `$1$2: "${maskedKey.secretKey}"`);
  const key = inlineKeyOf(text);
  const left = key && [key.accessKey, key.secretKey].some((part) => part !== "" && masked.includes(part));
  return left ? undefined : masked;
}
