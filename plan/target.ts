import type { KubeconfigFile } from "../base/kubernetes/kubeconfig.js";
import type { Settings } from "../settings/settings.js";
import type { Facts } from "../subjects/access/facts.js";
import type { ClusterSettings } from "../subjects/cluster/settings.js";
import type { Target } from "./record.js";

type ClusterIdentity = Readonly<Record<string, string>>;

export function targetOf(settings: Settings, { accountId, issuerUrl }: Facts): Target {
  const { platform, partition, endpoint, bucket, s3proxy, rook } = settings;
  return {
    platform,
    partition,
    account: accountId ?? null,
    endpoint: { host: endpoint.host, port: endpoint.port, useSSL: endpoint.useSSL },
    bucket: { name: bucket.name, region: bucket.region },
    cluster: { trusted: trustedOf(settings), reached: reachedOf(settings), issuer: issuerUrl ?? null },
    s3proxy: s3proxy ? proxyOf(s3proxy) : null,
    rook: rook ?? null,
  };
}

function proxyOf(settings: NonNullable<Settings["s3proxy"]>): Target["s3proxy"] {
  const { storageAccount, blobEndpoint, clientId = null, namespace, image } = settings;
  return { storageAccount, blobEndpoint, clientId, namespace, image };
}

function trustedOf({ cluster, awsRegion = "" }: Settings): ClusterIdentity {
  switch (cluster.source) {
    case "oidc":
      return { issuer: cluster.issuerUrl ?? "" };
    case "eks":
      return { eks: cluster.name, region: cluster.region };
    case "new":
      return { eks: cluster.name, region: awsRegion };
    case "stack":
      return stackIdentity(cluster);
    case "kubeconfig":
      return kubeconfigIdentity(cluster.kubeconfig);
  }
}

function reachedOf(settings: Settings): ClusterIdentity {
  const { cluster } = settings;
  return cluster.source === "oidc" && cluster.kubeconfig ? kubeconfigIdentity(cluster.kubeconfig) : trustedOf(settings);
}

/** A context is a name that people give; without one, the file is all that is said. */
function kubeconfigIdentity({ context, path }: KubeconfigFile): ClusterIdentity {
  if (context !== undefined) return { context };
  return { kubeconfig: path ?? "of the environment" };
}

function stackIdentity({ stack, region, outputs }: Extract<ClusterSettings, { source: "stack" }>): ClusterIdentity {
  const names = Object.entries(outputs).map(([output, { name }]) => [`output ${output}`, name]);
  return { stack, region, ...Object.fromEntries(names) };
}
