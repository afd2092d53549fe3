import { basename } from "node:path";
import { isMap, type YamlMap } from "../../base/yaml/merge.js";
import { isGeneratedBlock } from "../../subjects/deploykf/block-header.js";

/** Which of this program's files a text is: one is replaced by its own kind alone. */
export function kindOfWritten(text: string): string | undefined {
  if (isGeneratedBlock(text)) return "a generated values block";
  if (/^\s*[[{]/.test(text)) return kindOfJson(text);
  return heads.find(([head]) => head.test(text))?.[1];
}

const heads = [
  [/^Plan for stack /, "a plan as text"],
  [/^[A-Z]{4,9} {2}\S{1,100}: /, "a comparison as text"],
  [/^<!-- deploykf-object-store: /, "a comparison as markdown"],
  [/^R2 object storage > API > /, "a policy"],
  [/^(?:arn:[^\n]{1,300}|[^\n:]{1,200}(?:: a key that isn't made here)?)\n {2}\S[^\n:]*\n/, "an access list"],
] as const;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function kindOfJson(text: string): string | undefined {
  const value = parsed(text);
  const first: unknown = Array.isArray(value) ? value[0] : undefined;
  if (isMap(first)) return "principal" in first && "action" in first ? "an access list" : undefined;
  if (!isMap(value)) return undefined;
  if (typeof value.formatVersion === "number") return "a plan, comparison or report as JSON";
  if ("nameTable" in value && "resources" in value) return "a file for pulumi import";
  const isPolicy = "Statement" in value || "bindings" in value || ("subject" in value && "resource" in value);
  return isPolicy || isBareS3Json(value) ? "a policy" : undefined;
}

/** SeaweedFS's identities and policies; what else is in an identity, such as its keys, somebody added. */
function isBareS3Json(value: YamlMap): boolean {
  const has = (one: unknown, keys: string) => isMap(one) && Object.keys(one).sort().join() === keys;
  return has(value, "identities,policies") && identitiesOf(value).every((one) => has(one, "name,policyNames"));
}

function identitiesOf(value: unknown): readonly unknown[] {
  return isMap(value) && Array.isArray(value.identities) ? value.identities : [];
}

/** What stands in the way, in a few words. */
export function describeFile(file: string, text: string): string {
  const kind = kindOfWritten(text);
  if (kind !== undefined) return kind;
  const identities = identitiesOf(parsed(text));
  if (identities.some((one) => isMap(one) && "credentials" in one)) return "a file that contains keys";
  return /^Pulumi\b.*\.(?:yaml|json)$/.test(basename(file))
    ? "Pulumi's config"
    : "a file that this program didn't write";
}
