import type { CatalogueEntry } from "../base/problems/entry.js";

/** What the command line refuses to print. */
export const cliProblems = {
  "account-unknown": {
    title: "The values need the account id",
    text: "Role ARNs contain it. Without `accountId` the plan shows `<known after apply>`, and `--format values` prints nothing, because a values file with a hole in it would be deployed.",
  },
  "policy-without-aws": {
    title: "There is no IAM policy to print",
    text: "`--show up-policy` and `--show preview-policy` are for stacks whose store or cluster is AWS's.",
  },
  "policy-without-cluster": {
    title: "The policy doesn't cover a new cluster",
    text: "What is printed covers the bucket, the roles and the users, but not the EKS cluster itself.",
  },
  "inline-masked": {
    title: "The values hold a key that the offline plan can't show",
    text: "Write the file from the stack instead, for you alone to read: `pulumi stack output deploykfValues --show-secrets --stack NAME | npm -s run values -- write --stack NAME --allow-secrets`. By `>` it would be readable for everybody on the machine.",
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
