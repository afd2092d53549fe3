import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { command, edit, exampleCopy } from "../support/command.js";
import { npmOfThisProcess } from "../support/npm.js";
import { tempFolder } from "../support/stack.js";
import {
  allSteps,
  answer as answerOf,
  ghOfFiles,
  npmOfProject,
  type Runner,
  readLabels,
  runnerIn,
  runStep,
  runStepBeside,
  withScripts,
} from "../support/workflows.js";

const sha = "0123456789abcdef0123456789abcdef01234567";
const marker = "<!-- deploykf-object-store: access diff -->";
const common = { GH_TOKEN: "token", REPOSITORY: "acme/platform" };

let runner: Runner;
beforeEach(() => {
  runner = runnerIn(withScripts(exampleCopy()), { gh: ghOfFiles, npm: npmOfProject });
});

const temp = (name: string) => join(runner.temp, name);
const read = (name: string) => readFileSync(temp(name), "utf8");
const calls = () => (existsSync(temp("calls")) ? read("calls").trimEnd().split("\n") : []);

const answer = (endpoint: string, value: unknown) => answerOf(runner, endpoint, value);

const run = (name: string, env: Readonly<Record<string, string>> = {}) =>
  runStep(runner, { file: "comment.yml", job: "comment", name }, env);

/** The comparison of dev with itself, and with one profile more. */
let same: unknown;
let wider: unknown;
beforeAll(async () => {
  const [base, cwd] = [exampleCopy(), exampleCopy()];
  const comparison = async () => {
    const { stdout } = await command(["--compare", base, "--fail-on-widening", "--format", "json"], { cwd });
    return JSON.parse(stdout) as unknown;
  };
  same = await comparison();
  edit(
    cwd,
    "examples/values-dev.yaml",
    "    profiles:\n",
    "    profiles:\n      - name: team-9\n        members: []\n",
  );
  wider = await comparison();
}, 120_000);

describe("the pull request", () => {
  const head = { HEAD_OWNER: "eve", HEAD_REPOSITORY: "eve/platform", HEAD_BRANCH: "$(touch pwned)", HEAD_SHA: sha };
  const pull = (number: number, of: string, repository: string | null) => ({
    number,
    head: { sha: of, repo: repository && { full_name: repository } },
  });
  const found = (...pulls: readonly unknown[]) => {
    answer("repos/acme/platform/pulls", pulls);
    return run("Find the pull request", { ...common, ...head });
  };

  test("is the open one of this branch whose head is the commit that ran", () => {
    const other = "f".repeat(40);
    const { exitCode, outputs } = found(
      pull(6, other, "eve/platform"),
      pull(7, sha, "eve/platform"),
      pull(8, sha, "acme/platform"),
      pull(9, sha, null),
    );

    expect({ exitCode, outputs }).toEqual({ exitCode: 0, outputs: { number: "7" } });
    expect(calls()).toEqual([
      "--method GET repos/acme/platform/pulls -f state=open -f head=eve:$(touch pwned) -f per_page=100",
    ]);
    expect(existsSync(join(runner.cwd, "pwned"))).toBe(false);
  });

  test.each([
    ["has another head by now", [pull(7, "f".repeat(40), "eve/platform")]],
    ["is closed", []],
    ["isn't the only one", [pull(7, sha, "eve/platform"), pull(8, sha, "eve/platform")]],
  ])("%s: nothing is commented, and nothing fails", (_, pulls) => {
    const { exitCode, outputs, printed } = found(...pulls);

    expect({ exitCode, outputs }).toEqual({ exitCode: 0, outputs: {} });
    expect(printed).toMatch(/^::notice::/);
  });
});

