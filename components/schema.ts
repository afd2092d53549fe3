import { z } from "zod";
import { field, optionalText, text } from "../base/input/field.js";
import { late, opaque } from "../base/input/late.js";
import { argumentKeys } from "../settings/args.js";
import { newCluster } from "../subjects/cluster/schema.js";
import { checkArtifactPrefix, checkServiceAccount } from "../subjects/deploykf/rules.js";
import { auth, secrets } from "../subjects/identity/schema.js";

/**
 * Arguments and outputs of what other programs may use. The interfaces in args.ts, schema.json for other languages and
 * docs/api/ are made from it; what the stack config has, too, is taken from there, with its rules and texts.
 */

const [irsa, withKeys] = auth.options;
const { listScope, permissionsBoundary, path } = irsa.shape;
const { namePrefix, tags, accountId, bucket } = argumentKeys;
const { kmsKeyArn } = bucket.shape;

/** Whom a role or key is for, and in which bucket. */
const principal = {
  region: argumentKeys.region,
  bucketName: late(text("The bucket's name."), "late-bucket-name"),
  prefixes: z
    .array(field(z.string(), checkArtifactPrefix))
    .default([])
    .describe("Where its artifacts are, each ending with a slash, such as artifacts/team-1/. Not with backend."),
  backend: z
    .boolean()
    .default(false)
    .describe("Whether it is Kubeflow Pipelines' backend: all artifacts, and pipeline definitions."),
  listScope,
  kmsKeyArn,
  namePrefix,
  path,
  permissionsBoundary,
  tags,
};

const bucketArgs = z.strictObject({
  name: bucket.shape.name,
  region: argumentKeys.region,
  kmsKeyArn,
  retention: bucket.shape.retention,
  accessLogs: bucket.shape.accessLogs,
  tags,
});

const [oidc] = argumentKeys.cluster.options;

const roleArgs = z.strictObject({
  serviceAccounts: z
    .array(field(z.string(), checkServiceAccount))
    .min(1)
    .describe("Who may assume it, each as namespace/name, such as team-1/default-editor."),
  issuerUrl: oidc.shape.issuerUrl,
  providerArn: oidc.shape.providerArn,
  accountId,
  ...principal,
});

const secret = z.strictObject({
  namespace: secrets.shape.namespace.unwrap().describe("Its namespace, which exists."),
  name: text("Its name."),
  accessKeyKey: secrets.shape.accessKeyKey.describe("Key of the access key id in it."),
  secretKeyKey: secrets.shape.secretKeyKey.describe("Key of the secret key in it."),
});

const keyArgs = z.strictObject({
  ...principal,
  slots: withKeys.shape.slots,
  secret: secret.optional().describe("The Kubernetes Secret that holds the key. Default: none is created."),
  kubeconfig: argumentKeys.kubeconfig.describe(
    "Contents of a kubeconfig, for the Secret. Default: KUBECONFIG, or ~/.kube/config.",
  ),
});

const clusterArgs = newCluster.omit({ source: true, issuerUrl: true }).extend({
  name: newCluster.shape.name.unwrap().describe("The EKS cluster's name."),
  region: argumentKeys.region,
  permissionsBoundary,
  path,
  tags,
});

const secretOutput = (description: string) => opaque(text(description));
const withNewCluster = (description: string) => optionalText(`${description}; with cluster.source new.`);

const bucketOutputs = {
  bucketName: text("The bucket's name, once it is ready for objects."),
  bucketArn: text("The bucket's ARN, once it is ready for objects."),
};

const storeOutputs = z.object({
  values: text("The block of values for deployKF, as YAML; a secret where it holds the backend's key."),
  valuesObject: z.record(z.string(), z.unknown()).describe("The same as an object."),
  ...bucketOutputs,
  backendRoleArn: optionalText("The backend role's ARN, once its policy is in place; none where it has a key."),
  profileRoleArns: z
    .record(z.string(), z.string())
    .describe("The profiles' role ARNs by profile, once their policies are in place."),
  secretNames: z
    .record(z.string(), z.string())
    .describe("The Secrets that hold keys, each as namespace/name, by whose key it is."),
  readme: text("What was made and what comes next, as Markdown, for Pulumi Cloud."),
  clusterName: withNewCluster("The new cluster's name"),
  kubeconfig: opaque(withNewCluster("A kubeconfig of the new cluster")),
  oidcProviderUrl: withNewCluster("The new cluster's OIDC issuer"),
  oidcProviderArn: withNewCluster("The ARN of its IAM OIDC provider"),
});

/** What the package has, by class. */
export const packageClasses = {
  DeploykfObjectStore: { args: z.strictObject(argumentKeys), outputs: storeOutputs },
  KubeflowBucket: { args: bucketArgs, outputs: z.object(bucketOutputs) },
  PipelineRole: {
    args: roleArgs,
    outputs: z.object({ roleArn: text("The role's ARN, once its policy is in place.") }),
  },
  PipelineKey: {
    args: keyArgs,
    outputs: z.object({
      accessKey: secretOutput("The access key's id."),
      secretKey: secretOutput("The secret key."),
      secretName: optionalText("The Secret that holds the key, as namespace/name; none without secret."),
    }),
  },
  EksCluster: {
    args: clusterArgs,
    outputs: z.object({
      clusterName: text("The cluster's name, once it exists."),
      kubeconfig: secretOutput("A kubeconfig, as JSON; its tokens come from aws eks get-token."),
      issuerUrl: text("The cluster's OIDC issuer."),
      providerArn: text("The ARN of the issuer's IAM OIDC provider."),
    }),
  },
} as const;

export type PackageClass = keyof typeof packageClasses;
