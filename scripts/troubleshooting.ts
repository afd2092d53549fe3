import { catalogue } from "./catalogue.js";
import { symptoms } from "./symptoms.js";

/** The troubleshooting page as Markdown: symptoms seen in a cluster, then every problem code. */
export function troubleshooting(): string {
  const codes = Object.entries(catalogue).sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    "<!-- Generated from problems/catalogue.ts and scripts/symptoms.ts by npm run docs. -->",
    "# Troubleshooting",
    "",
    "## What you see in the cluster",
    "",
    ...symptoms.flatMap(({ searchedFor, text }) => [`### \`${searchedFor}\``, "", text, ""]),
    "## What this program says",
    "",
    "Every problem has a code; its anchor here is the code.",
    "",
    ...codes.flatMap(([code, { title, text }]) => [`### ${code}`, "", `**${title}.** ${text}`, ""]),
  ].join("\n");
}
