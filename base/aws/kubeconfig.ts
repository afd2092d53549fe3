/** How to reach an EKS cluster. */
export interface EksEndpoint {
  readonly name: string;
  readonly region: string;
  /** URL of the API server. */
  readonly endpoint: string;
  /** The cluster's CA certificate in base64, as EKS describes it. */
  readonly certificateAuthority: string;
  /** AWS profile for tokens; undefined: that of the environment. */
  readonly profile: string | undefined;
  /** Role to assume for tokens. */
  readonly roleArn?: string | undefined;
}

/**
 * A kubeconfig, as JSON, whose tokens come from `aws eks get-token`.
 * Source: EKS User Guide, "Connect kubectl to an EKS cluster by creating a kubeconfig file".
 */
export function eksKubeconfig(cluster: EksEndpoint): string {
  const { name, region, endpoint, certificateAuthority, profile, roleArn } = cluster;
  const token = ["--region", region, "eks", "get-token", "--cluster-name", name, "--output", "json"];
  const args = [...token, ...option("--role-arn", roleArn), ...option("--profile", profile)];
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name, cluster: { server: endpoint, "certificate-authority-data": certificateAuthority } }],
    users: [{ name, user: { exec: { apiVersion: "client.authentication.k8s.io/v1beta1", command: "aws", args } } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    "current-context": name,
  });
}

function option(name: string, value: string | undefined): readonly string[] {
  return value === undefined ? [] : [name, value];
}

interface ExecKubeconfig {
  readonly users: readonly { readonly name: string; readonly user: { readonly exec: { readonly args: string[] } } }[];
}

/** The same kubeconfig (JSON, with `aws eks get-token`) whose tokens are those of an AWS profile. */
export function withProfile(kubeconfig: string, profile: string | undefined): string {
  if (profile === undefined) return kubeconfig;
  const config = JSON.parse(kubeconfig) as ExecKubeconfig;
  const users = config.users.map(({ name, user: { exec } }) => ({
    name,
    user: { exec: { ...exec, args: [...exec.args, ...option("--profile", profile)] } },
  }));
  return JSON.stringify({ ...config, users });
}
