import { chmodSync, existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { git } from "../../cli/compare/git.js";
import { testIo } from "../support/io.js";
import { tempFolder } from "../support/stack.js";

const at = (cwd: string) => testIo({ cwd });

test("a monitor of files isn't run by what only reads", () => {
  const root = tempFolder({ "a.txt": "a" });
  const [monitor, ran] = [join(tempFolder(), "monitor"), join(root, "ran")];
  writeFileSync(monitor, `#!/bin/sh\ntouch '${ran}'\n`);
  chmodSync(monitor, 0o755);
  git(at(root), "init", "-q");
  git(at(root), "config", "core.fsmonitor", monitor);
  git(at(root), "add", "a.txt");

  expect(git(at(root), "status", "--porcelain")).toBe("A  a.txt");
  expect(existsSync(ran)).toBe(false);
});

test("a command that fails has no answer", () => {
  expect(git(at(tempFolder()), "rev-parse", "--show-toplevel")).toBeUndefined();
});
