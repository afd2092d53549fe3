/** The releases that this program knows, oldest first. */
export const deploykfVersions = ["0.1.0", "0.1.1", "0.1.2", "0.1.3", "0.1.4", "0.1.5"] as const;
export type DeploykfVersion = (typeof deploykfVersions)[number];

/** KFP v2 can use an external object store from this release on; `kfpV2.minioFix` is gone in it. */
export function supportsKfpV2Externally(version: DeploykfVersion): boolean {
  return version === "0.1.5";
}

/** How a profile finds its Secret, where nobody says it. */
export const profileSecretDefaults = {
  existingSecret: "kubeflow-pipelines--profile-object-store-auth--{profile_name}",
  existingSecretNamespace: "",
  existingSecretAccessKeyKey: "access_key",
  existingSecretSecretKeyKey: "secret_key",
} as const;

/** The part of deployKF's `default_values.yaml` that this program reads, as data; the same in all releases but for one. */
export function deploykfDefaults(version: DeploykfVersion): Record<string, unknown> {
  return {
    deploykf_core: {
      deploykf_profiles_generator: {
        profileDefaults: {
          profileNamePrefix: "",
          ownerEmail: "admin@example.com",
          memberAccess: { role: "view", notebooksAccess: false },
          plugins: [],
          tools: { kubeflowPipelines: { objectStoreAuth: profileSecretDefaults } },
        },
        users: [
          { id: "user-1", email: "user1@example.com" },
          { id: "user-2", email: "user2@example.com" },
        ],
        groups: [{ id: "team-1", users: ["user-1", "user-2"] }],
        profiles: [
          { name: "team-1", members: [{ group: "team-1", access: { role: "edit", notebooksAccess: true } }] },
          { name: "team-1-prod", members: [{ group: "team-1", access: { role: "view", notebooksAccess: false } }] },
        ],
      },
    },
    deploykf_opt: { deploykf_minio: { namespace: "deploykf-minio", persistence: { existingClaim: "" } } },
    kubeflow_dependencies: {
      kubeflow_argo_workflows: {
        namespace: "kubeflow-argo-workflows",
        artifactRepository: {
          keyFormat:
            "artifacts/{{ workflow.namespace }}/{{ workflow.name }}/{{ workflow.creationTimestamp.Y }}/" +
            "{{ workflow.creationTimestamp.m }}/{{ workflow.creationTimestamp.d }}/{{ pod.name }}",
        },
        controller: { serviceAccount: { create: true, name: "argo-workflow-controller" } },
        server: { serviceAccount: { create: true, name: "argo-server" } },
      },
    },
    kubeflow_tools: {
      pipelines: {
        kfpV2: {
          defaultPipelineRoot: supportsKfpV2Externally(version)
            ? "{scheme}://{bucket_name}/v2/artifacts/{profile_name}" +
              "?region={bucket_region}&endpoint={endpoint}&disableSSL={not_use_ssl}&s3ForcePathStyle=true"
            : "minio://{bucket_name}/v2/artifacts/{profile_name}",
        },
        cache: { namespaceRedirect: true },
      },
    },
  };
}
