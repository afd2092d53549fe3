/** deployKF's defaults of what our block sets beside the paths that this program reads; the same in all releases. */
export const defaultsOfBlock = {
  deploykf_opt: { deploykf_minio: { enabled: false } },
  kubeflow_tools: {
    pipelines: {
      bucket: { name: "kubeflow-pipelines", region: "" },
      objectStore: {
        useExternal: false,
        host: "s3.amazonaws.com",
        port: "",
        useSSL: true,
        auth: {
          fromEnv: false,
          accessKey: "my-access-key",
          secretKey: "my-secret-key",
          existingSecret: "",
          existingSecretAccessKeyKey: "AWS_ACCESS_KEY_ID",
          existingSecretSecretKeyKey: "AWS_SECRET_ACCESS_KEY",
        },
      },
    },
  },
};
