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
const { namePrefix, tags, bucket } = argumentKeys;
const { kmsKeyArn } = bucket.shape;

/** What a stack's file says otherwise than arguments; marks and rules stay. */
const accountId = argumentKeys.accountId.describe(
  "AWS account of the roles, 12 digits, compared with that of the credentials. Default: the one of the credentials.",
);
const regionOf = (what: string) => argumentKeys.region.describe(`${what} Default: aws:region of the program.`);

/** Whom a role or user is for, and in which bucket. */
const identityArgs = (who: "role" | "user") => ({
  region: regionOf("AWS region of the bucket."),
  bucketName: late(text("The bucket's name."), "late-bucket-name"),
  prefixes: z
    .array(field(z.string(), checkArtifactPrefix))
    .default([])
    .describe("Where its artifacts are, each ending with a slash, such as artifacts/team-1/. Not with backend."),
  backend: z
    .boolean()
    .default(false)
    .describe("Whether it is Kubeflow Pipelines' backend: all artifacts, and pipeline definitions."),
  listScope: listScope.describe(
    "bucket: it may list all keys (as in the guide). prefix: only keys below its own prefixes.",
  ),
  kmsKeyArn: kmsKeyArn.describe("ARN of the KMS key (no alias) that encrypts the bucket: two grants on the key."),
  namePrefix: namePrefix.describe(`First part of the ${who}'s name. Default: <project>-<stack>.`),
  path: path.describe(`IAM path of the ${who}, such as /kubeflow/.`),
  permissionsBoundary: permissionsBoundary.describe(`ARN of the managed policy that bounds the ${who}.`),
  tags: tags.describe(`Tags on the ${who}.`),
});

const bucketArgs = z.strictObject({
  name: bucket.shape.name,
  region: regionOf("AWS region of the bucket."),
  kmsKeyArn: kmsKeyArn.describe("ARN of an existing KMS key (no alias): the bucket's default encryption."),
  retention: bucket.shape.retention.describe("How long objects are kept."),
  accessLogs: bucket.shape.accessLogs.describe("Server access logs."),
  tags: tags.describe("Tags on the bucket."),
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
  ...identityArgs("role"),
});

const secret = z.strictObject({
  namespace: secrets.shape.namespace.unwrap().describe("Its namespace, which exists."),
  name: text("Its name."),
  accessKeyKey: secrets.shape.accessKeyKey.describe("Key of the access key id in it."),
  secretKeyKey: secrets.shape.secretKeyKey.describe("Key of the secret key in it."),
});

const keyArgs = z.strictObject({
  ...identityArgs("user"),
  slots: withKeys.shape.slots.describe("Key slots, for rotation: docs/key-rotation.md. Default: one slot, initial."),
  secret: secret.optional().describe("The Kubernetes Secret that holds the key. Default: none is created."),
  kubeconfig: argumentKeys.kubeconfig.describe(
    "Contents of a kubeconfig, for the Secret. Default: KUBECONFIG, or ~/.kube/config.",
  ),
});

const clusterArgs = newCluster.omit({ source: true, issuerUrl: true }).extend({
  name: newCluster.shape.name.unwrap().describe("The EKS cluster's name."),
  kubernetesVersion: newCluster.shape.kubernetesVersion.describe(
    'Kubernetes version, such as "1.32". deployKF 0.1.5 lists 1.22 to 1.30, of which EKS may create none any more.',
  ),
  region: regionOf("AWS region of the cluster."),
  permissionsBoundary: permissionsBoundary.describe("ARN of the managed policy that bounds its roles."),
  path: path.describe("IAM path of its roles, such as /kubeflow/."),
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
    .describe(
      "The profiles' role ARNs, once their policies are in place: by `profile NAME`, or as `profiles` where they share one.",
    ),
  secretNames: z
    .record(z.string(), z.string())
    .describe(
      "The Secrets that hold keys, each as namespace/name: by `backend` and `profile NAME`, or `profiles` where they share one.",
    ),
  readme: text("What was made and what comes next, as Markdown, for Pulumi Cloud."),
  clusterName: withNewCluster("The new cluster's name"),
  kubeconfig: opaque(withNewCluster("A kubeconfig of the new cluster")),
  oidcProviderUrl: withNewCluster("The new cluster's OIDC issuer"),
  oidcProviderArn: withNewCluster("The ARN of its IAM OIDC provider"),
});

const storeArgs = z.strictObject({
  ...argumentKeys,
  accountId,
  keys: argumentKeys.keys.describe("Access keys for auth.keySource: provided; each value is made a secret."),
});

/** What the package has, by class. */
export const packageClasses = {
  DeploykfObjectStore: { args: storeArgs, outputs: storeOutputs },
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
