import * as pulumi from "@pulumi/pulumi";
import type { Planned } from "../base/planned/resources.js";
import { renderProblem } from "../base/problems/report.js";
import { jsonData } from "../base/yaml/dialect.js";
import type { YamlMap } from "../base/yaml/merge.js";
import type { Plan } from "../plan/plan.js";
import { stackReadme } from "../plan/readme.js";
import { planValues, type ValuesPlan } from "../plan/values.js";
import { createS3Bucket } from "../stores/aws-s3/resources.js";
import { storeMakers } from "../stores/resources.js";
import { otherIssuer } from "../subjects/cluster/ask.js";
import { accessCluster } from "../subjects/cluster/resources-access.js";
import { createOidcProvider } from "../subjects/cluster/resources-oidc-provider.js";
import { secretNamesOf } from "../subjects/identity/plan.js";
import { BackendIdentity, type IdentityArgs, ProfileIdentities } from "../subjects/identity/resources.js";
import type { KeyPair } from "../subjects/identity/resources-key-pair.js";
import { S3Proxy } from "../subjects/s3proxy/resources.js";
import type { DeploykfObjectStoreArgs } from "./args.js";
import { after } from "./arguments.js";
import { KubeflowBucket, PlannedBucket } from "./bucket.js";
import { EksCluster } from "./eks-cluster.js";
import { sourceOfArgs } from "./source-of-args.js";
import { StoreSource } from "./store-source.js";

/**
 * Everything that deployKF needs of an object store: the bucket, the identities of backend and profiles, and its values.
 *
 * @example
 * ```ts
 * import * as aws from "@pulumi/aws";
 * import { DeploykfObjectStore } from "deploykf-object-store";
 *
 * const key = new aws.kms.Key("artifacts", { enableKeyRotation: true });
 *
 * const store = new DeploykfObjectStore("kubeflow", {
 *   region: "eu-west-1",
 *   namePrefix: "kf-ml",
 *   bucket: { name: "acme-ml-pipelines", kmsKeyArn: key.arn },
 *   cluster: { source: "oidc", issuerUrl: "https://oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF" },
 *   deploykf: { version: "0.1.5", embeddedMinio: "keep" },
 *   profiles: { names: ["team-1"] },
 * });
 * export const values = store.values;
 * ```
 */
export class DeploykfObjectStore extends pulumi.ComponentResource {
  /** deployKF's values as YAML, to be committed behind the other values files; a secret where a key is in it. */
  readonly values: pulumi.Output<string>;
  /** The same as an object. */
  readonly valuesObject: pulumi.Output<YamlMap>;
  /** The bucket's name, once it is ready for objects. */
  readonly bucketName: pulumi.Output<string>;
  /** The bucket's ARN, once it is ready for objects; other stores name theirs as partition aws does. */
  readonly bucketArn: pulumi.Output<string>;
  /** The backend role's ARN, once its policy is in place; undefined for a key. */
  readonly backendRoleArn: pulumi.Output<string> | undefined;
  /** The profiles' role ARNs, once their policies are in place: by `profile NAME`, or as `profiles` where they share one. */
  readonly profileRoleArns: pulumi.Output<Record<string, string>>;
  /** The Secrets that hold keys, each as `namespace/name`: by `backend` and `profile NAME`, or `profiles` where they share one. */
  readonly secretNames: pulumi.Output<Record<string, string>>;
  /** What was made and what to do with it, as Markdown. */
  readonly readme: pulumi.Output<string>;
  /** Name of the cluster that this component makes, once it exists. */
  readonly clusterName: pulumi.Output<string> | undefined;
  /** Its kubeconfig; a secret. */
  readonly kubeconfig: pulumi.Output<string> | undefined;
  /** Its OIDC issuer. */
  readonly oidcProviderUrl: pulumi.Output<string> | undefined;
  /** The IAM OIDC provider of that issuer. */
  readonly oidcProviderArn: pulumi.Output<string> | undefined;

