import type { CatalogueEntry } from "../../base/problems/entry.js";

/** Problems with the cluster: what is said of it, what it has, and who else uses its bucket. */
export const clusterProblems = {
  "cluster-name": {
    title: "That can't be the name of an EKS cluster",
    text: "A new cluster is called as `cluster.name` says, or else as `namePrefix`.",
  },
  "cluster-role": {
    title: "The role for the cluster's tokens isn't one",
    text: "`aws eks get-token --role-arn` assumes it before it asks the cluster; it is of no use for anything else here.",
  },
  "cluster-not-found": {
    title: "There is no such EKS cluster",
    text: "It was looked for in the account of the credentials, in `cluster.region` or else `aws:region`.",
  },
  "cluster-without-issuer": {
    title: "The cluster has no OIDC issuer",
    text: "Every EKS cluster since Kubernetes 1.14 has one. Without an issuer no role can trust the cluster's service accounts.",
  },
  "cluster-not-ready": {
    title: "The cluster has no endpoint yet",
    text: "Secrets are created in it, so it has to be active.",
  },
  "issuer-mismatch": {
    title: "The stated issuer isn't the cluster's",
    text: "`cluster.issuerUrl` is what an offline plan shows; roles made for it would be of no use to the real cluster. A cluster that was created anew under its old name has a new issuer.",
  },
  "oidc-provider-missing": {
    title: "The account has no IAM OIDC provider for the issuer",
    text: "STS takes a cluster's tokens only if the roles' account has an OIDC provider with the issuer's URL. Creating one needs nothing of the cluster. Searched for: `No OpenIDConnect provider found in your account`.",
  },
  "oidc-provider-audience": {
    title: "The IAM OIDC provider doesn't take IRSA's tokens",
    text: "IRSA's tokens are made out to `sts.amazonaws.com`, so the provider needs that client id. Searched for: `Incorrect token audience`.",
  },
  "oidc-provider-unverified": {
    title: "Whether the IAM OIDC provider exists was not checked",
    text: "The credentials may not read it. Without it no pod gets credentials.",
  },
  "oidc-provider-mismatch": {
    title: "Issuer, IAM OIDC provider and roles don't belong together",
    text: "The provider's ARN names an account and an issuer: they have to be those of the roles and of the cluster.",
  },
  "stack-reference": {
    title: "That can't be the other stack",
    text: "`pulumi stack ls --all` prints full names with Pulumi's service. In a bucket or folder the organization is called `organization`.",
  },
  "stack-output": {
    title: "The other stack doesn't say what is needed",
    text: "The message names the stack and the output. `pulumi stack output --stack NAME` prints what there is; `cluster.outputs` names the outputs if they are called otherwise.",
  },
  "kubernetes-version": {
    title: "deployKF doesn't list this Kubernetes version",
    text: "Newer versions may have removed APIs that deployKF's parts use. In YAML, 1.30 without quotes is the number 1.3.",
  },
  "cluster-options": {
    title: "The new cluster can't be made so",
    text: "All options are in docs/config.md, under cluster.",
  },
  "cluster-endpoint-open": {
    title: "Every address reaches the new cluster's API server",
    text: "That is EKS's own default. `pulumi up` itself needs to reach the endpoint, to make the default StorageClass.",
  },
  "cluster-endpoint-private": {
    title: "The new cluster is reachable inside its VPC alone",
    text: "From elsewhere `pulumi up` waits for the API server in vain, after the cluster is there.",
  },
  "cluster-forbidden": {
    title: "The credentials may not describe the cluster",
    text: "Issuer, endpoint and CA come from `eks:DescribeCluster`. `--show up-policy` and `--show preview-policy` allow it.",
  },
  "oidc-provider-unused": {
    title: "An IAM OIDC provider is set, and nobody has a role",
    text: "Only roles need one.",
  },
  "oidc-provider-exists": {
    title: "The IAM OIDC provider that is to be created exists",
    text: "An account has one for an issuer; `up` ends with EntityAlreadyExists unless the stack has adopted it. A provider that an earlier stack, or this one, left behind is adopted in the same way.",
  },
  "issuer-region": {
    title: "Cluster and bucket are in different regions",
    text: "EKS issuers name their region. Reading artifacts across regions is slow and costs.",
  },
  "issuer-url": {
    title: "The issuer's URL isn't exact",
    text: "STS compares the token's issuer with the IAM OIDC provider to the letter. Copy it from the cluster.",
  },
  "kubeconfig-missing": {
    title: "Secrets are to be created, but in which cluster?",
    text: "Name a kubeconfig and, best, its context: the current context of whoever runs `pulumi up` may be another cluster.",
  },
  "kubeconfig-twice": {
    title: "The contents of a kubeconfig are given, and the cluster is reached otherwise",
    text: "The argument `kubeconfig` of the component is in place of a file. A context that `cluster` names is looked up in it.",
  },
  "irsa-without-issuer": { title: "IRSA needs the cluster's issuer", text: "Roles trust tokens of one OIDC issuer." },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
