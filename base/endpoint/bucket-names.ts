/** One rule for bucket names. */
export interface NameRule {
  readonly broken: (name: string) => boolean;
  readonly rule: string;
}

export const length3To63: NameRule = {
  broken: (name) => name.length < 3 || name.length > 63,
  rule: "3 to 63 characters",
};

export const letterOrDigitEnds: NameRule = {
  broken: (name) => /^[^a-z0-9]|[^a-z0-9]$/.test(name),
  rule: "begins and ends with a lower-case letter or digit",
};

export const lettersDigitsHyphens: NameRule = {
  broken: (name) => /[^a-z0-9-]/.test(name),
  rule: "only a-z, 0-9 and -",
};

/** A store may take periods; the wildcard certificates of its hosts don't cover them, and one rule is easier to keep. */
export const noPeriods = (why: string): NameRule => ({
  broken: (name) => name.includes("."),
  rule: `no periods: ${why}`,
});

export const notAnIpAddress: NameRule = {
  broken: (name) => /^\d+\.\d+\.\d+\.\d+$/.test(name),
  rule: "not in the form of an IP address",
};

export function firstBroken(rules: readonly NameRule[], name: string): string | undefined {
  return rules.find(({ broken }) => broken(name))?.rule;
}
