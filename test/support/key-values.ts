/** Kubernetes Secrets as deployKF's values name them. */
export function secretRef(name: string, parts: { namespace?: string; names?: readonly [string, string] } = {}) {
  const { namespace = "kubeflow", names: [accessKeyKey, secretKeyKey] = ["access_key", "secret_key"] } = parts;
  return {
    existingSecret: name,
    existingSecretNamespace: namespace,
    existingSecretAccessKeyKey: accessKeyKey,
    existingSecretSecretKeyKey: secretKeyKey,
  };
}

export function inTools(objectStoreAuth: unknown) {
  return { tools: { kubeflowPipelines: { objectStoreAuth } } };
}

export const templateName = "kubeflow-pipelines--profile-object-store-auth--{profile_name}";
export const sharedName = "kubeflow-pipelines--profiles-object-store-auth";
export const backendName = "kubeflow-pipelines--backend-object-store-auth";

/** A profile's Secret by the default template. */
export function profileName(profile: string): string {
  return `kubeflow-pipelines--profile-object-store-auth--${profile}`;
}

export const bySecret = {
  fromEnv: false,
  existingSecret: backendName,
  existingSecretAccessKeyKey: "AWS_ACCESS_KEY_ID",
  existingSecretSecretKeyKey: "AWS_SECRET_ACCESS_KEY",
};

/** The whole block of a stack with keys. */
export function keyBlock(generator: object, auth: object = bySecret) {
  return {
    deploykf_core: { deploykf_profiles_generator: generator },
    deploykf_opt: { deploykf_minio: { enabled: false } },
    kubeflow_tools: {
      pipelines: {
        bucket: { name: "acme-test-pipelines", region: "eu-west-1" },
        objectStore: { useExternal: true, host: "s3.eu-west-1.amazonaws.com", port: "", useSSL: true, auth },
      },
    },
  };
}

/** As twoProfiles in key-stacks.ts has them, with parts of ours. */
export function entries(team1: object = {}, team2: object = {}) {
  return [
    { name: "team-1", ownerEmail: "ada@example.com", members: [], ...team1 },
    { name: "team-2", members: [], ...team2 },
  ];
}
