import type { CatalogueEntry } from "../../base/problems/entry.js";

/** S3Proxy that this stack runs. */
export const s3proxyProblems = {
  "s3proxy-value": {
    title: "A part of S3Proxy's settings can't be right",
    text: "Names of Azure's things follow Azure's rules, and images are named by an exact version. docs/s3proxy.md shows a whole stack.",
  },
  "s3proxy-account": {
    title: "Profiles reach the whole storage account",
    text: "S3Proxy takes any container's name from any of its users. With the account's key behind it that is every container of the account, and the right to publish them.",
  },
  "s3proxy-keys": {
    title: "S3Proxy can't take the keys",
    text: "S3Proxy of this stack knows exactly the keys in `keys`, each by its own access key id. Keys that only others know can't be given to it.",
  },
  "s3proxy-secret-size": {
    title: "S3Proxy's keys don't fit into one Secret",
    text: "Each principal has a properties file in one Kubernetes Secret, which holds 1 MiB. Counted with keys as long as they may be.",
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
