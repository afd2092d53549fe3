import type { Finding } from "../../base/problems/problem.js";

/** What can be wrong with settings of providers, in their own namespaces. */

export function plainTextProvider(key: string, stack: string): Finding {
  return {
    code: "key-plain-text",
    message: `${key} stands in plain text in the stack's file`,
    rule: "passwords and keys are stored encrypted; whoever reads the repository could use this one, so replace it",
    mend: `pulumi config set --stack ${stack} --secret ${key} (it asks for the value)`,
  };
}

export function unknownProviderKey(name: string, key: string, nearest: string | undefined): Finding {
  return {
    code: "config-unknown-key",
    message: `${key} is no setting of ${name}`,
    rule: "the provider ignores what it doesn't know",
    mend: nearest === undefined ? `remove ${key}` : `did you mean ${nearest}?`,
  };
}
