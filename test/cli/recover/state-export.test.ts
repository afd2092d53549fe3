import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { exportedState } from "../../../cli/recover/state-export.js";
import { testIo } from "../../support/io.js";
import { tempFolder } from "../../support/stack.js";

const name = { project: "p", stack: "dev" };
const path = join(".pulumi", "stacks", "p", "dev.json");

/** Pulumi with a state in a folder, which it reads only with whole attributes. */
function pulumiWith(state: string, attributes: string, url?: string) {
  const folder = tempFolder({ [path]: state, [`${path}.attrs`]: attributes });
  const file = join(folder, `${path}.attrs`);
  const ask = async (args: readonly string[]) => {
    const login = url ?? `${pathToFileURL(folder)}?no_tmp_dir=true`;
    if (args[0] === "whoami") return { exitCode: 0, stdout: JSON.stringify({ url: login }), stderr: "" };
    return existsSync(file) && attributes !== "whole"
      ? { exitCode: 255, stdout: "", stderr: "error: failed to load checkpoint: EOF\n" }
      : { exitCode: 0, stdout: state, stderr: "" };
  };
  return { file, pulumi: ask };
}

describe("a state in a folder", () => {
  test("is printed by Pulumi", async () => {
    expect(await exportedState(testIo(), pulumiWith("{}", "whole").pulumi, name, false)).toBe("{}");
  });

  test("whose attributes a died up left empty is read without them, with --yes", async () => {
    const { file, pulumi } = pulumiWith("{}", "");

    await expect(exportedState(testIo(), pulumi, name, false)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/dev\.json\.attrs,\s+which is empty: remove it, or add\s+--yes/),
    });
    expect(existsSync(file)).toBe(true);
    expect(await exportedState(testIo(), pulumi, name, true)).toBe("{}");
    expect(existsSync(file)).toBe(false);
  });

  test.each([
    ["that is cut off itself", pulumiWith('{"version": 3, "che', "")],
    ["whose attributes are something else", pulumiWith("{}", "x")],
    ["that isn't in a folder", pulumiWith("{}", "", "https://api.pulumi.com")],
  ])("%s is left as it is", async (_, { file, pulumi }) => {
    await expect(exportedState(testIo(), pulumi, name, true)).rejects.toMatchObject({ exitCode: 2 });
    expect(existsSync(file)).toBe(true);
  });
});
