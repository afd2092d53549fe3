import type { CatalogueEntry } from "../problems/entry.js";

/** Problems with YAML that somebody else wrote. */
export const yamlProblems = {
  "yaml-invalid": {
    title: "A file isn't YAML",
    text: "The place shown is where the parser gave up; the mistake may be a line above.",
  },
  "yaml-duplicate-key": {
    title: "A key stands twice in one map",
    text: "Parsers differ on which one counts, so what deployKF reads could differ from what is planned.",
  },
  "yaml-multi-document": {
    title: "A file holds several YAML documents",
    text: "deployKF reads one document from each values file, and Pulumi one from the stack's file.",
  },
  "yaml-alias-bomb": {
    title: "Aliases grow without bound",
    text: "A few nested aliases can stand for billions of nodes. Ordinary anchors, merge keys and aliases are fine.",
  },
  "yaml-too-large": {
    title: "A file has too many nodes",
    text: "Neither a stack's file nor deployKF's values come near a million keys and values.",
  },
  "yaml-reserved-key": {
    title: "A file has the key __proto__",
    text: "In JavaScript, which this program and other readers are written in, that name isn't a key like any other.",
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
