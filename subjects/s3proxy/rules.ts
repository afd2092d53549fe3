import type { Words } from "../../base/input/words.js";
import type { Finding } from "../../base/problems/problem.js";
import { textRule } from "../../base/problems/text-rule.js";

/** What is said of S3Proxy that this stack is to run. */

/** Source: Azure, "Storage account overview", storage account name. */
export function checkStorageAccount(key: string, name: string): Finding | undefined {
  if (/^[a-z0-9]{3,24}$/.test(name)) return undefined;
  const account = /^(?:https?:\/\/)?([a-z0-9]{3,24})\.(?:blob|dfs)\./.exec(name)?.[1];
  return {
    code: "s3proxy-value",
    message: `${key} is "${name}"`,
    rule: "the name of a storage account has 3 to 24 lower-case letters and digits",
    mend: account ? `write ${account}` : "az storage account list --query [].name prints the names",
  };
}

/** The parts of a blob service's URL: its host, and what follows it. */
const urlShape = /^https:\/\/([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::\d{1,5})?\/?$/;

/** Whoever answers there gets the artifacts, and proof of the account's key. */
export function checkBlobEndpoint(key: string, url: string, account: string): Finding | undefined {
  const finding = (rule: string): Finding => ({
    code: "s3proxy-value",
    message: /[@?]/.test(url) ? `${key} isn't the URL of a blob service` : `${key} is "${url}"`,
    rule,
    mend: `write a URL such as https://${account}.blob.core.windows.net`,
  });
  const host = urlShape.exec(url)?.[1];
  if (host === undefined) return finding("https:// and a host, in lower case and without user, path or SAS token");
  if (/\.dfs\./.test(host)) return finding("S3Proxy speaks to the blob service, and this is the account's dfs service");
  const owner = /^([a-z0-9]+)\.blob\.(?:core|storage)\./.exec(host)?.[1];
  if (owner !== undefined && owner !== account)
    return finding(`it is of the account ${owner}, and storageAccount is ${account}`);
  return undefined;
}

export const checkClientId = textRule(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, {
  code: "s3proxy-value",
  rule: "the client id of a managed identity or application is a UUID",
  mend: "az identity show --name NAME --resource-group GROUP --query clientId prints it",
});

/** Source: distribution/reference, `reference` package. */
const imageShape =
  /^[a-z0-9]+(?:[.-][a-z0-9]+)*(?::\d+)?(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*(?::([\w][\w.-]{0,127}))?(@sha256:[a-f0-9]{64})?$/;

export function checkImage(key: string, image: string, example: string): Finding | undefined {
  const [whole, tag, digest] = imageShape.exec(image) ?? [];
  if (whole !== undefined && (digest !== undefined || (tag !== undefined && tag !== "latest"))) return undefined;
  return {
    code: "s3proxy-value",
    message: `${key} is "${image}"`,
    rule:
      whole === undefined
        ? "it isn't the name of an image"
        : "without an exact version every restart may run another program, in front of all artifacts",
    mend: `name a version, such as ${example}, or leave it out`,
  };
}

export const sameKeystoreKeys = (name: string): Finding => ({
  code: "s3proxy-value",
  message: `keystoreKey and passwordKey of objectStore.s3proxy.tls are both "${name}"`,
  rule: "the Secret holds two things, the keystore and its password, each under a name of its own",
  mend: "write the names as the Secret has them, such as keystore.p12 and password",
});

/** `stated` is a part of the endpoint that follows from S3Proxy's own. */
export const otherEndpoint = (key: string, stated: string, actual: string, mend?: string): Finding => ({
  code: "endpoint-contradiction",
  message: `${key} is ${stated}, and S3Proxy of this stack has ${actual}`,
  rule: "with objectStore.s3proxy the endpoint follows from its namespace and from tls",
  mend: mend ?? `remove ${key}`,
});

export const namespaceOfProfile = (key: string, namespace: string): Finding => ({
  code: "secret-namespace",
  message: `${key} is "${namespace}", the namespace of a profile`,
  rule: "the profile would read every key in S3Proxy's Secret, and a namespace before its Profile is refused",
  mend: "use s3proxy, or another namespace of your own",
});

export const existingKeys = (key: string): Finding => ({
  code: "s3proxy-keys",
  message: `${key} is existing, and this stack runs S3Proxy`,
  rule: "S3Proxy takes exactly the keys that it is given, and what is in Secrets of others isn't known here",
  mend: `set ${key}: provided, and store the keys encrypted`,
});

export const keyOutsideProxy = (path: string, what: string, rule: string, words: Words): Finding => ({
  code: "key-value",
  message: `${path} can't be ${what} for S3Proxy`,
  rule,
  mend: `make another, such as by openssl rand -hex 20: ${words.store(path)}`,
});

/** Of two the first would count: the other principal's key would be refused, or be the same. */
export const sharedAccessKey = (path: string, other: string): Finding => ({
  code: "s3proxy-keys",
  message: `${path} is also the access key id in ${other}`,
  rule: "S3Proxy knows its users by their access key ids, and takes the first of two that are alike",
  mend: "give each its own: openssl rand -hex 10",
});

export const accountKeyMissing = (path: string, words: Words): Finding => ({
  code: "key-missing",
  message: `the key of the storage account is missing: ${path}`,
  rule: "S3Proxy needs it, unless objectStore.s3proxy.clientId names its workload identity",
  mend: words.store(path),
});

export const accountKeyUnused = (path: string, words: Words): Finding => ({
  code: "keys-unused",
  message: `${path} is set, and nothing reads it`,
  rule: "it is for objectStore.s3proxy without a clientId",
  mend: words.remove(path),
});

/** Source: Azure, "Manage storage account access keys": 512 bits, as base64. */
export function checkAccountKey(path: string, text: string, words: Words): Finding | undefined {
  if (/^[A-Za-z0-9+/]{86}==$/.test(text)) return undefined;
  return {
    code: "key-value",
    message: `${path} can't be the key of a storage account`,
    rule: /AccountKey=/i.test(text)
      ? "it is a connection string, of which the key is what stands behind AccountKey="
      : "that is 88 characters of base64, without blanks or a line break",
    mend: words.storeAgain(path),
  };
}

/** S3Proxy limits nobody to a container, and the account's key opens all. */
export const wholeAccount = (storageAccount: string): Finding => ({
  code: "s3proxy-account",
  message: `every profile's key reaches every container of ${storageAccount}`,
  rule: "S3Proxy hands on what container a request names, and an account's key may do anything, also make a container public",
  mend: "set objectStore.s3proxy.clientId to an identity whose role is bound to the container, or give the store an account of its own",
});
