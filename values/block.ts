import { type DeploykfVersion, supportsKfpV2Externally } from "../deploykf/defaults.js";
import { withIrsaPlugin } from "../deploykf/irsa-plugin.js";
import type { YamlMap } from "../deploykf/merge.js";

/** What the values block is made of. */
export interface ValuesInput {
  readonly version: DeploykfVersion;
  readonly bucket: { readonly name: string; readonly region: string };
  readonly host: string;
  readonly backendRoleArn: string;
  /** The shared role in profileDefaults, or each profile's own. */
  readonly profileRole: "per-profile" | "shared";
  readonly defaultPlugins: readonly unknown[];
  readonly profiles: readonly ProfileValues[];
}

export interface ProfileValues {
  /** The user's entry, whole. */
  readonly entry: YamlMap;
  /** Undefined for an unmanaged profile. */
  readonly roleArn: string | undefined;
}

/** The deployKF values that connect Kubeflow Pipelines to the bucket. Source: guide, "IRSA-based Authentication". */
export function valuesBlock(input: ValuesInput): YamlMap {
  const annotated = { annotations: { "eks.amazonaws.com/role-arn": input.backendRoleArn } };
  return {
    deploykf_core: { deploykf_profiles_generator: profilesGenerator(input) },
    deploykf_opt: { deploykf_minio: { enabled: false } },
    kubeflow_dependencies: {
      kubeflow_argo_workflows: {
        controller: { serviceAccount: annotated },
        server: { serviceAccount: annotated },
      },
    },
    kubeflow_tools: {
      pipelines: {
        serviceAccounts: { apiServer: annotated, frontend: annotated },
        bucket: { name: input.bucket.name, region: input.bucket.region },
        objectStore: { useExternal: true, host: input.host, port: "", useSSL: true, auth: { fromEnv: true } },
        ...(supportsKfpV2Externally(input.version) ? {} : { kfpV2: { minioFix: false } }),
      },
    },
  };
}

function profilesGenerator({ profileRole, defaultPlugins, profiles }: ValuesInput): YamlMap {
  const sharedRole = profileRole === "shared" ? profiles.find(({ roleArn }) => roleArn)?.roleArn : undefined;
  const entry = (profile: ProfileValues) => entryWithPlugins(profile, defaultPlugins, sharedRole !== undefined);
  if (sharedRole === undefined) return { profiles: profiles.map(entry) };
  const profileDefaults = { plugins: withIrsaPlugin(defaultPlugins, sharedRole) };
  return defaultsReachAll(profiles) ? { profileDefaults } : { profileDefaults, profiles: profiles.map(entry) };
}

/** Under a shared role the defaults reach every entry but those with a list of their own and those left alone. */
function defaultsReachAll(profiles: readonly ProfileValues[]): boolean {
  return profiles.every(({ entry, roleArn }) => !("plugins" in entry) && roleArn !== undefined);
}

/** An entry without a list of plugins has the user's default ones; they are written out where ours would replace them. */
function entryWithPlugins(
  { entry, roleArn }: ProfileValues,
  defaultPlugins: readonly unknown[],
  defaultsChange: boolean,
): YamlMap {
  const own = "plugins" in entry ? (Array.isArray(entry.plugins) ? entry.plugins : []) : undefined;
  if (roleArn !== undefined) return { ...entry, plugins: withIrsaPlugin(own ?? defaultPlugins, roleArn) };
  return own === undefined && defaultsChange ? { ...entry, plugins: defaultPlugins } : entry;
}
