import type { CatalogueEntry } from "../../base/problems/entry.js";

/** Wasabi's credentials. */
export const wasabiProblems = {
  "store-credentials": {
    title: "One stack can't have the credentials of two clouds",
    text: "Wasabi is reached by the AWS provider with Wasabi's endpoints and the stack's AWS credentials, `aws:accessKey` and `aws:secretKey` or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.",
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
