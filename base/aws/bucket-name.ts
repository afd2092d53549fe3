const reservedPrefixes = ["xn--", "sthree-", "amzn-s3-demo-"];
const reservedSuffixes = ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3", "-an"];

interface Rule {
  readonly broken: (name: string) => boolean;
  readonly rule: string;
}

const s3Rules: readonly Rule[] = [
  { broken: (name) => name.length < 3 || name.length > 63, rule: "3 to 63 characters" },
  { broken: (name) => /[^a-z0-9.-]/.test(name), rule: "only a-z, 0-9 and -" },
  { broken: (name) => /^[^a-z0-9]|[^a-z0-9]$/.test(name), rule: "begins and ends with a letter or digit" },
  { broken: (name) => name.includes(".."), rule: "no two periods side by side" },
  { broken: (name) => /^\d+\.\d+\.\d+\.\d+$/.test(name), rule: "not in the form of an IP address" },
  {
    broken: (name) => reservedPrefixes.some((prefix) => name.startsWith(prefix)),
    rule: `doesn't begin with ${reservedPrefixes.join(", ")} (reserved by S3)`,
  },
  {
    broken: (name) => reservedSuffixes.some((suffix) => name.endsWith(suffix)),
    rule: `doesn't end with ${reservedSuffixes.join(", ")} (reserved by S3)`,
  },
];

const tlsRule: Rule = {
  broken: (name) => name.includes("."),
  rule: "no periods: the wildcard certificate of S3 doesn't cover bucket.with.dots.s3...",
};

/** The first of S3's own rules that a name breaks. Source: Amazon S3 User Guide, "Bucket naming rules". */
export function brokenS3NameRule(name: string): string | undefined {
  return s3Rules.find(({ broken }) => broken(name))?.rule;
}

/** The same for a bucket that clients reach by TLS with its name in the host's. */
export function brokenBucketNameRule(name: string): string | undefined {
  return [...s3Rules, tlsRule].find(({ broken }) => broken(name))?.rule;
}
