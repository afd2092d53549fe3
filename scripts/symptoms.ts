const command = "`npm -s run recover -- --stack STACK --yes`";

const afterADeadUp = `An \`up\` that was killed made it, and died before it could write that down; every later \`up\` ends like this. ${command} takes it back into the state, then \`pulumi up\` goes on ("A died up" in docs/operations.md).`;

/** What people paste into a search box, and what it means here. */
export const symptoms: readonly { readonly searchedFor: string; readonly text: string }[] = [
  {
    searchedFor: "Failed to check if Minio bucket exists. Error: Access Denied.",
    text: `The Kubeflow Pipelines API server (\`kubeflow/ml-pipeline\`) has no role, the wrong role, or the bucket isn't there.

1. \`npm -s start -- --stack STACK --show access\` prints the role that \`kubeflow/ml-pipeline\` should have.
2. \`kubectl -n kubeflow get serviceaccount ml-pipeline -o yaml\` shows the annotation \`eks.amazonaws.com/role-arn\`. If it
   is missing, the values block isn't among the files that deployKF's generator reads, or not behind those that it overrides.
3. The annotation is read when a pod starts: \`kubectl -n kubeflow rollout restart deployment ml-pipeline\`.
4. The bucket has to exist already: \`pulumi up\` comes before syncing deployKF.`,
  },
  {
    searchedFor: "Not authorized to perform sts:AssumeRoleWithWebIdentity",
    text: `STS gives the same answer for every condition of the trust policy that isn't met. Compare, in this order:

1. the issuer: \`aws eks describe-cluster --name NAME --query cluster.identity.oidc.issuer\` with \`cluster.issuerUrl\`;
2. the subject: namespace and name of the service account with the line of \`--show access\`;
3. the IAM OIDC provider: \`aws iam list-open-id-connect-providers\` lists one that ends in the issuer, and its client ids
   have \`sts.amazonaws.com\`. If there is none: \`eksctl utils associate-iam-oidc-provider --cluster NAME --approve\`.`,
  },
  {
    searchedFor: "InvalidIdentityToken: No OpenIDConnect provider found in your account",
    text: "The account has no IAM OIDC provider for the cluster's issuer; see step 3 above. The role's trust names it, but IAM doesn't check that it exists.",
  },
  {
    searchedFor: "BucketRegionError: incorrect region",
    text: "KFP v2 steps sign for the bucket's region, but ask the global host. Leave `objectStore.endpoint` out, so that the values have the regional host, generate deployKF's manifests again, and sync.",
  },
  {
    searchedFor: "AccessDenied: Access Denied status code: 403",
    text: `In a step of a profile's pipeline: the key isn't below the profile's prefixes. \`--show access\` prints them by service account.

- The run was started before the role existed, or before the annotation: start it again.
- The run uses another service account than \`default-editor\` or \`default-viewer\`: add it to \`auth.profileServiceAccounts\`.
- A cached step points to an artifact of another profile: switch caching off for the run.
- With \`auth.listScope: prefix\` S3 answers a missing key by 403 instead of 404, because the profile may not know whether it
  exists.
- The bucket is encrypted by a KMS key, and \`bucket.kmsKeyArn\` isn't set, or the key's own policy doesn't let IAM policies of
  the account decide.`,
  },
  {
    searchedFor: "unable to replace resource ... as it is currently marked for protection",
    text: 'The change would replace the bucket or one of its settings (a new `bucket.name` or region). That would leave the artifacts behind, so the preview fails. Take the name back, or see "Another bucket" in docs/operations.md.',
  },
  {
    searchedFor: "EntityAlreadyExists: Role with name ... already exists",
    text: `${afterADeadUp} The same goes for \`User with name ... already exists\` and an IAM OIDC provider (\`Provider with url ... already exists\`).

If no \`up\` died, another stack or somebody by hand made it: the command says which, as far as tags tell. Give this stack another \`namePrefix\`, or adopt what is yours: \`npm -s run recover -- --stack STACK --adopt NAME\`.`,
  },
  {
    searchedFor: "BucketAlreadyOwnedByYou",
    text: `${afterADeadUp} A bucket that an earlier stack left, or that you made by hand, is taken by its name: \`--adopt BUCKET\` ("A bucket that an earlier stack left" in docs/operations.md).`,
  },
  {
    searchedFor: "BucketAlreadyExists",
    text: "The name is taken in another account, and names of buckets are unique among all accounts of a partition. Choose another `bucket.name`. (Some stores say so of your own buckets, too: `npm -s run recover -- --stack STACK` tells.)",
  },
  {
    searchedFor: "Attempting to deploy or update resources with ... pending operations from previous deployment",
    text: `An \`up\` died before it could write down how its last calls ended ("interrupted while creating"). ${command} looks which of them reached the account, imports those, and clears the list. \`pulumi refresh\` alone asks for each by hand.`,
  },
  {
    searchedFor: "the stack is currently locked by 1 lock(s)",
    text: `An \`up\` still runs, or it died and left its lock, where the state is kept in a bucket or folder. ${command} takes a lock away by itself where its process was one of this machine and is gone. Any other: when nobody's \`up\` runs, \`pulumi cancel --stack STACK\`.`,
  },
  {
    searchedFor: "LimitExceeded: Cannot exceed quota for AccessKeysPerUser: 2",
    text: `An \`up\` that died while it made an access key left one whose secret key nobody has, and a user has two keys at most. ${command} shows it, and deletes it if it was never used and nothing knows it; or a rotation isn't ended: docs/key-rotation.md.`,
  },
  {
    searchedFor: "resource ... was not successfully created by the Kubernetes API server: ... already exists",
    text: `The Secret (or another object) was made by an \`up\` that died, by another stack, or by hand; the stack never overwrites one. ${command} imports its own, which it knows by the access key in it or by the pending operation; a Secret made by hand by its name: \`--adopt NAMESPACE/NAME\`.`,
  },
  {
    searchedFor: "[FATAL] bucket already exists! (NAME)",
    text: `On MinIO, the bucket was made by an \`up\` that died, or by hand. ${command} imports it, or with \`--adopt BUCKET\`. Users and policies of the same name are no obstacle: MinIO's provider writes over them.`,
  },
];
