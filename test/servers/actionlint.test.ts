import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { projectRoot } from "../support/stack.js";
import { workflowFiles, workflowsFolder } from "../support/workflows.js";
import { workflowProblems } from "./actionlint.js";

const folder = mkdtempSync(join(tmpdir(), "deploykf-object-store-workflows-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the workflows have no problem", async () => {
  const files = workflowFiles().map((name) => join(workflowsFolder, name));

  expect(await workflowProblems(files, projectRoot)).toEqual([]);
});

test("a broken one has, or that test would show nothing", async () => {
  const broken = `on: push
permissions: {}
jobs:
  one:
    runs-on: ubuntu-24.04
    permissions: { contens: read }
    steps:
      - uses: actions/checkout@v6
        with: { persist-credential: false }
      - run: echo "\${{ github.event.pull_request.title }}"
`;
  writeFileSync(join(folder, "broken.yml"), broken);

  expect(await workflowProblems(["broken.yml"], folder)).toEqual([
    expect.stringMatching(/^broken\.yml:6: unknown permission scope "contens"/),
    expect.stringMatching(/^broken\.yml:9: input "persist-credential" is not defined in action/),
    expect.stringMatching(/^broken\.yml:10: "github\.event\.pull_request\.title" is potentially untrusted/),
  ]);
});
