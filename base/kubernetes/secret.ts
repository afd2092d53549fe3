/** A Kubernetes Secret with an access key, and the keys inside it. */

export interface SecretRef {
  readonly namespace: string;
  readonly name: string;
  readonly accessKeyKey: string;
  readonly secretKeyKey: string;
}
