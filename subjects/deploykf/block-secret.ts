/** A Kubernetes Secret with an access key, and the keys inside it. */
export interface SecretNames {
  readonly namespace: string;
  readonly name: string;
  readonly accessKeyKey: string;
  readonly secretKeyKey: string;
}

/** A Secret as deployKF's values name it. The namespace is always written: an empty one means different things there. */
export function secretValues({ name, namespace, accessKeyKey, secretKeyKey }: SecretNames) {
  return {
    existingSecret: name,
    existingSecretNamespace: namespace,
    existingSecretAccessKeyKey: accessKeyKey,
    existingSecretSecretKeyKey: secretKeyKey,
  };
}
