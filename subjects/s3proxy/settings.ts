/** S3Proxy, where this stack runs it in the cluster. */
export interface S3ProxySettings {
  readonly storageAccount: string;
  /** https, without a slash at its end. */
  readonly blobEndpoint: string;
  /** Azure workload identity; undefined: the account's key, from `keys`. */
  readonly clientId: string | undefined;
  readonly namespace: string;
  readonly replicas: number;
  readonly image: string;
  /** An existing Secret with a PKCS#12 keystore; undefined: plain http. */
  readonly tls: KeystoreSettings | undefined;
}

export interface KeystoreSettings {
  readonly secretName: string;
  readonly keystoreKey: string;
  readonly passwordKey: string;
}
