import type { Finding } from "../../problems/problem.js";

export const nameVariable = "{profile_name}";
export const profileSecretName = `kubeflow-pipelines--profile-object-store-auth--${nameVariable}`;
export const sharedSecretName = "kubeflow-pipelines--profiles-object-store-auth";

const dnsSubdomain = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/;

export function checkSecretName(key: string, name: string): Finding | undefined {
  if (name.length <= 253 && dnsSubdomain.test(name) && !name.includes("..")) return undefined;
  return {
    code: "secret-name",
    message: `${key} is "${name}"`,
    rule: "the name of a Secret is a DNS name: a-z, 0-9, - and . , from a letter or digit to one",
    mend: "choose a name such as object-store-auth",
  };
}

export function checkSecretKey(key: string, name: string): Finding | undefined {
  if (/^[-._a-zA-Z0-9]{1,253}$/.test(name)) return undefined;
  return {
    code: "secret-name",
    message: `${key} is "${name}"`,
    rule: "a key inside a Secret has letters, digits, - _ and . only",
    mend: "choose a name such as access_key",
  };
}

export function checkSlotName(key: string, name: string): Finding | undefined {
  if (/^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/.test(name)) return undefined;
  return {
    code: "key-slots",
    message: `${key} is "${name}"`,
    rule: "letters, digits and -, at most 40",
    mend: 'write the month, in quotes: "2026-11"',
  };
}

export function sameSlot(name: string): Finding {
  return {
    code: "key-slots",
    message: `auth.slots.active and auth.slots.retiring are both "${name}"`,
    rule: "two slots hold two different keys",
    mend: "give the new key a new name in active, or remove retiring",
  };
}

export function noVariableInName(name: string): Finding {
  return {
    code: "secret-template",
    message: `secrets.profileName is "${name}", without ${nameVariable}`,
    rule: "all profiles would share one Secret, and so one key",
    mend: `put ${nameVariable} into it, or set auth.profileKeys: shared if that is meant`,
  };
}

export function variableInSharedName(name: string): Finding {
  return {
    code: "secret-template",
    message: `secrets.profileName is "${name}", and auth.profileKeys is shared`,
    rule: `deployKF fills ${nameVariable} in, so each profile would look for another Secret`,
    mend: "remove it from the name, or set auth.profileKeys: per-profile",
  };
}

export function irsaWithoutIssuer(): Finding {
  return {
    code: "irsa-without-issuer",
    message: "auth.mode is irsa, and cluster.source is kubeconfig",
    rule: "roles trust the OIDC issuer of a cluster, and a kubeconfig names none",
    mend: "set cluster.source: oidc with issuerUrl, or auth.mode: keys",
  };
}

export function kubeconfigMissing(): Finding {
  return {
    code: "kubeconfig-missing",
    message: "Secrets are to be created, and the stack doesn't say in which cluster",
    rule: "the Kubernetes provider needs a kubeconfig",
    mend: "add cluster.kubeconfig with path and context (source: oidc), or set auth.keySource: existing",
  };
}

export function sharedSecret(first: string, second: string, name: string): Finding {
  return {
    code: "secret-of-two",
    message: `${first} and ${second} would both use the Secret ${name}`,
    rule: "a Secret holds one key; the second would overwrite the first",
    mend: "give one of them another name",
  };
}

export function secretInProfileNamespace(principal: string, namespace: string): Finding {
  return {
    code: "secret-namespace",
    message: `the Secret of ${principal} would be created in ${namespace}, the namespace of a profile`,
    rule: "a profile's namespace that exists before its Profile makes deployKF's profile controller refuse it",
    mend: "use kubeflow, or a namespace of your own",
  };
}

export function keysUnused(): Finding {
  return {
    code: "keys-unused",
    message: "keys is set, and no principal takes its key from there",
    rule: "keys are read where keySource is provided",
    mend: "set auth.keySource: provided, or remove keys",
  };
}

export function keyMissing(principal: string, path: string, stack: string): Finding {
  return {
    code: "key-missing",
    message: `the key of ${principal} is missing: ${path}`,
    rule: "with keySource provided every principal needs its key",
    mend: `pulumi config set --stack ${stack} --secret --path '${path}.accessKey', and the same for secretKey`,
  };
}

export function plainTextKey(path: string, stack: string): Finding {
  return {
    code: "key-plain-text",
    message: `${path} stands in plain text in the stack's file`,
    rule: "keys are stored encrypted; whoever reads the repository could use this one, so replace it",
    mend: `pulumi config set --stack ${stack} --secret --path '${path}'`,
  };
}

export function keyOptionsUnderIrsa(path: string): Finding {
  return {
    code: "keys-under-irsa",
    message: `${path} is set, but nobody has a key`,
    rule: "auth.mode is irsa, and no profile has auth: keys in profiles.overrides",
    mend: `remove ${path}, or set auth.mode: keys`,
  };
}

export function slotsWithoutUsers(): Finding {
  return {
    code: "key-slots",
    message: "auth.slots is set, and no key is made by this stack",
    rule: "slots are keys of IAM users (auth.keySource: iam-users)",
    mend: "remove auth.slots; provided and existing keys are rotated where they come from",
  };
}

export function inlineWithoutKey(): Finding {
  return {
    code: "inline-without-key",
    message: "auth.backendKey is inline, and auth.keySource is existing",
    rule: "an inline key has to be known, and existing ones are only named",
    mend: "set backendKey: secret, or keySource: iam-users or provided",
  };
}

export function inlineIsPlain(): Finding {
  return {
    code: "inline-key",
    message: "the backend's key stands in plain text in the values block",
    rule: "whoever reads the deployKF repository or the generated manifests reads the key",
    mend: "set auth.backendKey: secret",
  };
}

/** Checks an access key's two texts without ever saying them. */
export function checkKeyPair(path: string, accessKey: string, secretKey: string): readonly Finding[] {
  const broken = (part: string, rule: string, mend: string): Finding => ({
    code: "key-value",
    message: `${path}.${part} can't be ${part === "accessKey" ? "an access key id" : "a secret key"}`,
    rule,
    mend,
  });
  const store = (part: string) => `store it again: pulumi config set --secret --path '${path}.${part}'`;
  if (accessKey === "") return [broken("accessKey", "it is empty", store("accessKey"))];
  if (secretKey === "") return [broken("secretKey", "it is empty", store("secretKey"))];
  if (/\s/.test(accessKey)) return [broken("accessKey", "it has blanks or ends with a line break", store("accessKey"))];
  if (/\s/.test(secretKey)) return [broken("secretKey", "it has blanks or ends with a line break", store("secretKey"))];
  if (secretKey.length < accessKey.length) {
    return [broken("secretKey", "it is shorter than its access key id: the two may be swapped", "swap them")];
  }
  return [];
}
