/** Names, labels and locations as Google Cloud takes them. */

/** Characters of a service account's id. Source: IAM API, projects.serviceAccounts.create. */
export const accountIdLength = 30;

/** Characters of a custom role's id. Source: Google Cloud, "IAM quotas and limits". */
export const roleIdLength = 64;

/** Whether ids of service accounts can begin with it; the rest of each id is a principal's name, which fits. */
export function beginsAccountIds(namePrefix: string): boolean {
  return /^[a-z][a-z0-9-]*$/.test(namePrefix);
}

/**
 * Whether it is a region, or one of the multi-regions and dual-regions that have a name.
 * Source: Cloud Storage, "Bucket locations".
 */
export function isLocation(text: string): boolean {
  return /^(us|eu|asia|(asia|eur|nam)[0-9]+|[a-z]+-[a-z]+[0-9]+)$/i.test(text);
}

/**
 * The first rule of labels that a key and its value break, in words. Lengths are in characters.
 * Source: Resource Manager, "Labels overview", "Requirements for labels".
 */
export function brokenLabelRule(key: string, value: string): string | undefined {
  if (!/^[\p{Ll}\p{Lo}]/u.test(key)) return "a label's key begins with a lower-case letter";
  if ([...key].length > longest || [...value].length > longest) {
    return `keys and values of labels have at most ${longest} characters`;
  }
  return unfit.test(key) || unfit.test(value) ? "labels take lower-case letters, digits, _ and - alone" : undefined;
}

/** Tags as labels. Those of users fit, and stay; a stack's name may have what labels don't take. */
export function labelsOf(tags: Readonly<Record<string, string>>): Record<string, string> {
  const fitted = (value: string) => [...value.toLowerCase()].slice(0, longest).map((one) => one.replace(unfit, "-"));
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [key, fitted(value).join("")]));
}

const longest = 63;
const unfit = /[^\p{Ll}\p{Lo}\p{N}_-]/u;
