import type { CatalogueEntry } from "../../base/problems/entry.js";

/** Problems with deployKF values, profiles and prefixes. */
export const deploykfProblems = {
  "service-account-name": {
    title: "A service account's name isn't one",
    text: "It stands in a trust policy, where only exact names are allowed.",
  },
  "artifact-prefix": {
    title: "A prefix can't be that of artifacts",
    text: "Policies name what begins with a prefix: without the slash at its end `team-1` would also be `team-10`, and a wildcard would be others' prefixes.",
  },
  "service-account-not-created": {
    title: "deployKF doesn't create a service account",
    text: "With `serviceAccount.create: false` somebody else makes it, and has to put the annotation `eks.amazonaws.com/role-arn` on it.",
  },
  "service-account-not-annotated": {
    title: "deployKF gives a service account no role",
    text: "The plugin `AwsIamForServiceAccount` annotates `default-editor` and `default-viewer`, and no other service account of a profile. Roles trust what `auth.profileServiceAccounts` lists, but a pod asks for its role only where its service account has the annotation, so the commands have to be run for each profile, and again for a new one. Who gets access at all: docs/isolation.md#which-pods-get-access.",
  },
  "role-replaced": {
    title: "Our block takes the place of a role of yours",
    text: "Your values give the backend or a profile another role, and the values block gives them this stack's: what only yours allows is gone for their pods, and what else uses it isn't known here. A profile keeps its own by `auth: unmanaged`; how a role is taken into the stack: docs/operations.md#what-was-made-by-hand.",
  },
  "secret-replaced": {
    title: "Our block takes the place of a Secret of yours",
    text: "Your values name another Secret with keys, and with the values block deployKF reads this stack's, or a role. State its name (`secrets.backendName`, `secrets.profileName`, or `secret.name` in `profiles.overrides`) with `keySource: existing`, and it stays; or import it: docs/operations.md#what-was-made-by-hand.",
  },
  "namespace-name": { title: "A namespace's name isn't one", text: "Kubernetes takes DNS labels." },
  "deploykf-version": {
    title: "The deployKF release isn't known",
    text: "What a values key means depends on the release. Known ones are checked against their own defaults.",
  },
  "deploykf-fork": {
    title: "A fork of deployKF is taken as its release",
    text: "`0.1.5-fork.3` and `v0.1.5+corp.1` are planned as 0.1.5, by its defaults and templates. What the fork changed in them isn't known.",
  },
  "application-file": {
    title: "A file isn't deployKF's ArgoCD Application",
    text: "`deploykf.application` names the Application of deployKF's plugin, as `kubectl apply` takes it: one document, one `spec.source`, `plugin.name: deploykf`, and the plugin's parameters `source_version` or `source_path`, `values_files` (array) and `values` (string).",
  },
  "application-release": {
    title: "What deployKF is given is stated twice, or not at all",
    text: "`deploykf.application` takes the place of `deploykf.version` and `deploykf.valuesFiles`. Only an Application with `source_path` needs `deploykf.version` beside it.",
  },
  "application-order": {
    title: "The plugin gives values files in another order than the list's",
    text: "The shell sorts the variables of the list by name: `PARAM_VALUES_FILES_0`, `_1`, `_10`, `_2`. Up to ten files that is the list's order.",
  },
  "application-unlisted": {
    title: "The Application doesn't list the values block",
    text: "deployKF's plugin reads what `values_files` lists. The block has to be the last that it gives; the inline `values` come behind it and win, so they must not undo it.",
  },
  "values-misplaced": {
    title: "A values file is something else",
    text: "Values in an Application, a ConfigMap, a Secret, or below another key such as `deploykf:` or a Helm chart's `values:` are ignored by deployKF's generator. An Application belongs in `deploykf.application`.",
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
  "values-key": {
    title: "A key of a values file is misspelt",
    text: "deployKF ignores keys that it doesn't know; what stands below them has no effect.",
  },
  "generated-file": {
    title: "Your files and the generated block are mixed up",
    text: "The generated block is written by this program and read by deployKF alone. `deploykf.generatedFile` says where it is kept; `deploykf.valuesFiles` may list it, to say its place among the others.",
  },
  "profiles-built-in": {
    title: "The plan is for deployKF's built-in profiles",
    text: "Often a wrong indentation: `profiles` has to stand below `deploykf_core.deploykf_profiles_generator`.",
  },
  "embedded-minio": {
    title: "Applying the values may delete the embedded MinIO with all data in it",
    text: "The guide's `deploykf_opt.deploykf_minio.enabled: false` is for a new installation. On one that has run before, ArgoCD deletes the embedded MinIO at the beginning of the sync, with its claim and its volume: every artifact and every pipeline definition, while Kubeflow Pipelines and Argo still use them. Switching back gives an empty MinIO. `deploykf.embeddedMinio: keep` connects everything to the external store and leaves MinIO on; `remove` says that there is nothing to lose. The safe order: [operations.md](operations.md#the-embedded-minio-and-its-data).",
  },
  "embedded-minio-data": {
    title: "The cluster has data in the embedded MinIO",
    text: "`pulumi up` and `pulumi preview` found its claim, and applying the values block would delete it with its volume. Nothing was registered. `deploykf.embeddedMinio: keep` leaves it on. To remove it after its objects have been copied, state `remove` and guard the claim by the two commands that the message prints: ArgoCD leaves an object with `Delete=false` alone, and a volume with the reclaim policy `Retain` outlives its claim. Either is enough; the order is in [operations.md](operations.md#the-embedded-minio-and-its-data).",
  },
  "embedded-minio-unseen": {
    title: "Whether the embedded MinIO has data was not looked at",
    text: "The values block removes it, and the cluster wasn't reached: no kubeconfig, no answer within ten seconds, or no right to read its claim. Look by hand: `kubectl -n deploykf-minio get pvc`. What is there goes with all data when the block is applied.",
  },
  "values-undone": {
    title: "A later file undoes the values block",
    text: "deployKF merges files in order, and lists are replaced whole. Every value of the generated block has to come out of the merge as it is there, so the block has to come behind everything that it overrides.",
  },
  "profiles-none": {
    title: "There are no profiles",
    text: "Values files, or `profiles.names` where there are none, say which profiles exist.",
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
  "profile-keys-present": {
    title: "A profile names a Secret already",
    text: "Your values files give the profile an `objectStoreAuth` of its own. Decide whether ours replaces it.",
  },
  "profile-unmanaged-without-keys": {
    title: "An unmanaged profile has no key",
    text: "Under `auth.mode: keys` a profile without `objectStoreAuth` of its own looks for the default Secret, which isn't made for it.",
  },
  "irsa-under-keys": {
    title: "A profile can't have a role while the backend has a key",
    text: "deployKF switches keys off for all or none: `fromEnv` is one value. Profiles with keys under `auth.mode: irsa` are possible, the reverse isn't.",
  },
  "profile-role-beside-key": {
    title: "A profile has a role beside its key",
    text: "Pods of the profile may use the role for anything it allows, other profiles' artifacts perhaps. The isolation check knows only what this stack makes.",
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
