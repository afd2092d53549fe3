import type { SecretRef } from "../../base/kubernetes/secret.js";
import { isMap, type YamlMap } from "../../base/yaml/merge.js";
import { withIrsaPlugin } from "./irsa-plugin.js";

/** One role for all profiles, or one Secret's name, in which deployKF fills in `{profile_name}`. */
export type SharedAccess =
  | { readonly kind: "role"; readonly roleArn: string }
  | { readonly kind: "secret"; readonly secret: SecretRef };

/** A profile's entry, and what of ours it gets: a role, a Secret of its own, the default, or nothing (unmanaged). */
export interface ProfileValues {
  /** The user's entry, whole. */
  readonly entry: YamlMap;
  readonly access: SharedAccess | { readonly kind: "default" } | { readonly kind: "unmanaged" };
}

interface ProfilesInput {
  readonly profileDefault: SharedAccess | undefined;
  readonly defaultPlugins: readonly unknown[];
  readonly profiles: readonly ProfileValues[];
}

/** The section of the profiles generator: defaults where they reach, the whole list where an entry needs its own. */
export function profilesGenerator({ profileDefault, defaultPlugins, profiles }: ProfilesInput): YamlMap | undefined {
  const entries = profiles.map((profile) => entryOf(profile, profileDefault, defaultPlugins));
  const changed = entries.some((entry, index) => entry !== profiles[index]?.entry);
  const section = {
    ...(profileDefault && { profileDefaults: defaultsOf(profileDefault, defaultPlugins) }),
    ...(changed && { profiles: entries }),
  };
  return Object.keys(section).length > 0 ? section : undefined;
}

function defaultsOf(access: SharedAccess, defaultPlugins: readonly unknown[]): YamlMap {
  if (access.kind === "role") return { plugins: withIrsaPlugin(defaultPlugins, access.roleArn) };
  return { tools: { kubeflowPipelines: { objectStoreAuth: secretValues(access.secret) } } };
}

/** The entry itself where the defaults serve it; everything in it stays, in order. */
function entryOf(
  { entry, access }: ProfileValues,
  profileDefault: SharedAccess | undefined,
  defaultPlugins: readonly unknown[],
): YamlMap {
  const own = "plugins" in entry ? (Array.isArray(entry.plugins) ? entry.plugins : []) : undefined;
  const defaultRole = profileDefault?.kind === "role" ? profileDefault.roleArn : undefined;
  const keepsPlugins = own !== undefined || defaultRole === undefined ? entry : { ...entry, plugins: defaultPlugins };
  switch (access.kind) {
    case "role":
      return { ...entry, plugins: withIrsaPlugin(own ?? defaultPlugins, access.roleArn) };
    case "secret":
      return withSecret(keepsPlugins, access.secret);
    case "default":
      return own === undefined || defaultRole === undefined
        ? entry
        : { ...entry, plugins: withIrsaPlugin(own, defaultRole) };
    case "unmanaged":
      return keepsPlugins;
  }
}

function withSecret(entry: YamlMap, secret: SecretRef): YamlMap {
  const tools = isMap(entry.tools) ? entry.tools : {};
  const pipelines = isMap(tools.kubeflowPipelines) ? tools.kubeflowPipelines : {};
  return {
    ...entry,
    tools: { ...tools, kubeflowPipelines: { ...pipelines, objectStoreAuth: secretValues(secret) } },
  };
}

/** A Secret as deployKF's values name it. The namespace is always written: an empty one means different things there. */
export function secretValues({ name, namespace, accessKeyKey, secretKeyKey }: SecretRef) {
  return {
    existingSecret: name,
    existingSecretNamespace: namespace,
    existingSecretAccessKeyKey: accessKeyKey,
    existingSecretSecretKeyKey: secretKeyKey,
  };
}
