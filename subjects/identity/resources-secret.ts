import { Secret } from "@pulumi/kubernetes/core/v1/secret.js";
import type * as pulumi from "@pulumi/pulumi";
import type { ClusterAccess } from "../cluster/resources-access.js";
import type { KeyPlan, SecretPlan } from "./key.js";
import type { KeyPair } from "./resources-key-pair.js";

/** Registers the Secret with a principal's key, where deployKF's policies look for it and clone it from. */
export function createSecret(
  name: string,
  plan: KeyPlan,
  secret: SecretPlan,
  key: KeyPair,
  cluster: ClusterAccess,
  parent: pulumi.Resource,
): Secret {
  const namespace = cluster.namespaces.get(secret.namespace);
  return new Secret(
    `${name}-${plan.key}`,
    {
      metadata: {
        name: secret.name,
        namespace: secret.namespace,
        labels: { "app.kubernetes.io/managed-by": "deploykf-object-store" },
        annotations: { "deploykf-object-store/principal": plan.principal },
      },
      type: "Opaque",
      stringData: { [secret.accessKeyKey]: key.accessKey, [secret.secretKeyKey]: key.secretKey },
    },
    { parent, provider: cluster.provider, ...(namespace && { dependsOn: [namespace] }) },
  );
}
