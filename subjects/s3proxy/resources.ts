import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import { kubernetes } from "../../base/kubernetes/resources.js";
import type { ClusterAccess } from "../cluster/resources-access.js";
import type { ProvidedKeys } from "../identity/resources-key-pair.js";
import type { S3ProxyPlan } from "./plan.js";
import { renderProperties } from "./properties.js";

export interface S3ProxyArgs {
  /** What to create, as `planS3Proxy` returns it. */
  readonly plan: S3ProxyPlan;
  readonly cluster: ClusterAccess;
  /** The key of each identity, by its principal. */
  readonly providedKeys: ProvidedKeys;
  /** Of the storage account; a secret, and empty where S3Proxy has a workload identity. */
  readonly storageAccountKey: pulumi.Output<string>;
}

/** S3Proxy in the cluster, in front of one container of Azure Blob Storage. */
export class S3Proxy extends pulumi.ComponentResource {
  constructor(name: string, args: S3ProxyArgs, opts?: pulumi.ComponentResourceOptions) {
    super("deploykf-object-store:index:S3Proxy", name, {}, opts);
    const { plan, cluster } = args;
    const { serviceAccount, deployment, service, disruptionBudget, networkPolicy } = plan.objects;
    const namespace = cluster.namespaces.get(plan.namespace);
    const before = { parent: this, provider: cluster.provider, ...(namespace && { dependsOn: [namespace] }) };
    const files = propertiesFiles(args);
    const { name: _, ...metadata } = deployment.metadata;
    const secret = new kubernetes.Secret(
      name,
      { metadata: { ...metadata, name: plan.secretName }, type: "Opaque", stringData: files },
      before,
    );
    const account = new kubernetes.ServiceAccount(name, serviceAccount, before);
    // Before any pod: none is to be reached by others for a moment.
    const policy = new kubernetes.NetworkPolicy(name, networkPolicy, before);
    const { spec } = deployment;
    const template = {
      ...spec.template,
      metadata: { ...spec.template.metadata, annotations: { "deploykf-object-store/identities": digest(files) } },
    };
    new kubernetes.Deployment(
      name,
      { metadata: deployment.metadata, spec: { ...spec, template } },
      { ...before, dependsOn: [...(namespace ? [namespace] : []), secret, account, policy] },
    );
    new kubernetes.Service(name, service, before);
    new kubernetes.PodDisruptionBudget(name, disruptionBudget, before);
    this.registerOutputs({});
  }
}

/** The files by name; one secret, whatever it was made of. */
function propertiesFiles({
  plan,
  providedKeys,
  storageAccountKey,
}: S3ProxyArgs): pulumi.Output<Record<string, string>> {
  const keys = plan.identities.map(({ principal }) => providedKeys(principal));
  return pulumi.secret(
    pulumi.all([pulumi.all(keys), storageAccountKey]).apply(([pairs, accountKey]) =>
      Object.fromEntries(
        plan.identities.flatMap(({ file }, index) => {
          const pair = pairs[index];
          return pair ? [[file, renderProperties(plan.server, { ...pair, storageAccountKey: accountKey })]] : [];
        }),
      ),
    ),
  );
}

/** Changes whenever a file does, so that pods are replaced. Over all keys at once, so that no single one can be guessed by it. */
function digest(files: pulumi.Output<Record<string, string>>): pulumi.Output<string> {
  return files.apply((texts) => createHash("sha256").update(JSON.stringify(texts)).digest("hex"));
}
