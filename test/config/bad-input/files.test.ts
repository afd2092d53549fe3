import { execFileSync } from "node:child_process";
import { mkdirSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ProblemsError } from "../../../base/problems/problem.js";
import { planOffline } from "../../../cli/offline/offline-plan.js";
import { inProject, stackFile, valuesFile } from "../../support/project.js";

/** The report of the project once its folder was changed; empty where it can be planned. */
function reportAfter(change: (root: string) => void, file?: string): string {
  return inProject([], (root) => {
    change(root);
    try {
      planOffline(root, "dev", file);
      return "";
    } catch (error) {
      if (error instanceof ProblemsError) return error.message.replaceAll(/\s+/g, " ");
      throw error;
    }
  });
}

const kinds: readonly (readonly [string, (path: string) => void, string])[] = [
  ["a folder", (path) => mkdirSync(path), "is a folder, not a plain file"],
  ["a FIFO", (path) => execFileSync("mkfifo", [path]), "is a FIFO, not a plain file"],
  ["a symlink to an endless device", (path) => symlinkSync("/dev/zero", path), "is a device, not a plain file"],
  ["a symlink to nothing", (path) => symlinkSync("none", path), "is a symlink to nothing"],
  ["in a circle", (path) => symlinkSync(path, path), "can't be read: its symlinks form a circle"],
  [
    "huge",
    (path) => {
      writeFileSync(path, "");
      truncateSync(path, 2 ** 40);
    },
    "is larger than 20 MB",
  ],
  ["no text", (path) => writeFileSync(path, Buffer.from([0x61, 0xff])), "isn't text in UTF-8"],
];

describe.each(kinds)("%s", (_, make, why) => {
  const replaced = (name: string) => (root: string) => {
    rmSync(join(root, name));
    make(join(root, name));
  };

  test.each([stackFile, "Pulumi.yaml"])("as %s is said to be that", (name) => {
    const report = reportAfter(replaced(name));
    expect(report).toContain(`error[config-unreadable]: ${name} ${why} `);
    expect(report).not.toContain("doesn't exist");
  });

  test("as a values file", () => {
    expect(reportAfter(replaced(valuesFile))).toContain(
      `error[values-file-missing]: deploykf.valuesFiles[0] is ${valuesFile}, which ${why} `,
    );
  });

  test("as the file of another stack beside this one is no matter of this one's", () => {
    expect(reportAfter((root) => make(join(root, "Pulumi.other.yaml")))).toBe("");
  });
});

describe("config that Pulumi would read instead", () => {
  const append = (root: string, text: string) => writeFileSync(join(root, "Pulumi.yaml"), text, { flag: "a" });

  test("Pulumi.json, which it finds first", () => {
    expect(reportAfter((root) => writeFileSync(join(root, "Pulumi.json"), "{}"))).toContain(
      "error[second-config]: Pulumi.json stands beside the config that is planned here = rule: Pulumi looks for Pulumi.json first",
    );
    expect(reportAfter((root) => mkdirSync(join(root, "Pulumi.json")))).toBe("");
    expect(reportAfter((root) => writeFileSync(join(root, "Pulumi.yml"), "{}"))).toBe("");
  });

  test("stackConfigDir, unless the same file is named to both", () => {
    const moved = (root: string) => {
      append(root, "stackConfigDir: stacks\n");
      mkdirSync(join(root, "stacks"));
      renameSync(join(root, stackFile), join(root, "stacks", stackFile));
    };
    expect(reportAfter(moved)).toContain("error[second-config]: stackConfigDir in Pulumi.yaml is stacks");
    expect(reportAfter(moved, join("stacks", stackFile))).toBe("");
    expect(reportAfter((root) => append(root, 'stackConfigDir: ""\n'))).toBe("");
  });
});

test("what Pulumi.yaml says beside its config is handed on", () => {
  const { sources } = inProject([], (root) => {
    writeFileSync(join(root, "Pulumi.yaml"), "main: other.ts\nbackend: { url: s3://state }\n", { flag: "a" });
    return planOffline(root, "dev");
  });
  expect(sources.program).toMatchObject({ main: "other.ts", backend: { url: "s3://state" } });
  expect(sources.program).not.toHaveProperty("config");
});