  constructor(name: string, args: DeploykfObjectStoreArgs, opts?: pulumi.ComponentResourceOptions);
  /** @internal */
  constructor(name: string, args: StoreSource, opts?: pulumi.ComponentResourceOptions);
  constructor(name: string, args: DeploykfObjectStoreArgs | StoreSource, opts?: pulumi.ComponentResourceOptions) {
    const source = args instanceof StoreSource ? args : sourceOfArgs(name, args);
    super("deploykf-object-store:index:DeploykfObjectStore", name, {}, opts);
    const child = { parent: this };
    for (const warning of source.warnings) void pulumi.log.warn(warning, this);
    const site = source.at({ name, parent: this });
    const newCluster = source.planned(site).maybe((plan) => plan.newCluster);
    const eks = newCluster && new EksCluster(name, newCluster, child);
    const plan = source.planned(site, eks);
    if (eks) compareIssuer(eks.issuerUrl, plan);
    plan.checkWhenKnown();
    const { secretsCluster, s3proxy } = plan.shape;
    const { secrets } = site;
    const kubeconfig = eks?.ownKubeconfig ?? secrets.kubeconfig;
    const cluster = secretsCluster && accessCluster(name, secretsCluster, kubeconfig, this);
    const makers = storeMakers(plan)?.({ name, parent: this, cluster });
    const bucket = new KubeflowBucket(
      `${name}-bucket`,
      new PlannedBucket(
        plan.part((known) => known.bucket),
        makers?.createBucket ?? createS3Bucket,
      ),
      child,
    );
    const provider = plan.maybe(({ oidcProvider: own }) => (own?.origin === "create" ? own : undefined));
    const shared: IdentityArgs = {
      cluster,
      providedKeys: secrets.keys,
      oidcProvider: provider && createOidcProvider(name, provider, this),
      createUser: makers && ((...user) => makers.createUser(...user, bucket.bucketName)),
    };
    const principal = plan.part(({ principals }) => principals.backend);
    const backend = new BackendIdentity(name, { principal, ...shared }, child);
    const principals = plan.items((known) => known.principals.profiles);
    const profiles = new ProfileIdentities(name, { principals, ...shared }, child);
    if (s3proxy) {
      if (!cluster) throw new Error("S3Proxy needs a cluster");
      const { keys: providedKeys, storageAccountKey } = secrets;
      new S3Proxy(`${name}-s3proxy`, { plan: s3proxy, cluster, providedKeys, storageAccountKey }, child);
    }
    const values = valuesOf(plan, backend.accessKey);
    const checks = site.checks?.(plan);
    const ofValues = checks?.ofValues() ?? [];
    const ofRoles = checks?.ofRoles() ?? [];
    this.values = after(ofValues, values.text);
    this.valuesObject = after(ofValues, values.block);
    this.bucketName = bucket.bucketName;
    this.bucketArn = bucket.bucketArn;
    this.backendRoleArn = backend.roleArn && after(ofRoles, backend.roleArn);
    this.profileRoleArns = after(ofRoles, profiles.roleArns);
    this.secretNames = plan.output((known) => secretNamesOf(known.principals));
    this.readme = plan.output(stackReadme);
    this.clusterName = eks?.clusterName;
    this.kubeconfig = eks?.kubeconfig;
    this.oidcProviderUrl = eks?.issuerUrl;
    this.oidcProviderArn = eks?.providerArn;
    this.registerOutputs(outputsOf(this));
  }
}

/** @internal Every output, under its own name; without those that this component doesn't have. */
export function outputsOf(store: DeploykfObjectStore) {
  const { values, valuesObject, bucketName, bucketArn, backendRoleArn, profileRoleArns, secretNames, readme } = store;
  const { clusterName, kubeconfig, oidcProviderUrl, oidcProviderArn } = store;
  return {
    ...{ values, valuesObject, bucketName, bucketArn, profileRoleArns, secretNames, readme },
    ...(backendRoleArn && { backendRoleArn }),
    ...(clusterName && { clusterName, kubeconfig, oidcProviderUrl, oidcProviderArn }),
  };
}

/** The values, with the backend's key as a secret where it is inline. */
function valuesOf(
  plan: Planned<Plan>,
  key: KeyPair | undefined,
): { readonly text: pulumi.Output<string>; readonly block: pulumi.Output<YamlMap> } {
  const textOf = ({ text }: ValuesPlan) => text;
  const blockOf = ({ block }: ValuesPlan) => jsonData(block);
  if (!plan.shape.valuesMasked || !key)
    return { text: plan.output(({ values }) => textOf(values)), block: plan.output(({ values }) => blockOf(values)) };
  const withKey = <T>(pick: (values: ValuesPlan) => T) =>
    pulumi.secret(
      pulumi
        .all([key.accessKey, key.secretKey])
        .apply(([accessKey, secretKey]) =>
          plan.output(({ settings, principals }) => pick(planValues(settings, principals, { accessKey, secretKey }))),
        ),
    ) as pulumi.Output<T>;
  return { text: withKey(textOf), block: withKey(blockOf) };
}

/** Warns of a stated issuer that isn't a new cluster's; roles trust the real one in any case. */
function compareIssuer(issuer: pulumi.Output<string>, plan: Planned<Plan>): void {
  const said = plan.output(({ settings: { cluster } }) => (cluster.source === "new" ? cluster.issuerUrl : undefined));
  pulumi.all([issuer, said]).apply(async ([actual, stated]) => {
    if (stated === undefined || actual === stated) return;
    await pulumi.log.warn(renderProblem({ ...otherIssuer(stated, actual), severity: "warning", location: undefined }));
  });
}
