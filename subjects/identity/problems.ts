import type { CatalogueEntry } from "../../base/problems/entry.js";

/** Problems with access keys and their Secrets. */
export const keyProblems = {
  "secret-name": {
    title: "A Secret, or a key in it, can't be called so",
    text: "Names of Secrets are DNS names, after the profile's name is filled in.",
  },
  "secret-template": {
    title: "The name of the profiles' Secrets doesn't fit the number of keys",
    text: "With a key for each profile the name holds `{profile_name}`; with one shared key it doesn't.",
  },
  "secret-of-two": {
    title: "Two principals would use one Secret",
    text: "A Secret holds one access key, and each principal has its own.",
  },
  "secret-namespace": {
    title: "A Secret would be created in a profile's namespace",
    text: "The namespace would exist before its Profile, and the profile controller refuses that (deployKF issue 186). deployKF clones Secrets into the profiles itself.",
  },
  "kubeconfig-missing": {
    title: "Secrets are to be created, but in which cluster?",
    text: "Name a kubeconfig and, best, its context: the current context of whoever runs `pulumi up` may be another cluster.",
  },
  "irsa-without-issuer": { title: "IRSA needs the cluster's issuer", text: "Roles trust tokens of one OIDC issuer." },
  "key-slots": { title: "The key slots can't be used", text: "See docs/key-rotation.md." },
  "keys-unused": {
    title: "Keys are stored that nobody uses",
    text: "A key that nothing reads is a risk without a use.",
  },
  "key-missing": {
    title: "A provided key is missing",
    text: "Each principal has its own key, in `keys` by principal.",
  },
  "key-plain-text": {
    title: "A key stands in plain text in the stack's file",
    text: "Encrypted values look like `secure: ...`. The plain one may be in git's history by now: make a new key and delete this one.",
  },
  "key-value": {
    title: "A key can't be right",
    text: "Seen after decryption, without being printed. Line breaks come from `echo`; use `printf %s`, or let `pulumi config set --secret` ask.",
  },
  "keys-under-irsa": {
    title: "An option for keys is set, but nobody has a key",
    text: "Under IRSA only profiles with `auth: keys` in `profiles.overrides` have keys.",
  },
  "inline-without-key": {
    title: "An inline key has to be known",
    text: "`existing` names Secrets that others made; their content is nothing of this program's.",
  },
  "inline-with-secret": {
    title: "An inline key has no Secret",
    text: "Either the backend's key stands in the values (`auth.backendKey: inline`), or the values name a Secret with it.",
  },
  "inline-key": {
    title: "The backend's key is in the values block",
    text: "The guide's OPTION 1. The stack's output is a secret (`--show-secrets` prints it), and the offline plan masks it.",
  },
  "key-age": {
    title: "A key is old",
    text: "Slots named by a date are compared with today. Rotate: docs/key-rotation.md.",
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
  "inline-masked": {
    title: "The values hold a key that the offline plan can't show",
    text: "Write the file from the stack instead, for you alone to read: `pulumi stack output deploykfValues --show-secrets --stack NAME | npm -s run values -- write --stack NAME --allow-secrets`. By `>` it would be readable for everybody on the machine.",
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
