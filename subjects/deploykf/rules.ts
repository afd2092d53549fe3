import { closest, distance } from "fastest-levenshtein";
import type { Words } from "../../base/input/words.js";
import { isDnsLabel, isDnsName, labelLength } from "../../base/kubernetes/names.js";
import { isHarmless, quoted } from "../../base/problems/harmless.js";
import type { Finding } from "../../base/problems/problem.js";
import { listed } from "../../base/problems/text.js";
import { textRule } from "../../base/problems/text-rule.js";
import { pipelinesPrefix, type UnfitFormat } from "./prefixes.js";

/** `namespace` is `profileNamePrefix` and the name together. */
export function checkProfileName(name: string, namespace: string): Finding | undefined {
  const finding = (rule: string, mend = "use a-z, 0-9 and -, such as team-1"): Finding => ({
    code: "profile-name",
    message: `the profile name ${quoted(name)} can't be used`,
    rule,
    mend,
  });
  const wildcard = ["*", "?", "${"].find((text) => name.includes(text));
  if (wildcard) return finding(`${wildcard} is a wildcard or variable in an IAM policy: it would open other profiles`);
  if (!isDnsLabel(name)) return finding("a profile is a namespace, so its name is a DNS label");
  if (namespace.length > labelLength) {
    const prefixed = namespace === name ? "" : "with profileNamePrefix ";
    return finding(
      `${prefixed}it has ${namespace.length} characters; a namespace has at most ${labelLength}`,
      `shorten it by ${namespace.length - labelLength}`,
    );
  }
  return undefined;
}

const serviceAccountFault = {
  code: "service-account-name",
  rule: "the name of a service account is a DNS name; wildcards would open the role to others",
  mend: "write the exact name of the service account",
};
export const checkServiceAccountName = textRule(isDnsName, serviceAccountFault, quoted);

/** `namespace/name` */
export const checkServiceAccount = textRule(
  (text) => {
    const [namespace = "", name = "", ...rest] = text.split("/");
    return isDnsLabel(namespace) && isDnsName(name) && rest.length === 0;
  },
  { ...serviceAccountFault, mend: "write namespace/name, such as team-1/default-editor" },
  quoted,
);

