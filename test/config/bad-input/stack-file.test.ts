import { describe, expect, it } from "vitest";
import { append, codesOf, edit, reportOf, stackFile, write } from "../../support/project.js";
import { aliasBomb, oneProblem } from "../../support/text.js";

describe("the stack's file", () => {
  it("isn't YAML", () => {
    expect(reportOf(edit(stackFile, "  aws:region: eu-west-1", "  aws:region: [eu-west-1"))).toBe(
      oneProblem(`
      error[yaml-invalid]: Pulumi.dev.yaml is not YAML: deficient indentation
       --> Pulumi.dev.yaml:3:3
      3 |   *********************:accountId: **************
        |   ^
        = rule: the file has to be one YAML document
        = mend: correct the text at the place shown, or just above it
                (docs/troubleshooting.md#yaml-invalid)
    `),
    );
  });

  it("has a key twice", () => {
    expect(reportOf(append(stackFile, "  aws:region: eu-west-2\n"))).toBe(
      oneProblem(`
      error[yaml-duplicate-key]: Pulumi.dev.yaml has the key aws:region twice in one
      map
        --> Pulumi.dev.yaml:15:3
      15 |   aws:region: eu-west-2
         |   ^^^^^^^^^^
         = rule: a key stands once in a map; readers differ on which one counts
         = mend: merge the two, or remove one
                 (docs/troubleshooting.md#yaml-duplicate-key)
    `),
    );
  });

  it("has two documents", () => {
    expect(reportOf(append(stackFile, "---\nconfig: {}\n"))).toBe(
      oneProblem(`
      error[yaml-multi-document]: Pulumi.dev.yaml has 2 YAML documents
        --> Pulumi.dev.yaml:15:1
      15 | ---
         | ^^^
         = rule: one document a file; a second one would be ignored in silence
         = mend: remove the lines that hold only ---, or split the file and list both
                 (docs/troubleshooting.md#yaml-multi-document)
    `),
    );
  });

  it("grows without bound", () => {
    expect(codesOf(write(stackFile, aliasBomb))).toEqual(["yaml-alias-bomb"]);
  });
});

describe("the project's file", () => {
  it("has no name", () => {
    expect(reportOf(edit("Pulumi.yaml", "name: deploykf-object-store\n", ""))).toBe(
      oneProblem(`
      error[project-file]: Pulumi.yaml is missing or has no name
        = rule: it names the project and declares the config's keys
        = mend: run this in the project's folder, and restore the file from git
                (docs/troubleshooting.md#project-file)
    `),
    );
  });

  it("isn't YAML", () => {
    expect(codesOf(write("Pulumi.yaml", "name: {"))).toEqual(["yaml-invalid"]);
  });
});
