import { isDnsSubdomain, subdomainLength } from "../../base/kubernetes/names.js";
import type { Finding } from "../../base/problems/problem.js";
import { textRule } from "../../base/problems/text-rule.js";

/** Names of Secrets, and of the keys in them. */

export const nameVariable = "{profile_name}";
export const profileSecretName = `kubeflow-pipelines--profile-object-store-auth--${nameVariable}`;
export const sharedSecretName = "kubeflow-pipelines--profiles-object-store-auth";

export function checkSecretName(key: string, name: string): Finding | undefined {
  if (name.length <= subdomainLength && isDnsSubdomain(name)) return undefined;
  const long = name.length > subdomainLength;
  return {
    code: "secret-name",
    message: long ? `${key} has ${name.length} characters` : `${key} is "${name}"`,
    rule: long
      ? `the name of a Secret has at most ${subdomainLength}`
      : "the name of a Secret is a DNS name: a-z, 0-9, - and . , each part from a letter or digit to one",
    mend: "choose a name such as object-store-auth",
  };
}

export const checkSecretKey = textRule(/^(?!\.$|\.\.)[-._a-zA-Z0-9]{1,253}$/, {
  code: "secret-name",
  rule: "a key inside a Secret has letters, digits, - _ and . only, and is neither . nor begins with ..",
  mend: "choose a name such as access_key",
});

export const sameSecretKeys = (accessKeyKey: string, secretKeyKey: string, name: string): Finding => ({
  code: "secret-name",
  message: `${accessKeyKey} and ${secretKeyKey} are both "${name}"`,
  rule: "the Secret holds two texts, the access key id and the secret key, each under a name of its own",
  mend: "choose two names, such as access_key and secret_key",
});

export const noVariableInName = (name: string): Finding => ({
  code: "secret-template",
  message: `secrets.profileName is "${name}", without ${nameVariable}`,
  rule: "all profiles would share one Secret, and so one key",
  mend: `put ${nameVariable} into it, or set auth.profileKeys: shared if that is meant`,
});

export const variableInSharedName = (name: string): Finding => ({
  code: "secret-template",
  message: `secrets.profileName is "${name}", and auth.profileKeys is shared`,
  rule: `deployKF fills ${nameVariable} in, so each profile would look for another Secret`,
  mend: "remove it from the name, or set auth.profileKeys: per-profile",
});

export const sharedSecret = (first: string, second: string, name: string): Finding => ({
  code: "secret-of-two",
  message: `${first} and ${second} would both use the Secret ${name}`,
  rule: "a Secret holds one key; the second would overwrite the first",
  mend: "give one of them another name",
});

export const secretInProfileNamespace = (principal: string, namespace: string): Finding => ({
  code: "secret-namespace",
  message: `the Secret of ${principal} would be created in ${namespace}, the namespace of a profile`,
  rule: "a profile's namespace that exists before its Profile makes deployKF's profile controller refuse it",
  mend: "use kubeflow, or a namespace of your own",
});
