import type { CatalogueEntry } from "../../base/problems/entry.js";

/** Problems with Google Cloud: what it takes, and how much of it. */
export const gcpProblems = {
  "bucket-location": {
    title: "Google needs to know where the bucket is to be",
    text: "A bucket's location is chosen once, when it is made. It is a region such as `europe-west1`, best the cluster's, a multi-region (`us`, `eu`, `asia`) or a predefined dual-region such as `eur4`. Requests are signed for `objectStore.region`, which stays `auto`.",
  },
  "bucket-labels": {
    title: "Google won't take a tag as a label",
    text: "Tags become labels of the bucket that the stack creates. Keys and values have at most 63 lower-case letters, digits, underscores and hyphens; keys begin with a letter.",
  },
  "service-account-ids": {
    title: "The name prefix can't begin a service account's id",
    text: "Ids have 6 to 30 lower-case letters, digits and hyphens, and begin with a letter. Longer ones are cut and end with a hash; the display name always says whose account it is.",
  },
  "google-quota-raise": {
    title: "A quota of the Google Cloud project has to be raised",
    text: "A project has 100 service accounts unless Google grants more. Those that it has already count as well; the plan can't see them.",
  },
  "google-limit": {
    title: "Google Cloud has a limit below what the plan needs",
    text: "Limits, other than quotas, can't be raised. A bucket's allow policy names 1,500 principals, and counts each of them once for every binding: a profile takes two.",
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
