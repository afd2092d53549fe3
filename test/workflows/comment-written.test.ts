import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { projectRoot } from "../support/stack.js";
import { answer as answerOf, ghOfFiles, type Runner, runnerIn, runStep } from "../support/workflows.js";

const sha = "0123456789abcdef0123456789abcdef01234567";
const marker = "<!-- deploykf-object-store: access diff -->";
const common = { GH_TOKEN: "token", REPOSITORY: "acme/platform" };

let runner: Runner;
beforeEach(() => {
  runner = runnerIn(projectRoot, { gh: ghOfFiles });
});

const temp = (name: string) => join(runner.temp, name);
const read = (name: string) => readFileSync(temp(name), "utf8");
const calls = () => (existsSync(temp("calls")) ? read("calls").trimEnd().split("\n") : []);
const answer = (endpoint: string, value: unknown) => answerOf(runner, endpoint, value);
const run = (name: string, env: Readonly<Record<string, string>> = {}) =>
  runStep(runner, { file: "comment.yml", job: "comment", name }, env);

describe("the comment", () => {
  const comments = "repos/acme/platform/issues/7/comments";
  const comment = (id: number, login: string, body: string) => ({ id, user: { login }, body });
  const of = { HEAD_SHA: sha, RUN: "https://github.com/acme/platform/actions/runs/1" };
  const write = (body: string | undefined, ...existing: readonly unknown[]) => {
    if (body !== undefined) writeFileSync(temp("comment.md"), body);
    answer(comments, existing);
    for (const id of [1, 2, 3]) answer(`repos/acme/platform/issues/comments/${id}`, {});
    const { exitCode } = run("Write, change or remove the comment", {
      ...{ ...common, ...of, NUMBER: "7", RENDERED: body === undefined ? "" : "true" },
    });
    expect(exitCode).toBe(0);
    return calls()
      .slice(1)
      .map((call) => call.replace(` ${temp("body.json")}`, ""));
  };
  const named = `\n<sub>of the commit ${sha}, by [this run](${of.RUN})</sub>\n`;
  const body = `${marker}\n"quotes" and $(touch pwned)\n`;
  const others = [comment(1, "eve", `${marker} mine`), comment(2, "github-actions[bot]", `Hello, ${marker}`)];
  const own = comment(3, "github-actions[bot]", `${marker}\nbefore`);

  test("is written where there is none of its own", () => {
    expect(write(body, ...others)).toEqual([`--method POST ${comments} --input --jq .html_url`]);
    expect(JSON.parse(read("sent"))).toEqual({ body: `${body}${named}` });
  });

  test("is changed in place", () => {
    expect(write(body, ...others, own)).toEqual([
      "--method PATCH repos/acme/platform/issues/comments/3 --input --jq .html_url",
    ]);
    expect(JSON.parse(read("sent"))).toEqual({ body: `${body}${named}` });
  });

  test.each([
    [
      "in place of an older commit's",
      [own],
      "--method PATCH repos/acme/platform/issues/comments/3 --input --jq .html_url",
    ],
    ["where there is none", others, `--method POST ${comments} --input --jq .html_url`],
  ])("says that it isn't known what changes, where nothing was left or could be rendered: %s", (_, existing, call) => {
    expect(write(undefined, ...existing)).toEqual([call]);
    const unknown = "### Not known what this changes\n\nThe preview left no comparison, or one that cannot be shown.\n";
    expect(JSON.parse(read("sent"))).toEqual({ body: `${marker}\n\n${unknown}${named}` });
  });

  test("goes away when nothing changes any more, and isn't written when nothing does", () => {
    expect(write("", ...others, own)).toEqual(["--method DELETE repos/acme/platform/issues/comments/3"]);
    runner = runnerIn(projectRoot, { gh: ghOfFiles });
    expect(write("", ...others)).toEqual([]);
  });
});
