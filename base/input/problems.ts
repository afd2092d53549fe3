import type { CatalogueEntry } from "../problems/entry.js";

/** Problems with the stack config and files as such. */
export const configProblems = {
  "project-file": {
    title: "Pulumi.yaml can't be read",
    text: "The program reads the project's name and the config's defaults from `Pulumi.yaml` in the current folder.",
  },
  "stack-not-found": {
    title: "The stack has no config file",
    text: "Each stack is described by `Pulumi.<stack>.yaml`. `Pulumi.dev.yaml` is a small example, `Pulumi.prod.yaml` a strict one.",
  },
  "config-unreadable": {
    title: "A config file is there and can't be read",
    text: "`Pulumi.yaml` and `Pulumi.<stack>.yaml` are plain files: no folder, FIFO or device, at most 20 MB, text in UTF-8, and readable for you.",
  },
  "second-config": {
    title: "Pulumi would read another config than is planned here",
    text: "Pulumi takes `Pulumi.json` before `Pulumi.yaml`, and looks for the stacks' files in `stackConfigDir` if `Pulumi.yaml` has one. In a comparison, files that could be taken for the stack's config are refused, too: a change in them would be seen by nobody.",
  },
  "outside-tree": {
    title: "A comparison would read a file of neither side",
    text: "`--compare` reads each side from its own tree: the git commit, the git repository that a folder is in, or the folder. An absolute path, `..` out of the tree, a symlink out of it and a file of a submodule would be the same for both sides, whatever becomes of them. `../values.yaml` inside of the repository is fine. The plain plan takes any path.",
  },
  "environment-unseen": {
    title: "The stack imports a Pulumi ESC environment",
    text: "Values under `environment:` are resolved by Pulumi's service. The offline plan has no credentials and can't see them; `pulumi preview` does. A comparison can't judge such a stack, and ends with 2.",
  },
  "config-outside": {
    title: "A key stands outside config:",
    text: "YAML's indentation says what belongs to what. Pulumi ignores keys beside `config:` in silence.",
  },
  "config-missing": {
    title: "A key is missing",
    text: "The config reference says what each key is for: docs/config.md.",
  },
  "config-type": {
    title: "A value has the wrong type",
    text: "YAML reads `111122223333` as a number and `0.1` as a decimal; put account ids and names in quotes.",
  },
  "pulumi-name": {
    title: "A project or a stack can't be called so",
    text: "Pulumi itself refuses such a name. It would stand in the values block and in commands that are printed to be copied.",
  },
  "config-control-character": {
    title: "A setting has a control character",
    text: "A newline, or a character that a terminal obeys or hides. Settings stand in the values block, in names of files and in commands that the plan prints to be copied, so one of these could add a line to them.",
  },
  "config-value": { title: "A value isn't one of those allowed", text: "The message lists the allowed ones." },
  "config-credential": {
    title: "A setting has a password or a token in it",
    text: "Hosts, URLs and names are printed in plans and stand in plain text in the cluster. The value is shown nowhere, and nothing is planned with it: replace the password or token that stood there, as whoever reads the repository could use it.",
  },
  "config-text": {
    title: "A setting is more than one short line",
    text: "Names, hosts and paths are one line without control characters. A quote that isn't closed takes the lines behind it along.",
  },
  "config-ambiguous": {
    title: "A value that YAML readers take for different things",
    text: "`010` is ten to this program and eight to Pulumi's engine, and `2026-11-22` a date to some readers. So that a plan is what is deployed, such a value is written plainly or in quotes.",
  },
  "argument-output": {
    title: "An argument of the component is an Output where a plain value is needed",
    text: "What decides which resources there are, and what they are called, is needed before any of them exists. An Output (or a Promise) may only be what stands as a text inside of them: the API reference says which arguments those are. In a list or an object each entry is one by itself.",
  },
  "argument-value": {
    title: "An argument of the component isn't plain data",
    text: "A function, an instance of a class, an object that holds itself, a number that isn't finite: nothing of it is read or shown. Secrets are Outputs, as config.requireSecret and pulumi.secret make them, and never `{ secure: ... }` of a stack's file.",
  },
  "config-twice": {
    title: "A setting stands twice, with and without its namespace",
    text: "`bucket` is short for `<project>:bucket`. Which of the two counts is up to the order of the keys.",
  },
  "config-unknown-key": {
    title: "A key isn't known",
    text: "Pulumi accepts unknown keys in silence, so a typing error would be ignored. Here it is an error.",
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