/** A place of artifacts in the bucket. */
export const checkArtifactPrefix = textRule(
  (prefix) => /^[^/*?$\s][^*?$\s]*\/$/.test(prefix) && !prefix.startsWith(pipelinesPrefix),
  {
    code: "artifact-prefix",
    rule: "a prefix begins without a slash and ends with one, has no wildcard (* ? $) or space, and isn't that of pipeline definitions",
    mend: "write such as v2/artifacts/team-1/",
  },
  quoted,
);

const namespaceFault = {
  code: "namespace-name",
  rule: "the name of a namespace is a DNS label",
  mend: "write the exact name, such as kubeflow-argo-workflows",
};
export const checkNamespace = textRule(
  (name) => name.length <= labelLength && isDnsLabel(name),
  namespaceFault,
  quoted,
);

export function checkProfileNamePrefix(prefix: string): Finding | undefined {
  if (prefix === "" || /^[a-z0-9][a-z0-9-]*$/.test(prefix)) return undefined;
  return {
    code: "profile-name",
    message: `profileNamePrefix is ${quoted(prefix)}`,
    rule: "it begins a namespace's name, so only a-z, 0-9 and -, from a letter or digit on",
    mend: "write a prefix such as kf-",
  };
}

export const duplicateProfile = (name: string): Finding => ({
  code: "profile-duplicate",
  message: `the profile ${isHarmless(name) ? name : quoted(name)} is listed twice`,
  rule: "profile names are unique; two entries would share one namespace and one role",
  mend: "merge the two entries, or rename one",
});

export const noProfiles = (mend: string): Finding => ({
  code: "profiles-none",
  message: "there are no profiles",
  rule: "roles and prefixes are made for each profile",
  mend,
});

export const emptyProfiles = (): Finding => ({
  code: "profiles-none",
  message: "the list of profiles is empty",
  rule: "lists are replaced whole, so the last file that has profiles counts",
  mend: "list the profiles here, or remove the key so that an earlier file's list counts",
});

export const builtInProfiles = (files: readonly string[]): Finding => ({
  code: "profiles-built-in",
  message: `no profiles in ${listed(files)}: this is a plan for deployKF's own team-1 and team-1-prod`,
  rule: "deployKF creates these two where no values file lists profiles",
  mend: "list your profiles below deploykf_core.deploykf_profiles_generator.profiles",
});

export const unknownProfile = (key: string, name: string, known: readonly string[]): Finding => ({
  code: "profile-unknown",
  message: `${key} names no profile`,
  rule: `the profiles are ${listed(known)}`,
  mend: suggestion(name, known) ?? "remove it, or correct the name",
});

export const clashingNamespace = (name: string, namespace: string): Finding => ({
  code: "profile-namespace-clash",
  message: `the namespace ${namespace} of profile ${name} is also the name of another profile`,
  rule: "KFP v1 writes below the namespace, KFP v2 below the raw name: one profile would read the other's artifacts",
  mend: "choose another profileNamePrefix, or rename one of the two profiles",
});

export const reservedNamespace = (name: string, namespace: string): Finding => ({
  code: "profile-namespace-reserved",
  message: `profile ${name} would be the namespace ${namespace}, which deployKF uses itself`,
  rule: "the profile controller refuses a namespace that exists before its Profile",
  mend: "rename the profile",
});

export function profileHasRole(
  names: readonly string[],
  role: string | undefined,
  { inDefaults, words }: { readonly inDefaults: boolean; readonly words: Words },
): Finding {
  const who = inDefaults ? `profileDefaults.plugins already gives ${listed(names)}` : `profile ${names[0]} already has`;
  return {
    code: "profile-role-present",
    message: `${who} the role ${role !== undefined && isHarmless(role) ? role : "of an AwsIamForServiceAccount plugin"}`,
    rule: "a profile has one role; replacing yours takes away what it allows",
    mend: `${words.state(`profiles: { overrides: { ${names[0]}: { auth: irsa } } }`)} (ours replaces it) or auth: unmanaged (yours stays)${names.length > 1 ? "; and so for each of them" : ""}`,
  };
}

export const badKeyFormat = (path: string, value: string, { reason, mend }: UnfitFormat): Finding => ({
  code: "key-format",
  message: `no prefix for each profile can be derived from ${path}: ${isHarmless(value) ? value : quoted(value)}`,
  rule: reason,
  mend: mend ?? "begin with plain text and the profile's name between slashes, as deployKF's default does",
});

export const profileKeepsKeys = (name: string): Finding => ({
  code: "profile-own-keys",
  message: `profile ${name} has objectStoreAuth of its own, so its pipelines use those keys and not the role`,
  rule: "deployKF keeps a profile's own objectStoreAuth under fromEnv: true; only the default is ignored",
  mend: "remove tools.kubeflowPipelines.objectStoreAuth from the entry, or leave it if that is meant",
});

export const profileHasKeys = (name: string, words: Words): Finding => ({
  code: "profile-keys-present",
  message: `profile ${name} already has an objectStoreAuth of its own`,
  rule: "deployKF prefers it to the default; replacing it changes which Secret the profile uses",
  mend: `${words.state(`profiles: { overrides: { ${name}: { auth: keys } } }`)} (ours replaces it) or auth: unmanaged (yours stays)`,
});

export const unmanagedWithoutKeys = (name: string): Finding => ({
  code: "profile-unmanaged-without-keys",
  message: `profile ${name} is unmanaged, and has no objectStoreAuth of its own`,
  rule: "it would look for the default Secret, which isn't made for it",
  mend: "give the entry tools.kubeflowPipelines.objectStoreAuth, or remove the override",
});

export const irsaUnderKeys = (name: string): Finding => ({
  code: "irsa-under-keys",
  message: `profiles.overrides.${name}.auth is irsa, and auth.mode is keys`,
  rule: "deployKF's fromEnv is one value for all: with keys in the backend, every profile needs a key",
  mend: "remove the override, or set auth.mode: irsa and give keys to the profiles that need them",
});

/** Only where a name is near enough to be a typing error. */
function suggestion(name: string, known: readonly string[]): string | undefined {
  const near = known.length > 0 ? closest(name, [...known]) : undefined;
  return near && distance(name, near) <= Math.max(2, near.length / 4) ? `did you mean ${near}?` : undefined;
}

export const rolesBesideKeys = (names: readonly string[]): Finding => ({
  code: "profile-role-beside-key",
  message: `${listed(names)} also ${names.length === 1 ? "has" : "have"} an IAM role, by an AwsIamForServiceAccount plugin`,
  rule: "what the role allows comes on top of the key, and isn't looked at here",
  mend: "remove the plugin where the key is enough",
});
