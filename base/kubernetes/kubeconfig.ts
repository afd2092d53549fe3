/** A kubeconfig file; undefined: KUBECONFIG, or ~/.kube/config, and its current context. */
export interface KubeconfigFile {
  readonly path?: string | undefined;
  readonly context?: string | undefined;
}

/** A kubeconfig's contents, or a file that has them. */
export type KubeconfigSource = { readonly contents: string } | { readonly file: KubeconfigFile };

/** The same, or why there is none. */
export type ClusterAccess = KubeconfigSource | { readonly reason: string };
