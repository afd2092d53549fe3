import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { command, edit, exampleCopy } from "../support/command.js";
import { projectRoot, tempFolder } from "../support/stack.js";
import { allSteps, npmOfProject, type Runner, runnerIn, runStep } from "../support/workflows.js";

/** Answers with the file that its endpoint names, and keeps how it was called and what it was sent. */
const gh = `#!/bin/bash
shift
endpoint='' input=''
for ((i = 1; i <= $#; i++)); do
  case \${!i} in
    repos/*) endpoint=\${!i} ;;
    --input) j=$((i + 1)); input=\${!j} ;;
  esac
done
printf '%s\\n' "$*" >> "$RUNNER_TEMP/calls"
if [[ -n $input ]]; then cp "$input" "$RUNNER_TEMP/sent"; fi
name=\${endpoint%%\\?*}
cat "$RUNNER_TEMP/answers/\${name//\\//_}"
`;

const sha = "0123456789abcdef0123456789abcdef01234567";
const marker = "<!-- deploykf-object-store: access diff -->";
const common = { GH_TOKEN: "token", REPOSITORY: "acme/platform" };

let runner: Runner;
beforeEach(() => {
  runner = runnerIn(exampleCopy(), { gh, npm: npmOfProject });
});

const temp = (name: string) => join(runner.temp, name);
const read = (name: string) => readFileSync(temp(name), "utf8");
const calls = () => (existsSync(temp("calls")) ? read("calls").trimEnd().split("\n") : []);

function answer(endpoint: string, value: unknown): void {
  execFileSync("mkdir", ["-p", temp("answers")]);
  const text = Buffer.isBuffer(value) ? value : JSON.stringify(value);
  writeFileSync(join(temp("answers"), endpoint.replaceAll("/", "_")), text);
}

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
});

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
  const render = (value: unknown) => {
    writeFileSync(temp("comparisons.json"), typeof value === "string" ? value : JSON.stringify(value));
    return run("Render");
  };

  test("begins with the marker by which the comment is found again", () => {
    expect(render([same, wider])).toMatchObject({ exitCode: 0, printed: "" });
    expect(read("comment.md")).toMatch(/^<!-- .+ -->\n[\s\S]+Access widens in[\s\S]+team-9[\s\S]+Not accepted/);
    expect(read("comment.md").split("\n")[0]).toBe(marker);
    expect(allSteps("comment.yml").flatMap(({ env }) => env?.MARKER ?? [])).toEqual([marker]);
  });

  test.each([
    ["nothing changed", () => [same]],
    ["there is no stack", () => []],
  ])("is empty where %s", (_, value) => {
    expect(render(value()).exitCode).toBe(0);
    expect(read("comment.md")).toBe("");
  });

  test.each([
    ["no JSON", () => "::warning::[]"],
    ["no list", () => wider],
    ["another list", () => [1]],
    ["a field of another type", () => [{ ...Object(wider), gains: "::error::all" }]],
    ["a field too much for its place", () => [{ ...Object(wider), stack: "dev\n@everyone" }]],
    ["more than anybody has stacks", () => Array.from({ length: 101 }, () => same)],
  ])("fails on %s, and prints nothing of it", (_, value) => {
    const { exitCode, printed } = render(value());

    expect(exitCode).not.toBe(0);
    expect(printed).toBe("::error::what the preview left is no list of comparisons, or too long for a comment\n");
  });
});

describe("the comment", () => {
  const comments = "repos/acme/platform/issues/7/comments";
  const comment = (id: number, login: string, body: string) => ({ id, user: { login }, body });
  const write = (body: string, ...existing: readonly unknown[]) => {
    writeFileSync(temp("comment.md"), body);
    answer(comments, existing);
    for (const id of [1, 2, 3]) answer(`repos/acme/platform/issues/comments/${id}`, {});
    const { exitCode } = run("Write, change or remove the comment", { ...common, NUMBER: "7" });
    expect(exitCode).toBe(0);
    return calls()
      .slice(1)
      .map((call) => call.replace(` ${temp("body.json")}`, ""));
  };
  const body = `${marker}\n"quotes" and $(touch pwned)\n`;
  const others = [comment(1, "eve", `${marker} mine`), comment(2, "github-actions[bot]", `Hello, ${marker}`)];
  const own = comment(3, "github-actions[bot]", `${marker}\nbefore`);

  test("is written where there is none of its own", () => {
    expect(write(body, ...others)).toEqual([`--method POST ${comments} --input --jq .html_url`]);
    expect(JSON.parse(read("sent"))).toEqual({ body });
  });

  test("is changed in place", () => {
    expect(write(body, ...others, own)).toEqual([
      "--method PATCH repos/acme/platform/issues/comments/3 --input --jq .html_url",
    ]);
    expect(JSON.parse(read("sent"))).toEqual({ body });
  });

  test("goes away when nothing changes any more, and isn't written when nothing does", () => {
    expect(write("", ...others, own)).toEqual(["--method DELETE repos/acme/platform/issues/comments/3"]);
    runner = runnerIn(projectRoot, { gh });
    expect(write("", ...others)).toEqual([]);
  });
});
