/** How commands are called, with what the help and messages show of it. */
export interface Calls {
  readonly plan: string;
  /** What to compare with comes next. */
  readonly compare: string;
  readonly values: string;
  readonly recover: string;
}

/** In the repository, by npm's scripts. */
export const npmCalls: Calls = {
  plan: "npm -s start --",
  compare: "npm -s start -- --compare",
  values: "npm -s run values --",
  recover: "npm -s run recover --",
};

const bin = "npx deploykf-object-store";

/** Where the package is installed. */
export const packageCalls: Calls = {
  plan: `${bin} plan`,
  compare: `${bin} compare`,
  values: `${bin} values`,
  recover: `${bin} recover`,
};
