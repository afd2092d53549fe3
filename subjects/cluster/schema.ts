import { z } from "zod";
import { checkRegion } from "../../base/aws/rules.js";
import { field, optionalText, text } from "../../base/input/field.js";
import { late } from "../../base/input/late.js";
import * as newRules from "./new-rules.js";
import * as rules from "./rules.js";

/** The cluster in the stack config: a union by where it comes from. */

const kubeconfig = z.strictObject({
  path: optionalText("A kubeconfig file, relative to the program's folder. Default: KUBECONFIG, or ~/.kube/config."),
  context: optionalText("The context in it. Default: its current context."),
});

const oidcProvider = z
  .enum(["existing", "create"])
  .default("existing")
  .describe("The issuer's IAM OIDC provider. existing: checked at up. create: made by this stack, and never deleted.");

const lateIssuer = "https://late-issuer.invalid/id";

const statedIssuer = late(
  field(
    optionalText("The OIDC issuer's URL, for exact trust policies offline; compared with the real one at up."),
    rules.checkIssuerUrl,
  ),
  lateIssuer,
);

const providerArn = late(
  field(
    optionalText("ARN of the issuer's IAM OIDC provider. Default: as the account and the issuer have it."),
    rules.checkProviderArn,
  ),
  "arn:aws:iam::999999999999:oidc-provider/late-provider.invalid/id",
);

const oidcCluster = z.strictObject({
  source: z.literal("oidc").describe("oidc: the cluster's OIDC issuer is given here; also for clusters outside EKS."),
  issuerUrl: late(
    field(
      text(
        "The OIDC issuer's URL, as aws eks describe-cluster --name NAME --query cluster.identity.oidc.issuer prints it.",
      ),
      rules.checkIssuerUrl,
    ),
    lateIssuer,
  ),
  providerArn,
  oidcProvider,
  kubeconfig: kubeconfig.optional().describe("How to reach the cluster, where Secrets are created."),
});

const eksCluster = z.strictObject({
  source: z.literal("eks").describe("eks: an existing EKS cluster; issuer, endpoint and CA are read at up."),
  name: field(text("The EKS cluster's name."), rules.checkClusterName),
  region: field(optionalText("The cluster's region. Default: aws:region."), checkRegion),
  profile: optionalText("AWS profile of aws eks get-token, where Secrets are created. Default: aws:profile."),
  roleArn: optionalText("Role that aws eks get-token assumes, where Secrets are created."),
  issuerUrl: statedIssuer,
  providerArn,
  oidcProvider,
});

const outputNames = z.strictObject({
  kubeconfig: optionalText("Output with a kubeconfig: text or map. Default: kubeconfig."),
  issuerUrl: optionalText("Output with the OIDC issuer's URL. Default: oidcProviderUrl."),
  providerArn: optionalText("Output with the IAM OIDC provider's ARN. Default: oidcProviderArn."),
  clusterName: optionalText("Output with the EKS cluster's name. Default: clusterName."),
});

const stackCluster = z.strictObject({
  source: z.literal("stack").describe("stack: the cluster of another Pulumi stack, by its outputs."),
  stack: text("The other stack: <organization>/<project>/<stack>, as pulumi stack ls prints it."),
  outputs: outputNames
    .prefault({})
    .describe("Names of the other stack's outputs. One that is given here has to exist; others where they are needed."),
  region: field(
    optionalText("Region of the cluster, where the outputs only give its name. Default: aws:region."),
    checkRegion,
  ),
  issuerUrl: statedIssuer,
  oidcProvider,
});

const subnetId = late(field(z.string(), newRules.checkResourceId("subnet")), "subnet-0000late");
const subnets = (description: string) => z.array(subnetId).default([]).describe(description);

const count = (fallback: number, description: string) => {
  const error = { error: "a whole number from 0" };
  return z.int(error).min(0, error).default(fallback).describe(description);
};

const diskError = { error: "a whole number from 20" };

export const newCluster = z.strictObject({
  source: z.literal("new").describe("new: an EKS cluster that this stack creates, by @pulumi/eks."),
  name: field(optionalText("The EKS cluster's name. Default: namePrefix."), rules.checkClusterName),
  kubernetesVersion: field(
    text(
      'Kubernetes version, such as "1.32", in quotes. deployKF 0.1.5 lists 1.22 to 1.30, of which EKS may create none any more.',
    ),
    newRules.checkKubernetesVersion,
  ),
  vpc: field(
    z.strictObject({
      id: late(field(text("The VPC's id."), newRules.checkResourceId("vpc")), "vpc-0000late"),
      privateSubnetIds: subnets("Nodes go here. At least two subnets in different zones, private and public together."),
      publicSubnetIds: subnets("For load balancers, and for nodes where there are no private subnets."),
    }),
    newRules.checkSubnets,
  )
    .optional()
    .describe("An existing VPC. Default: the account's default VPC, whose subnets are public."),
  nodes: field(
    z.strictObject({
      instanceType: field(
        z.string().default("m5.xlarge").describe("EC2 instance type of the nodes."),
        newRules.checkInstanceType,
      ),
      min: count(2, "Fewest nodes."),
      desired: count(3, "Nodes at first; an autoscaler may change it."),
      max: count(6, "Most nodes."),
      diskSize: z.int(diskError).min(20, diskError).default(100).describe("Root volume of a node in GiB."),
    }),
    newRules.checkNodeCounts,
  )
    .prefault({})
    .describe("The managed node group."),
  api: field(
    z.strictObject({
      public: z.boolean().default(true).describe("Whether the API server is reachable from outside the VPC."),
      publicCidrs: z
        .array(field(z.string(), newRules.checkCidr))
        .min(1)
        .default(["0.0.0.0/0"])
        .describe("Who may reach the public endpoint; whoever does still has to authenticate."),
      private: z.boolean().default(true).describe("Whether the API server has an endpoint inside the VPC."),
    }),
    newRules.checkEndpoints,
  )
    .prefault({})
    .describe("The API server's endpoints."),
  logTypes: z
    .array(z.enum(["api", "audit", "authenticator", "controllerManager", "scheduler"]))
    .default(["api", "audit", "authenticator", "controllerManager", "scheduler"])
    .describe("Control plane logs that go to CloudWatch."),
  secretsKmsKeyArn: late(
    optionalText("KMS key that encrypts the cluster's Secrets. Default: a key of its own, with rotation."),
    "arn:aws:kms:us-east-1:999999999999:key/late-secrets-key",
  ),
  deletionProtection: z
    .boolean()
    .default(true)
    .describe("Whether Pulumi and EKS refuse to delete the cluster. Switch it off in a run of its own before destroy."),
  issuerUrl: statedIssuer,
});

const kubeconfigCluster = z.strictObject({
  source: z.literal("kubeconfig").describe("kubeconfig: any cluster, without an AWS issuer; for keys only."),
  ...kubeconfig.shape,
});

export const cluster = z
  .discriminatedUnion("source", [oidcCluster, eksCluster, stackCluster, newCluster, kubeconfigCluster])
  .describe("The cluster: its OIDC issuer, and how to reach it.");

export type ClusterConfig = z.output<typeof cluster>;
