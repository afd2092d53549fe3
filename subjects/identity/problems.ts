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
  "policy-too-long": {
    title: "A policy is longer than IAM takes",
    text: "The shared role's trust policy lists every profile's service accounts. Beyond the quota's maximum only one role for each profile works.",
  },
  "quota-raise": {
    title: "A quota has to be raised",
    text: "Ask in the AWS console, Service Quotas, by the code in the message. Roles that exist in the account already count as well; the plan can't see them.",
  },
  "profiles-twice": { title: "Profiles are given twice", text: "`profiles.names` is for stacks without values files." },
  "profiles-list-replaced": {
    title: "The list of profiles is replaced by bare entries",
    text: "Roles for each profile need the whole `profiles` list in the block. With `deploykf.valuesFiles` every entry is carried over as it is.",
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
