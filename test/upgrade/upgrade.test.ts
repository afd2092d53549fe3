import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { projectRoot } from "../support/stack.js";
import { differences, refuseDifferences } from "./differences.js";
import { runs } from "./stacks.js";
import { readTree, textOf, treeOf } from "./tree.js";

const folder = join(projectRoot, "test", "upgrade", "trees");
const fileOf = (stack: string) => `${stack.replaceAll(/[ ,]+/g, "-")}.txt`;
const isUpdating = () => expect.getState().snapshotState.snapshotUpdateState === "all";

describe("a stack that exists keeps what it has", () => {
  test.each(Object.entries(runs))("%s", async (stack, run) => {
    const tree = treeOf(await run());
    const path = join(folder, fileOf(stack));

    if (existsSync(path) && !isUpdating()) {
      refuseDifferences(stack, differences(readTree(readFileSync(path, "utf8")), tree));
    }
    await expect(textOf(tree)).toMatchFileSnapshot(path);
  });

  test("each tree is one of these stacks'", () => {
    expect(readdirSync(folder).sort()).toEqual(Object.keys(runs).map(fileOf).sort());
  });
});
