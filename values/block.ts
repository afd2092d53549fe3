import { type DeploykfVersion, supportsKfpV2Externally } from "../deploykf/defaults.js";
import type { YamlMap } from "../deploykf/merge.js";
import { type ProfileValues, profilesGenerator, type SharedAccess } from "./profiles.js";
import { type SecretNames, secretValues } from "./secret.js";

/** What the values block is made of. */
export interface ValuesInput {
  readonly version: DeploykfVersion;
  readonly bucket: { readonly name: string; readonly region: string };
  readonly host: string;
  readonly backend: BackendAccess;
  /** What profiles have that say nothing of their own; undefined where each entry says it. */
  readonly profileDefault: SharedAccess | undefined;
  readonly defaultPlugins: readonly unknown[];
  readonly profiles: readonly ProfileValues[];
}

/** How the backend authenticates: a role, an existing Secret in its namespace, or a key in the values themselves. */
export type BackendAccess =
  | { readonly kind: "role"; readonly roleArn: string }
  | { readonly kind: "secret"; readonly secret: SecretNames }
  | { readonly kind: "inline"; readonly key: AccessKey };

export interface AccessKey {
  readonly accessKey: string;
  readonly secretKey: string;
}

/** Stands for a key where nobody may see it. */
export const maskedKey: AccessKey = { accessKey: "[secret]", secretKey: "[secret]" };

/** The deployKF values that connect Kubeflow Pipelines to the bucket. Source: guide, "Connect Kubeflow Pipelines". */
export function valuesBlock(input: ValuesInput): YamlMap {
  const { backend, bucket } = input;
  const generator = profilesGenerator(input);
  return {
    ...(generator && { deploykf_core: { deploykf_profiles_generator: generator } }),
    deploykf_opt: { deploykf_minio: { enabled: false } },
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
        objectStore: { useExternal: true, host: input.host, port: "", useSSL: true, auth: backendAuth(backend) },
        ...(supportsKfpV2Externally(input.version) ? {} : { kfpV2: { minioFix: false } }),
      },
    },
  };
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
