/** What a problem code means; one heading each on the troubleshooting page, which is generated from this table. */
interface CatalogueEntry {
  /** The heading's subtitle: the problem in a few words. */
  readonly title: string;
  /** Why it is a problem, and what to do, beyond the message itself. */
  readonly text: string;
}

const entries = {
  "project-file": {
    title: "Pulumi.yaml can't be read",
    text: "The program reads the project's name and the config's defaults from `Pulumi.yaml` in the current folder.",
  },
  "stack-not-found": {
    title: "The stack has no config file",
    text: "Each stack is described by `Pulumi.<stack>.yaml`. `Pulumi.dev.yaml` is a small example, `Pulumi.prod.yaml` a strict one.",
  },
  "yaml-invalid": {
    title: "A file isn't YAML",
    text: "The place shown is where the parser gave up; the mistake may be a line above.",
  },
  "yaml-duplicate-key": {
    title: "A key stands twice in one map",
    text: "Parsers differ on which one counts, so what deployKF reads could differ from what is planned.",
  },
  "yaml-multi-document": {
    title: "A file holds several YAML documents",
    text: "deployKF reads one document from each values file, and Pulumi one from the stack's file.",
  },
  "yaml-alias-bomb": {
    title: "Aliases grow without bound",
    text: "A few nested aliases can stand for billions of nodes. Ordinary anchors, merge keys and aliases are fine.",
  },
  "environment-unseen": {
    title: "The stack imports a Pulumi ESC environment",
    text: "Values under `environment:` are resolved by Pulumi's service. The offline plan has no credentials and can't see them; `pulumi preview` does.",
  },
  "config-missing": {
    title: "A key is missing",
    text: "The config reference says what each key is for: docs/config.md.",
  },
  "config-type": {
    title: "A value has the wrong type",
    text: "YAML reads `111122223333` as a number and `0.1` as a decimal; put account ids and names in quotes.",
  },
  "config-value": { title: "A value isn't one of those allowed", text: "The message lists the allowed ones." },
  "config-unknown-key": {
    title: "A key isn't known",
    text: "Pulumi accepts unknown keys in silence, so a typing error would be ignored. Here it is an error.",
  },
  "account-id": {
    title: "The account id isn't one",
    text: "It is compared with the real account before anything is created.",
  },
  "account-mismatch": {
    title: "The credentials belong to another account",
    text: "`accountId` and the account of the AWS credentials differ. Nothing was registered. Either the wrong profile is active (`aws:profile`, `AWS_PROFILE`), or the stack names the wrong account.",
  },
  "aws-unreachable": {
    title: "AWS didn't answer",
    text: "`pulumi preview` and `pulumi up` ask AWS for the account of the credentials (and for an existing bucket) before anything is registered. The message ends with AWS's own words.",
  },
  "account-unknown": {
    title: "The values need the account id",
    text: "Role ARNs contain it. Without `accountId` the plan shows `<known after apply>`, and `--format values` prints nothing, because a values file with a hole in it would be deployed.",
  },
  "region-unknown": {
    title: "A region doesn't exist",
    text: "The list is AWS's, of partitions aws, aws-us-gov and aws-cn.",
  },
  "region-unknown-to-kfp": {
    title: "Kubeflow Pipelines doesn't know the region",
    text: "The API server of KFP 2.1 uses minio-go 6.0.57, which maps 25 regions to hosts and sends requests for any other region to us-east-1. The bucket check then fails and the API server doesn't start.",
  },
  "region-unknown-to-ui": {
    title: "The pipelines UI doesn't list the region",
    text: "The UI of KFP 2.1 uses minio-js 7.0.14, which lists 14 regions for the global host. With a regional host (`objectStore.endpoint: regional`) it uses the host as given.",
  },
  "partition-unsupported": {
    title: "The partition isn't supported",
    text: "Supported are aws (commercial) and aws-us-gov (GovCloud).",
  },
  "partition-irsa": {
    title: "IRSA doesn't work in China",
    text: "The API server's S3 client has the STS host `sts.<region>.amazonaws.com` built in; China's hosts end in `.amazonaws.com.cn`.",
  },
  "partition-mismatch": {
    title: "Roles and bucket are in different partitions",
    text: "No policy reaches across partitions.",
  },
  "endpoint-global": {
    title: "The global host doesn't serve this partition",
    text: "GovCloud and China have regional hosts only.",
  },
  "endpoint-global-region": {
    title: "The global host fails for KFP v2 outside us-east-1",
    text: "The v2 launcher is given endpoint, region and path-style addressing; S3 answers that combination with BucketRegionError. KFP v1 and the API server follow the redirect.",
  },
  "bucket-name": {
    title: "S3 won't take the bucket's name",
    text: "The rules are those of general purpose buckets, and no periods: clients here use TLS with the bucket in the host name.",
  },
  "bucket-not-found": {
    title: "The existing bucket isn't there",
    text: "`bucket.create: false` adopts a bucket that exists. S3 says there is none of this name that the credentials can see.",
  },
  "bucket-region": {
    title: "The existing bucket is in another region",
    text: "Clients sign requests for the bucket's region, so the values have to name the real one.",
  },
  "bucket-not-verified": {
    title: "The existing bucket couldn't be looked at",
    text: "The credentials may not read the bucket, so nobody checked that it exists and where it is. Roles and values are made all the same.",
  },
  "bucket-existing": {
    title: "A setting is for new buckets only",
    text: "With `bucket.create: false` nothing in the bucket is changed, also no lifecycle rule and no log setting.",
  },
  "access-logs": {
    title: "The log bucket can't take the logs",
    text: "Use a bucket of its own, with log delivery allowed by its policy.",
  },
  "kms-key-arn": {
    title: "The KMS key can't be granted",
    text: "Policies grant on keys, not on aliases. The key has to be in the bucket's region; its key policy has to let the account's IAM policies decide (the default).",
  },
  "role-path": { title: "The IAM path isn't one", text: "Paths begin and end with a slash: `/` or `/kubeflow/dev/`." },
  "permissions-boundary": {
    title: "The permissions boundary isn't a policy's ARN",
    text: "Customer managed (`arn:aws:iam::111122223333:policy/...`) and AWS managed policies work.",
  },
  "name-prefix": {
    title: "The name prefix can't begin a role's name",
    text: "It is the first part of every physical name.",
  },
  tags: { title: "AWS won't take a tag", text: "The stricter rules are IAM's; they hold for all tags here." },
  "issuer-url": {
    title: "The issuer's URL isn't exact",
    text: "STS compares the token's issuer with the IAM OIDC provider to the letter. Copy it from the cluster.",
  },
  "service-account-name": {
    title: "A service account's name isn't one",
    text: "It stands in a trust policy, where only exact names are allowed.",
  },
  "service-account-not-created": {
    title: "deployKF doesn't create a service account",
    text: "With `serviceAccount.create: false` somebody else makes it, and has to put the annotation `eks.amazonaws.com/role-arn` on it.",
  },
  "namespace-name": { title: "A namespace's name isn't one", text: "Kubernetes takes DNS labels." },
  "deploykf-version": {
    title: "The deployKF release isn't known",
    text: "What a values key means depends on the release. Known ones are checked against their own defaults.",
  },
  "kfp-v2-external": {
    title: "KFP v2 can't use an external store before deployKF 0.1.5",
    text: "In 0.1.0 to 0.1.4 the v2 launcher is wired to the embedded MinIO. KFP v1 pipelines work with the external store.",
  },
  "values-file-missing": {
    title: "A values file can't be read",
    text: "List the files that you give to deployKF, in its order.",
  },
  "values-type": {
    title: "A value in a values file has the wrong type",
    text: "Typical: a list where a map belongs, or a number without quotes where a name belongs.",
  },
  "values-null-section": {
    title: "A section of a values file is empty",
    text: "`section:` with nothing below is null, and null removes the section and its defaults from what deployKF generates. An empty map `{}` changes nothing.",
  },
  "values-template": {
    title: "A value is a template",
    text: "deployKF fills `{{< >}}` templates in when it generates manifests. Names of profiles and formats of prefixes have to be known before.",
  },
  "values-undone": {
    title: "A later file undoes the values block",
    text: "deployKF merges files in order, and lists are replaced whole. The generated file has to come behind everything that it overrides.",
  },
  "profiles-none": {
    title: "There are no profiles",
    text: "Values files, or `profiles.names` where there are none, say which profiles exist.",
  },
  "profiles-twice": { title: "Profiles are given twice", text: "`profiles.names` is for stacks without values files." },
  "profiles-list-replaced": {
    title: "The list of profiles is replaced by bare entries",
    text: "Roles for each profile need the whole `profiles` list in the block. With `deploykf.valuesFiles` every entry is carried over as it is.",
  },
  "profile-name": {
    title: "A profile's name can't be used",
    text: "A profile is a Kubernetes namespace, and its name stands literally in IAM policies.",
  },
  "profile-duplicate": { title: "A profile is listed twice", text: "deployKF refuses that, too." },
  "profile-unknown": {
    title: "An override names no profile",
    text: "Overrides are by the profile's raw name, without profileNamePrefix.",
  },
  "profile-name-prefix": {
    title: "profileNamePrefix breaks pipelines",
    text: "deployKF creates the namespace with the prefix, but renders Kubeflow Pipelines' objects of the profile into a namespace without it.",
  },
  "profile-namespace-clash": {
    title: "A profile's namespace is another profile's name",
    text: "With `profileNamePrefix: a-`, profile `b` has the namespace `a-b`; a profile named `a-b` would share its prefixes.",
  },
  "profile-namespace-reserved": { title: "A profile's namespace belongs to deployKF", text: "See deployKF issue 186." },
  "profile-role-present": {
    title: "A profile has a role already",
    text: "Your values files give the profile an `AwsIamForServiceAccount` plugin. A service account has one role: decide which.",
  },
  "profile-own-keys": {
    title: "A profile keeps its own keys",
    text: "A profile's own `objectStoreAuth` wins over the role in Kubeflow Pipelines. Its pods still get the role's annotation.",
  },
  "key-format": {
    title: "No prefix can be derived from a format",
    text: "Isolation is by prefix, so the profile's name has to be a path segment of its own, behind plain text: `artifacts/{{ workflow.namespace }}/...`, `{scheme}://{bucket_name}/v2/artifacts/{profile_name}`.",
  },
  "prefixes-overlap": {
    title: "Two prefixes overlap",
    text: "An object below the longer one would be open to both owners.",
  },
  "cache-redirect-off": {
    title: "The cache's namespace redirect switches itself off",
    text: "deployKF rewrites cached artifact paths between profiles only for its default formats.",
  },
  "retention-cache": {
    title: "Artifacts expire, the cache doesn't",
    text: "KFP's cache keeps the paths of artifacts in its database. A run that hits the cache after the artifact is deleted fails when it reads it.",
  },
  "retention-covers-pipelines": {
    title: "A retention rule would delete pipeline definitions",
    text: "Lifecycle rules work by prefix; artifacts at the root of the bucket can't be told from pipelines/.",
  },
  "role-names-collide": {
    title: "Two roles would have the same name",
    text: "Role names are unique in an account, also without case.",
  },
  "isolation-broken": {
    title: "The plan isn't isolated",
    text: "Checked on every run, from the policy and trust documents themselves. This is a defect of the program or a format that it doesn't understand; nothing is created.",
  },
  "policy-too-long": {
    title: "A policy is longer than IAM takes",
    text: "The shared role's trust policy lists every profile's service accounts. Beyond the quota's maximum only one role for each profile works.",
  },
  "quota-raise": {
    title: "A quota has to be raised",
    text: "Ask in the AWS console, Service Quotas, by the code in the message. Roles that exist in the account already count as well; the plan can't see them.",
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;

/** Stable codes; each is an anchor on the troubleshooting page. */
export type ProblemCode = keyof typeof entries;

export const catalogue: Readonly<Record<ProblemCode, CatalogueEntry>> = entries;
