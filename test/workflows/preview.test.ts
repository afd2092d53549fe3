import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { edit, valuesCommand } from "../support/command.js";
import { npmOfThisProcess } from "../support/npm.js";
import { Clone } from "../support/pull-request.js";

const values = "examples/values-dev.yaml";
const newProfile = "    profiles:\n      - name: team-9\n        members: []\n";

const npm = await npmOfThisProcess();

let clone: Clone;
beforeEach(() => {
  clone = new Clone(npm);
});

const widened = () => edit(clone.cwd, values, "    profiles:\n", newProfile);

test("nothing changes: the summary says so, and has the plan; the gate is open, with commands as processes", async () => {
  clone = new Clone();
  clone.pullRequest(() => undefined);
  const { exitCode, summary } = await clone.compared();

  expect(exitCode).toBe(0);
  expect(summary).toContain("## dev\n\nNothing changes.\n");
  expect(summary).toContain("Plan for stack dev of deploykf-object-store");
  expect(clone.comparisons()).toMatchObject([{ stack: "dev", verdict: "same", gate: "open" }]);
  expect(clone.gate()).toMatchObject({ exitCode: 0, printed: "" });
});

describe("access that widens", () => {
  beforeEach(() => clone.pullRequest(widened));

  test("fails the gate, which names the label; the comparison and the plan are kept nevertheless", async () => {
    const { exitCode, summary } = await clone.compared("bug", "access-0000000000", "xaccess-");
    const [{ verdict, digest, gate: state, base } = {}] = clone.comparisons();

    expect([exitCode, verdict, state]).toEqual([0, "widens", "refused"]);
    expect(base).toMatch(/^origin\/main \([0-9a-f]{7}\)$/);
    expect(summary).toMatch(/Access widens in[\s\S]+team-9[\s\S]+Not accepted/);
    expect(readdirSync(join(clone.runner.temp, "access", "plans"))).toEqual(["dev.txt"]);
    expect(clone.gate()).toMatchObject({
      exitCode: 1,
      printed: `::error::dev: access widens; the label access-${digest} accepts exactly this\n`,
    });
  });

  test("passes with exactly its label, and no longer when it widens further", async () => {
    await clone.compared();
    const [{ digest } = {}] = clone.comparisons();
    const { summary } = await clone.compared("access-0000000000", `access-${digest}`);

    expect(clone.comparisons()).toMatchObject([{ verdict: "widens", gate: "accepted" }]);
    expect(summary).toContain("This widening is accepted");
    expect(clone.gate().exitCode).toBe(0);
    edit(clone.cwd, values, "name: team-9", "name: team-8");
    await clone.compared(`access-${digest}`);
    expect(clone.gate().exitCode).toBe(1);
  });
});

test("a stack that can't be planned fails the gate, and the others are compared", async () => {
  clone.pullRequest(() => {
    writeFileSync(join(clone.cwd, "Pulumi.bad.yaml"), "config: {}\n");
    widened();
  });
  const { exitCode, summary } = await clone.compared();

  expect(exitCode).toBe(0);
  expect(summary).toMatch(/## bad\n\n<details><summary>There is no plan<[\s\S]+error\[[\s\S]+## dev\n[\s\S]+team-9/);
  expect(clone.comparisons()).toMatchObject([
    { stack: "bad", unjudged: true },
    { stack: "dev", verdict: "widens" },
  ]);
  expect(clone.gate()).toMatchObject({
    exitCode: 1,
    printed: expect.stringMatching(
      /^::error::bad: there is no plan; the summary says why\n::error::dev: access widens; /,
    ),
  });
});

test("a stack that goes away is compared, and has no plan", async () => {
  clone.pullRequest(() => rmSync(join(clone.cwd, "Pulumi.dev.yaml")));
  const { exitCode, summary } = await clone.compared();

  expect(exitCode).toBe(0);
  expect(clone.comparisons()).toMatchObject([{ stack: "dev", verdict: "narrows" }]);
  expect(summary).not.toContain("The plan");
  expect(clone.gate().exitCode).toBe(0);
});

test("whether the values file is current stands in the summary, and fails nothing", async () => {
  clone.pullRequest(() => undefined);

  expect((await clone.compared()).summary).toMatch(
    /The values file is not current<[\s\S]+npm -s run values -- write --stack dev/,
  );
  await valuesCommand(["write"], { cwd: clone.cwd });
  expect((await clone.compared()).summary).toContain("The values file is current.\n");
  expect(clone.gate().exitCode).toBe(0);
});

test("the project in a folder of the repository", async () => {
  clone = new Clone(npm, "object-store");
  clone.pullRequest(widened);

  expect((await clone.compared()).exitCode).toBe(0);
  expect(clone.comparisons()).toMatchObject([{ stack: "dev", verdict: "widens" }]);
});

test("names of files and labels are never run, nor taken for options", async () => {
  clone.pullRequest(() => {
    for (const name of ["$(touch pwned)", "`touch pwned`", "a;touch pwned", "a b"]) {
      writeFileSync(join(clone.cwd, `Pulumi.${name}.yaml`), "config: {}\n");
    }
  });
  const { exitCode } = await clone.compared(
    "access-$(touch pwned)",
    "access-`touch pwned`",
    "--output",
    "access-1 --output=pwned",
  );

  expect(exitCode).toBe(0);
  expect(clone.comparisons()).toMatchObject([{ stack: "dev", verdict: "same" }]);
  expect(existsSync(join(clone.cwd, "pwned"))).toBe(false);
});

test("without any stack there is nothing to compare, a list to read, and no way through the gate", async () => {
  clone.pullRequest(() => rmSync(join(clone.cwd, "Pulumi.dev.yaml")));
  clone.git("commit", "-q", "--allow-empty", "-m", "Later");

  expect((await clone.compared()).exitCode).toBe(0);
  expect(clone.comparisons()).toEqual([]);
  expect(clone.gate()).toMatchObject({
    exitCode: 1,
    printed: "::error::there is no Pulumi.<stack>.yaml beside Pulumi.yaml\n",
  });
});

test("in a merge queue the base is what is merged before, also where several commits are added", async () => {
  clone.git("checkout", "-q", "-b", "queue");
  widened();
  clone.git("commit", "-q", "-a", "-m", "A change");
  clone.git("commit", "-q", "--allow-empty", "-m", "Another");
  const base = execFileSync("git", ["rev-parse", "main"], { cwd: clone.cwd, encoding: "utf8" }).trim();

  expect((await clone.comparedWith({ BASE: "refs/heads/main", BASE_SHA: base })).exitCode).toBe(0);
  expect(clone.comparisons()).toMatchObject([{ stack: "dev", verdict: "widens" }]);
});
