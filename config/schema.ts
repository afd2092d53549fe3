import { z } from "zod";

/** The stack config: one zod schema for each top-level key. Rules that need more than a value's shape are in `rules/`. */

const daysError = { error: "a whole number of days from 1, or off" };
const days = (fallback: number | "off", description: string) =>
  z
    .union([z.int(daysError).min(1, daysError), z.literal("off")], daysError)
    .default(fallback)
    .describe(description);

const retention = z.strictObject({
  artifactDays: days(
    "off",
    "Artifacts are deleted after this many days; never pipelines/. KFP's cache still finds expired artifacts.",
  ),
  noncurrentDays: days(90, "Overwritten and deleted artifacts can be restored for this many days; never pipelines/."),
  abortMultipartDays: days(7, "Parts of uploads that were never completed are deleted after this many days."),
});

const accessLogs = z.strictObject({
  bucket: z.string().describe("An existing bucket in the same region and account that takes the access logs."),
  prefix: z.string().default("").describe("What the log objects' keys begin with."),
});

const bucket = z.strictObject({
  name: z.string().describe("The bucket's name; S3's rules for general purpose buckets."),
  create: z.boolean().default(true).describe("false: an existing bucket, in which nothing is changed."),
  region: z.string().optional().describe("The bucket's region. Default: aws:region."),
  kmsKeyArn: z
    .string()
    .optional()
    .describe("ARN of an existing KMS key (no alias): default encryption of a new bucket, and two grants on the key."),
  retention: retention.prefault({}).describe("How long objects are kept. Only for a bucket that this stack creates."),
  accessLogs: accessLogs.optional().describe("Server access logs. Only for a bucket that this stack creates."),
});

const objectStore = z.strictObject({
  endpoint: z
    .enum(["regional", "global"])
    .optional()
    .describe("regional: s3.<region>.amazonaws.com. global: s3.amazonaws.com, the default in us-east-1 only."),
});

const auth = z.strictObject({
  mode: z.enum(["irsa"]).default("irsa").describe("irsa: IAM roles for service accounts."),
  profileRole: z
    .enum(["per-profile", "shared"])
    .default("per-profile")
    .describe("per-profile: one role for each profile. shared: one role for all, without isolation between them."),
  profileServiceAccounts: z
    .array(z.string())
    .min(1)
    .default(["default-editor", "default-viewer"])
    .describe("Service accounts of a profile's namespace that may assume its role."),
  listScope: z
    .enum(["bucket", "prefix"])
    .default("bucket")
    .describe("bucket: profiles may list all keys (as in the guide). prefix: only keys below their own prefixes."),
  permissionsBoundary: z.string().optional().describe("ARN of the managed policy that bounds every role."),
  path: z.string().default("/").describe("IAM path of every role, such as /kubeflow/."),
});

const oidcCluster = z.strictObject({
  source: z.literal("oidc").describe("oidc: the cluster's OIDC issuer is given here."),
  issuerUrl: z
    .string()
    .describe("aws eks describe-cluster --name NAME --query cluster.identity.oidc.issuer --output text"),
});

export const clusterSources = ["oidc"] as const;

const deploykf = z.strictObject({
  version: z.string().describe("The deployKF release that the cluster runs, such as 0.1.5."),
  valuesFiles: z
    .array(z.string())
    .default([])
    .describe("Your deployKF values files in the generator's order, relative to Pulumi.yaml."),
  generatedFile: z
    .string()
    .default("deploykf/values-object-store.yaml")
    .describe("Where you keep our block. If valuesFiles lists it, that is its place among them; else it comes last."),
});

const profiles = z.strictObject({
  names: z.array(z.string()).optional().describe("Profile names, only where there are no valuesFiles."),
  overrides: z
    .record(
      z.string(),
      z.strictObject({
        auth: z
          .enum(["irsa", "unmanaged"])
          .describe("irsa: our role replaces one that the values files give. unmanaged: the entry is left alone."),
      }),
    )
    .default({})
    .describe("Exceptions, by profile name."),
});

/** Top-level keys of the stack config, in the project's namespace. */
export const stackKeys = {
  platform: z.enum(["aws-s3"]).default("aws-s3").describe("The object store."),
  accountId: z
    .string()
    .optional()
    .describe("AWS account of the roles: 12 digits in quotes. Used offline, and checked against the real one at up."),
  namePrefix: z.string().optional().describe("First part of every physical name. Default: <project>-<stack>."),
  tags: z.record(z.string(), z.string()).default({}).describe("Tags on everything that takes tags."),
  bucket: bucket.describe("The bucket of Kubeflow Pipelines."),
  objectStore: objectStore.prefault({}).describe("How clients reach the object store."),
  auth: auth.prefault({}).describe("How Kubeflow Pipelines and the profiles authenticate."),
  cluster: z.discriminatedUnion("source", [oidcCluster]).describe("Where the cluster's OIDC issuer comes from."),
  deploykf: deploykf.describe("deployKF's release and your values files."),
  profiles: profiles.prefault({}).describe("Profiles that need something of their own."),
} as const;

export type StackKey = keyof typeof stackKeys;

/** The checked value of a top-level key. */
export type StackValue<K extends StackKey> = z.output<(typeof stackKeys)[K]>;

/** Every region-like value is checked against AWS's lists; this key belongs to the AWS provider. */
export const regionKey = "aws:region";
