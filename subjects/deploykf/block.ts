import type { ObjectStoreEndpoint } from "../../base/endpoint/endpoint.js";
import type { YamlMap } from "../../base/yaml/merge.js";
import { type ProfileValues, profilesGenerator, type SharedAccess, secretValues } from "./block-profiles.js";
import { type DeploykfVersion, supportsKfpV2Externally } from "./defaults.js";

/** What the values block is made of. */
export interface ValuesInput {
  readonly version: DeploykfVersion;
  readonly bucket: { readonly name: string; readonly region: string };
  readonly endpoint: ObjectStoreEndpoint;
  /** `kfpV2.defaultPipelineRoot`, where deployKF's default doesn't do for the store. */
  readonly pipelineRoot: string | undefined;
  /** Whether the embedded MinIO stays on beside the external store. */
  readonly keepsMinio: boolean;
  readonly backend: BackendAccess;
  /** What profiles have that say nothing of their own; undefined where each entry says it. */
  readonly profileDefault: SharedAccess | undefined;
  readonly defaultPlugins: readonly unknown[];
  readonly profiles: readonly ProfileValues[];
}

/** How the backend authenticates: a role, an existing Secret in its namespace, or a key in the values themselves. */
export type BackendAccess = SharedAccess | { readonly kind: "inline"; readonly key: AccessKey };

export interface AccessKey {
  readonly accessKey: string;
  readonly secretKey: string;
}

/** Stands for a key where nobody may see it. */
export const maskedKey: AccessKey = { accessKey: "[secret]", secretKey: "[secret]" };

/** The deployKF values that connect Kubeflow Pipelines to the bucket. Source: guide, "Connect Kubeflow Pipelines". */
export function valuesBlock(input: ValuesInput): YamlMap {
  const { backend, bucket, endpoint } = input;
  const { host, port, useSSL } = endpoint;
  const generator = profilesGenerator(input);
  return {
    ...(generator && { deploykf_core: { deploykf_profiles_generator: generator } }),
    deploykf_opt: { deploykf_minio: { enabled: input.keepsMinio } },
    ...(backend.kind === "role" && {
      kubeflow_dependencies: {
        kubeflow_argo_workflows: {
          controller: { serviceAccount: annotated(backend.roleArn) },
          server: { serviceAccount: annotated(backend.roleArn) },
        },
      },
    }),
    kubeflow_tools: {
      pipelines: {
        ...(backend.kind === "role" && {
          serviceAccounts: { apiServer: annotated(backend.roleArn), frontend: annotated(backend.roleArn) },
        }),
        bucket: { name: bucket.name, region: bucket.region },
        objectStore: { useExternal: true, host, port, useSSL, auth: backendAuth(backend) },
        ...kfpV2(input),
      },
    },
  };
}

/** The switch for the embedded MinIO is gone from the version on that takes a pipeline root's parameters. */
function kfpV2({ version, pipelineRoot }: ValuesInput): YamlMap {
  if (!supportsKfpV2Externally(version)) return { kfpV2: { minioFix: false } };
  return pipelineRoot === undefined ? {} : { kfpV2: { defaultPipelineRoot: pipelineRoot } };
}

function annotated(roleArn: string): YamlMap {
  return { annotations: { "eks.amazonaws.com/role-arn": roleArn } };
}

/** `fromEnv` is written out in every case: a file before may have switched it on. */
function backendAuth(backend: BackendAccess): YamlMap {
  if (backend.kind === "role") return { fromEnv: true };
  if (backend.kind === "inline") return { fromEnv: false, ...backend.key, existingSecret: "" };
  const { existingSecretNamespace: _, ...names } = secretValues(backend.secret);
  return { fromEnv: false, ...names };
}