describe("the artifact", () => {
  const env = { ...common, HEAD_REPOSITORY_ID: "12", HEAD_SHA: sha };
  const artifact = (id: number, change: object = {}, of: object = {}) => ({
    ...{ id, name: "comparisons", expired: false, size_in_bytes: 1_000, ...change },
    workflow_run: { head_sha: sha, head_repository_id: 12, ...of },
  });

  function zip(name: string, text: string): Buffer {
    const folder = tempFolder({ [name]: text });
    execFileSync("zip", ["-q", join(folder, "one.zip"), name], { cwd: folder });
    return readFileSync(join(folder, "one.zip"));
  }

  test("is the newest of this commit of this repository, and one file of it", () => {
    answer("repos/acme/platform/actions/artifacts", {
      artifacts: [
        artifact(9, {}, { head_sha: "f".repeat(40) }),
        artifact(8, {}, { head_repository_id: 13 }),
        artifact(7, { expired: true }),
        artifact(6, { size_in_bytes: 20_000_001 }),
        artifact(4),
        artifact(5),
      ],
    });
    answer("repos/acme/platform/actions/artifacts/5/zip", zip("comparisons.json", "[]"));
    const { exitCode, outputs } = run("Fetch the comparisons", env);

    expect({ exitCode, outputs }).toEqual({ exitCode: 0, outputs: { found: "true" } });
    expect(read("comparisons.json")).toBe("[]");
  });

  test("may be missing", () => {
    answer("repos/acme/platform/actions/artifacts", { artifacts: [] });
    const { exitCode, outputs } = run("Fetch the comparisons", env);

    expect({ exitCode, outputs }).toEqual({ exitCode: 0, outputs: {} });
  });

  test.each([
    ["another file", "plans.json", "[]"],
    ["a file that unpacks to more than the limit", "comparisons.json", " ".repeat(21_000_000)],
  ])("with %s fails", (_, name, text) => {
    answer("repos/acme/platform/actions/artifacts", { artifacts: [artifact(5)] });
    answer("repos/acme/platform/actions/artifacts/5/zip", zip(name, text));
    const { exitCode, outputs } = run("Fetch the comparisons", env);

    expect(exitCode).not.toBe(0);
    expect(outputs).toEqual({});
  });
});

describe("what is rendered", () => {
  const npm = npmOfThisProcess();
  beforeEach(async () => {
    runner = runnerIn(runner.cwd, { gh: ghOfFiles, npm: await npm });
  });
  const render = (value: unknown, ...labels: readonly string[]) => {
    writeFileSync(temp("comparisons.json"), typeof value === "string" ? value : JSON.stringify(value));
    expect(readLabels(runner, "comment.yml", labels).exitCode).toBe(0);
    return runStepBeside(runner, { file: "comment.yml", job: "comment", name: "Render" });
  };
  const done = { exitCode: 0, outputs: { done: "true" } };

  test("begins with the marker by which the comment is found again, with commands as processes", async () => {
    runner = runnerIn(runner.cwd, { gh: ghOfFiles, npm: npmOfProject });
    expect(await render([same, wider])).toMatchObject({ ...done, printed: "" });
    expect(read("comment.md")).toMatch(/^<!-- .+ -->\n[\s\S]+Access widens in[\s\S]+team-9[\s\S]+Not accepted/);
    expect(read("comment.md").split("\n")[0]).toBe(marker);
    expect(allSteps("comment.yml").flatMap(({ env }) => env?.MARKER ?? [])).toEqual([marker]);
  });

  test.each([
    ["nothing changed", () => [same]],
    ["there is no stack", () => []],
  ])("is empty where %s", async (_, value) => {
    expect(await render(value())).toMatchObject(done);
    expect(read("comment.md")).toBe("");
  });

  test("is accepted by a label that counts, and never by the file's word", async () => {
    const [forged, label] = [{ ...Object(wider), gate: "accepted" }, `access-${Object(wider).digest}`];

    expect(await render([forged])).toMatchObject(done);
    expect(read("comment.md")).toContain("**Not accepted.**");
    expect(await render([forged], "access-0000", `${label} eve`)).toMatchObject(done);
    expect(read("comment.md")).toContain("**Not accepted.**");
    expect(await render([{ ...Object(wider), gate: "open" }], label)).toMatchObject(done);
    expect(read("comment.md")).toContain("This widening is accepted");
  });

  test("names the stacks that could not be judged: no comment would mean that nothing changes", async () => {
    expect(await render([same, { stack: ".x", unjudged: true }])).toMatchObject(done);
    expect(read("comment.md")).toContain("### Not known what changes in `.x`");
  });

  test.each([
    ["no JSON", () => "::warning::[]"],
    ["no list", () => wider],
    ["another list", () => [1]],
    ["a field of another type", () => [{ ...Object(wider), gains: "::error::all" }]],
    ["a field too much for its place", () => [{ ...Object(wider), stack: "dev\n@everyone" }]],
    ["a stack without a name", () => [{ unjudged: true }]],
    ["a stack with a name too much for its place", () => [{ stack: "dev\n@everyone", unjudged: true }]],
    ["more than anybody has stacks", () => Array.from({ length: 101 }, () => same)],
  ])("fails on %s, and prints nothing of it", async (_, value) => {
    const { exitCode, printed, outputs } = await render(value());

    expect({ exitCode, outputs }).toEqual({ exitCode: expect.any(Number), outputs: {} });
    expect(exitCode).not.toBe(0);
    expect(printed).toBe("::error::what the preview left is no list of comparisons, or too long for a comment\n");
  });
});
