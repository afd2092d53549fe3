import type { Finding } from "../problems/problem.js";

/** How a report calls what the user wrote, and says how to change it: in a stack's file, or in a component's arguments. */
export interface Words {
  /** A top-level key, of which the full one is such as `aws:region`. */
  nameOf(fullKey: string): string;
  /** What a top-level key is, and the whole of them. */
  readonly key: string;
  readonly whole: string;
  /** Of a key that isn't there; `value` is the only one that it may have, if there is only one. */
  missing(key: string, value?: string): Pick<Finding, "message" | "mend">;
  readonly missingRegion: Pick<Finding, "message" | "mend">;
  /** How a value of a type is written. */
  readonly writing: Readonly<Record<"true or false" | "a map" | "a list", string>>;
  /** What to do about a line break, and about a text of several lines or a long one. */
  readonly oneLine: string;
  readonly shortLine: string;
  /** How a value is stated that isn't a secret. */
  plainly(path: string): string;
  /** What a secret has to be. */
  readonly secretText: string;
  /** How a secret is stated, stated again, and taken away. */
  store(path: string): string;
  storeAgain(path: string): string;
  remove(path: string): string;
  /** What is wrong with a secret that isn't stated as one. */
  plainText(path: string): Pick<Finding, "message" | "rule">;
  /** Of files that the user names. */
  readonly relativeTo: string;
  /** How one of the top-level keys is stated, with all that is in it. */
  state(text: string): string;
  /** How one of two values of a key is stated. */
  stateOneOf(key: string): string;
  /** Why another stack isn't known. */
  unseenStack(stack: string): string;
  /** How a kubeconfig is stated. */
  readonly kubeconfig: string;
  /** What becomes of problems that a report leaves out. */
  readonly more: string;
}

/** Of `Pulumi.<stack>.yaml`, and of Pulumi's command that writes it. */
export function fileWords(project: string, stack: string, stackFile: string): Words {
  const storing = (path: string) => `pulumi config set --stack ${stack} --secret --path '${path}'`;
  return {
    nameOf: (fullKey) => (fullKey.startsWith(`${project}:`) ? fullKey.slice(project.length + 1) : fullKey),
    key: "a key of the stack config",
    whole: "config",
    missing(key, value = "") {
      const at = key.lastIndexOf(".");
      const mend =
        at < 0
          ? `add ${project}:${key}: below config: (docs/config.md)`
          : `add ${`${key.slice(at + 1)}: ${value}`.trim()} below ${project}:${key.slice(0, at)} (docs/config.md)`;
      return { message: `${key} is missing in ${stackFile}`, mend };
    },
    missingRegion: {
      message: `aws:region is missing in ${stackFile}`,
      mend: "add aws:region: below config:, with the region of your cluster",
    },
    writing: {
      "true or false": "write true or false, without quotes",
      "a map": "write key: value lines below it, indented by two blanks",
      "a list": "write [first, second], or one entry a line, each after -",
    },
    oneLine: "write it on one line, without | or > before it",
    shortLine: "write it in one line, and look for a quote that isn't closed",
    plainly: (path) => `pulumi config set --stack ${stack} --plaintext --path '${path}' VALUE`,
    secretText: "a text stored by pulumi config set --secret",
    store: storing,
    storeAgain: (path) => `store it again: ${storing(path)}`,
    remove: (path) => `remove it: pulumi config rm --stack ${stack} --path '${path}'`,
    plainText: (path) => ({
      message: `${path} stands in plain text in the stack's file`,
      rule: "keys are stored encrypted; whoever reads the repository could use this one, so replace it",
    }),
    relativeTo: "paths are relative to Pulumi.yaml",
    state: (text) => `in the stack config, ${text}`,
    stateOneOf: (key) => `write one of the two lines below ${project}:${key}`,
    unseenStack: (name) =>
      `there is no Pulumi.${name}.yaml beside this one that has the bucket, so its profiles aren't known here`,
    kubeconfig: "add cluster.kubeconfig with path and context (source: oidc)",
    more: "--format json prints all of them",
  };
}

/** Of a component's arguments; `region` is what the user calls `aws:region`. */
export function argumentWords(project: string, region: string): Words {
  const storing = (path: string) => `pass ${path} as a secret, by config.requireSecret or pulumi.secret`;
  return {
    nameOf: (fullKey) => {
      if (fullKey === "aws:region") return region;
      return fullKey.startsWith(`${project}:`) ? fullKey.slice(project.length + 1) : fullKey;
    },
    key: "an argument",
    whole: "the object of arguments",
    missing: (key, value = "") => ({
      message: `${key} is missing`,
      mend: value === "" ? `pass ${key}` : `pass ${key}: ${value}`,
    }),
    missingRegion: {
      message: "region is missing",
      mend: "pass region, the region of your cluster, or set aws:region for the whole program",
    },
    writing: {
      "true or false": "pass true or false, without quotes",
      "a map": "pass an object",
      "a list": "pass a list, also of one entry",
    },
    oneLine: "pass it on one line",
    shortLine: "pass it in one line",
    plainly: (path) => `pass ${path} in plain text`,
    secretText: "a secret text",
    store: storing,
    storeAgain: storing,
    remove: () => "remove it",
    plainText: (path) => ({
      message: `${path} is passed in plain text`,
      rule: "keys are passed as secrets, which nothing shows and the state encrypts; one that stands in a program is to be replaced",
    }),
    relativeTo: "paths are relative to the folder that the program runs in",
    state: (text) => `pass ${text}`,
    stateOneOf: (key) => `pass one of the two in ${key}`,
    unseenStack: () => "what other stacks of a program of your own have isn't read, so its profiles aren't known here",
    kubeconfig: "pass kubeconfig, or cluster.kubeconfig with path and context (source: oidc)",
    more: "they are shown once these are mended",
  };
}
