import { chmodSync, existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { git } from "../../cli/git.js";
import { tempFolder } from "../support/stack.js";

test("a monitor of files isn't run by what only reads", () => {
  const root = tempFolder({ "a.txt": "a" });
  const [monitor, ran] = [join(tempFolder(), "monitor"), join(root, "ran")];
  writeFileSync(monitor, `#!/bin/sh\ntouch '${ran}'\n`);
  chmodSync(monitor, 0o755);
  git(root, "init", "-q");
  git(root, "config", "core.fsmonitor", monitor);
  git(root, "add", "a.txt");

  expect(git(root, "status", "--porcelain")).toBe("A  a.txt");
  expect(existsSync(ran)).toBe(false);
});

test("a command that fails has no answer", () => {
  expect(git(tempFolder(), "rev-parse", "--show-toplevel")).toBeUndefined();
});
