import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { filesIn } from "../../../base/files/project-files.js";
import { readProject } from "../../../base/input/project.js";
import { ProblemList } from "../../../base/problems/problem.js";
import { stackSchema } from "../../../settings/stack-schema.js";
import { place } from "../../support/problem.js";
import {
  append,
  type Change,
  codesOf,
  config,
  edit,
  generatedFile,
  inProject,
  planOf,
  refusalOf,
  reportOf,
  stackFile,
} from "../../support/project.js";
import { oneProblem } from "../../support/text.js";

const only = (...changes: Change[]) => refusalOf(...changes).problems.map(place);

/** What ends a line, for a shell, for YAML, or for an editor; what a terminal obeys, and what it shows otherwise. */
const controls = [
  "\n",
  "\r",
  "\t",
  "\0",
  "\x1b",
  "\x7f",
  "\x85",
  "\x9b",
  "\u2028",
  "\u2029",
  "\u202e",
  "\u2066",
  "\u200f",
];

/** Settings that stand in the block, in a command or in a file's name, each as the schema takes it. */
const texts: readonly (readonly [path: string, with_: (text: string) => Change])[] = [
  ["deploykf.generatedFile", (text) => config("deploykf.generatedFile", text)],
  ["deploykf.valuesFiles[0]", (text) => config("deploykf.valuesFiles", [text])],
  ["deploykf.version", (text) => config("deploykf.version", text)],
  ["namePrefix", (text) => config("namePrefix", text)],
  ["accountId", (text) => config("accountId", text)],
  ["bucket.name", (text) => config("bucket.name", text)],
  ["bucket.sharedWith[0]", (text) => config("bucket.sharedWith", [text])],
  ["objectStore.host", (text) => config("objectStore", { host: text })],
  ["auth.path", (text) => config("auth", { path: text })],
  ["auth.slots.active", (text) => config("auth", { mode: "keys", slots: { active: text } })],
  ["cluster.issuerUrl", (text) => config("cluster.issuerUrl", text)],
  ["cluster.kubeconfig.context", (text) => config("cluster.kubeconfig", { context: text })],
  ["secrets.namespace", (text) => config("secrets", { namespace: text })],
  ["profiles.names[1]", (text) => config("profiles", { names: ["a", text] })],
  ["tags.team", (text) => config("tags", { team: text })],
];

describe("a control character in a setting", () => {
  it("names the key, the character and the mend, at its place", () => {
    expect(reportOf(config("deploykf.generatedFile", "a.yaml\nkubeflow_tools: {}"))).toBe(
      oneProblem(`
      error[config-control-character]: deploykf.generatedFile has the control
      character U+000A
        --> Pulumi.dev.yaml:15:5
      15 |     generatedFile: |-
         |     ^^^^^^^^^^^^^
         = rule: it would stand in the values block, in file names and in commands to
                 copy, and could change what they do
         = mend: write it on one line, without | or > before it
                 (docs/troubleshooting.md#config-control-character)
    `),
    );
  });

  it.each(texts.flatMap(([path, change]) => controls.map((control) => [path, control, change] as const)))(
    "%s, %j: is refused",
    (path, control, change) => {
      const found = only(change(`a${control}b`));

      expect(found.map(({ code }) => code)).toEqual(["config-control-character"]);
      expect(found[0]?.message).toMatch(
        new RegExp(`^${path.replace(/[[\].]/g, "\\$&")} has the control character U\\+`),
      );
      expect(JSON.stringify(found[0]?.message)).not.toContain(JSON.stringify(control).slice(1, -1));
    },
  );

  it("in a key: the map is named, not the key", () => {
    expect(only(config("tags", { "a\nb": "x" })).map(({ message }) => message)).toEqual([
      "a key in tags has the control character U+000A",
    ]);
    expect(codesOf(config("profiles", { overrides: { "team-1\x1b[2J": { auth: "irsa" } } }))).toEqual([
      "config-control-character",
    ]);
  });

  it("that a folded scalar or an escape gives it", () => {
    expect(codesOf(append(stackFile, "    generatedFile: >\n      a.yaml\n"))).toEqual(["config-control-character"]);
    expect(codesOf(append(stackFile, '    generatedFile: "a.yaml\\x1b[2J"\n'))).toEqual(["config-control-character"]);
  });

  it("any other text is left to the rule of its key", () => {
    for (const text of ["a b", "a'b", "ä", "日本", "a#b", "a\\nb"]) {
      expect(planOf(config("deploykf.generatedFile", text)).settings.generatedFile).toBe(text);
    }
  });
});

describe("a name that isn't one", () => {
  it.each(["a b", "a\nb", "a;b", "../a", "", "a\u202eb"])("of the project: %j", (name) => {
    const named = edit("Pulumi.yaml", "name: deploykf-object-store", `name: ${JSON.stringify(name)}`);

    expect(codesOf(named)).toEqual(["pulumi-name"]);
  });

  it.each(["a b", "a\nb", "a;b", "$(a)"])("of the stack: %j", (stack) => {
    inProject([], (root) => {
      const problems = new ProblemList();
      expect(readProject(stackSchema, filesIn(root), stack, problems, stackFile)).toBeUndefined();
      expect(problems.errors.map(({ code }) => code)).toEqual(["pulumi-name"]);
    });
  });
});

describe("whatever the generated file is called", () => {
  it("the block has the lines that it has otherwise, and the command names it as one word of a shell", () => {
    const before = planOf().values.text.split("\n");
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (name) => {
        let plan: ReturnType<typeof planOf>;
        try {
          plan = planOf(config("deploykf.generatedFile", name));
        } catch {
          return;
        }
        const lines = plan.values.text.split("\n");
        expect(lines.map((line, index) => (index === 2 ? "" : line))).toEqual(
          before.map((line, index) => (index === 2 ? "" : line)),
        );
        const [, word = ""] = lines[2]?.split("--output ") ?? [];
        expect(unquoted(word)).toBe(name);
      }),
      { numRuns: 300 },
    );
  });

  it("by default as it was", () => {
    expect(planOf().values.text).toContain(`--output ${generatedFile}\n`);
  });
});

/** As a POSIX shell reads it; what isn't in quotes has to be plain. */
function unquoted(word: string): string {
  return word.replace(/'([^']*)'|\\(')|([^'\\]+)/g, (_, quoted?: string, escaped?: string, plain?: string) => {
    if (plain !== undefined) expect(plain).toMatch(/^[\w@%+=:,./-]+$/);
    return quoted ?? escaped ?? plain ?? "";
  });
}
