import { isMap, type YamlMap } from "../../base/yaml/merge.js";

const kind = "AwsIamForServiceAccount";

/** The profile plugin that annotates service accounts with a role. Source: guide, "IRSA-based Authentication". */
export function irsaPlugin(roleArn: string): YamlMap {
  return { kind, spec: { awsIamRole: roleArn, AnnotateOnly: true } };
}

export function isIrsaPlugin(plugin: unknown): boolean {
  return isMap(plugin) && plugin.kind === kind;
}

/** The role of an IRSA plugin, or undefined where it names none. */
export function roleOfIrsaPlugin(plugin: unknown): string | undefined {
  const role = isMap(plugin) && isMap(plugin.spec) ? plugin.spec.awsIamRole : undefined;
  return typeof role === "string" ? role : undefined;
}

/** A plugin list with exactly our IRSA plugin: in the place of one that is there, else behind the others. */
export function withIrsaPlugin(plugins: readonly unknown[], roleArn: string): unknown[] {
  const at = plugins.findIndex(isIrsaPlugin);
  const others = plugins.filter((plugin) => !isIrsaPlugin(plugin));
  others.splice(at < 0 ? others.length : at, 0, irsaPlugin(roleArn));
  return others;
}
