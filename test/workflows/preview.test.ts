import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { edit, exampleCopy } from "../support/command.js";
import { mapOf } from "../support/project.js";
import { npmOfProject, type Runner, runnerIn, runStep, type StepResult } from "../support/workflows.js";

const values = "examples/values-dev.yaml";
const newProfile = "    profiles:\n      - name: team-9\n        members: []\n";

let repository = "";
let cwd = "";
let runner: Runner;

/** A clone as actions/checkout leaves it for a pull request: the merge is checked out, and its parents are there. */
function pullRequest(change: () => void): void {
  git("checkout", "-q", "-b", "change");
  change();
  git("add", "--all");
  git("commit", "-q", "--allow-empty", "-m", "A change");
  git("checkout", "-q", "--detach", "main");
  git("merge", "-q", "--no-ff", "-m", "The merge", "change");
  git("branch", "-q", "-D", "change", "main");
}

function git(...args: readonly string[]): void {
  const config = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com", "-c", "init.defaultBranch=main"];
  execFileSync("git", [...config, ...args], { cwd: repository, stdio: ["ignore", "ignore", "pipe"] });
}

/** A repository with the stack dev in one of its folders. */
function repositoryWith(folder: string): void {
  repository = exampleCopy();
  rmSync(join(repository, "Pulumi.prod.yaml"));
  cwd = join(repository, folder);
  if (folder !== ".") {
    mkdirSync(cwd);
    for (const name of ["Pulumi.yaml", "Pulumi.dev.yaml", "examples"]) {
      cpSync(join(repository, name), join(cwd, name), { recursive: true });
      rmSync(join(repository, name), { recursive: true });
    }
  }
  git("init", "-q");
  git("add", "--all");
  git("commit", "-q", "-m", "The start");
  runner = runnerIn(cwd, { npm: npmOfProject });
}

beforeEach(() => repositoryWith("."));

function compared(...labels: readonly string[]): StepResult {
  return comparedWith(ofPullRequest, labels);
}

function comparedWith(base: Readonly<Record<string, string>>, labels: readonly string[] = []): StepResult {
  writeFileSync(join(runner.temp, "labels"), labels.map((label) => `${label}\n`).join(""));
  return runStep(runner, { file: "preview.yml", job: "plan", name: "Compare every stack" }, base);
}

const ofPullRequest = { BASE: "main", BASE_SHA: "" };

const gate = () => runStep(runner, { file: "preview.yml", job: "plan", name: "Refuse what nobody accepted" });

function comparisons(): readonly Record<string, unknown>[] {
  const parsed: unknown = JSON.parse(readFileSync(join(runner.temp, "access", "comparisons.json"), "utf8"));
  if (!Array.isArray(parsed)) throw new Error("no list of comparisons");
  return parsed.map(mapOf);
}

const widened = () => edit(cwd, values, "    profiles:\n", newProfile);

test("nothing changes: the summary says so, and has the plan; the gate is open", () => {
  pullRequest(() => undefined);
  const { exitCode, summary } = compared();

  expect(exitCode).toBe(0);
  expect(summary).toContain("## dev\n\nNothing changes.\n");
  expect(summary).toContain("Plan for stack dev of deploykf-object-store");
  expect(comparisons()).toMatchObject([{ stack: "dev", verdict: "same", gate: "open" }]);
  expect(gate()).toMatchObject({ exitCode: 0, printed: "" });
});

describe("access that widens", () => {
  beforeEach(() => pullRequest(widened));

  test("fails the gate, which names the label; the comparison and the plan are kept nevertheless", () => {
    const { exitCode, summary } = compared("bug", "access-0000000000", "xaccess-");
    const [{ verdict, digest, gate: state, base } = {}] = comparisons();

    expect([exitCode, verdict, state]).toEqual([0, "widens", "refused"]);
    expect(base).toMatch(/^origin\/main \([0-9a-f]{7}\)$/);
    expect(summary).toMatch(/Access widens in[\s\S]+team-9[\s\S]+Not accepted/);
    expect(readdirSync(join(runner.temp, "access", "plans"))).toEqual(["dev.txt"]);
    expect(gate()).toMatchObject({
      exitCode: 1,
      printed: `::error::dev: access widens; the label access-${digest} accepts exactly this\n`,
    });
  });

  test("passes with exactly its label, and no longer when it widens further", () => {
    compared();
    const [{ digest } = {}] = comparisons();
    const { summary } = compared("access-0000000000", `access-${digest}`);

    expect(comparisons()).toMatchObject([{ verdict: "widens", gate: "accepted" }]);
    expect(summary).toContain("This widening is accepted");
    expect(gate().exitCode).toBe(0);
    edit(cwd, values, "name: team-9", "name: team-8");
    compared(`access-${digest}`);
    expect(gate().exitCode).toBe(1);
  });
});

test("a stack that can't be planned fails the gate, and the others are compared", () => {
  pullRequest(() => {
    writeFileSync(join(cwd, "Pulumi.bad.yaml"), "config: {}\n");
    widened();
  });
  const { exitCode, summary } = compared();

  expect(exitCode).toBe(0);
  expect(summary).toMatch(/## bad\n\n<details><summary>There is no plan<[\s\S]+error\[[\s\S]+## dev\n[\s\S]+team-9/);
  expect(comparisons()).toMatchObject([
    { stack: "bad", unjudged: true },
    { stack: "dev", verdict: "widens" },
  ]);
  expect(gate()).toMatchObject({
    exitCode: 1,
    printed: expect.stringMatching(
      /^::error::bad: there is no plan; the summary says why\n::error::dev: access widens; /,
    ),
  });
});

test("a stack that goes away is compared, and has no plan", () => {
  pullRequest(() => rmSync(join(cwd, "Pulumi.dev.yaml")));
  const { exitCode, summary } = compared();

  expect(exitCode).toBe(0);
  expect(comparisons()).toMatchObject([{ stack: "dev", verdict: "narrows" }]);
  expect(summary).not.toContain("The plan");
  expect(gate().exitCode).toBe(0);
});

test("whether the values file is current stands in the summary, and fails nothing", () => {
  pullRequest(() => undefined);

  expect(compared().summary).toMatch(/The values file is not current<[\s\S]+npm -s run values -- write --stack dev/);
  execFileSync(join(runner.bin, "npm"), ["-s", "run", "values", "--", "write"], { cwd, stdio: "ignore" });
  expect(compared().summary).toContain("The values file is current.\n");
  expect(gate().exitCode).toBe(0);
});

test("the project in a folder of the repository", () => {
  repositoryWith("object-store");
  pullRequest(widened);

  expect(compared().exitCode).toBe(0);
  expect(comparisons()).toMatchObject([{ stack: "dev", verdict: "widens" }]);
});

test("names of files and labels are never run, nor taken for options", () => {
  pullRequest(() => {
    for (const name of ["$(touch pwned)", "`touch pwned`", "a;touch pwned", "a b"]) {
      writeFileSync(join(cwd, `Pulumi.${name}.yaml`), "config: {}\n");
    }
  });
  const { exitCode } = compared("access-$(touch pwned)", "access-`touch pwned`", "--output", "access-1 --output=pwned");

  expect(exitCode).toBe(0);
  expect(comparisons()).toMatchObject([{ stack: "dev", verdict: "same" }]);
  expect(existsSync(join(cwd, "pwned"))).toBe(false);
});

test("without any stack there is nothing to compare, a list to read, and no way through the gate", () => {
  pullRequest(() => rmSync(join(cwd, "Pulumi.dev.yaml")));
  git("commit", "-q", "--allow-empty", "-m", "Later");

  expect(compared().exitCode).toBe(0);
  expect(comparisons()).toEqual([]);
  expect(gate()).toMatchObject({
    exitCode: 1,
    printed: "::error::there is no Pulumi.<stack>.yaml beside Pulumi.yaml\n",
  });
});

test("any name that a stack may have is one like the others", () => {
  const names = ["-x", ".x", "0", "x.y-z_0", "x".repeat(100)];
  pullRequest(() => {
    for (const name of names) cpSync(join(cwd, "Pulumi.dev.yaml"), join(cwd, `Pulumi.${name}.yaml`));
    writeFileSync(join(cwd, "Pulumi..yaml"), "");
  });
  const npm = `#!/bin/bash
for one in "$@"; do case $one in --stack=*) stack=\${one#--stack=} ;; esac; done
while (($#)); do if [[ $1 == --output ]]; then printf '{"stack": "%s"}' "$stack" > "$2"; fi; shift; done
`;
  runner = runnerIn(cwd, { npm });
  const { exitCode, summary } = compared();

  expect(exitCode).toBe(0);
  expect(
    comparisons()
      .map(({ stack }) => stack)
      .sort(),
  ).toEqual([...names, "dev"].sort());
  for (const name of names) expect(summary).toContain(`## ${name}\n`);
  expect(readdirSync(join(runner.temp, "access", "plans")).sort()).toEqual(
    [...names, "dev"].map((name) => `${name}.txt`).sort(),
  );
});

test("each label accepts its own thing, and what is missing is named", () => {
  pullRequest(() => undefined);
  // Stands for a version that also knows what is destroyed; it keeps how it was called.
  const npm = `#!/bin/bash
printf '%s\\n' "$*" >> "$RUNNER_TEMP/calls"
while (($#)); do if [[ $1 == --output ]]; then
  echo '{"digest": "12ab", "verdict": "widens", "consequences": [{"kind": "destroys"}]}' > "$2"
  exit 1
fi; shift; done
`;
  runner = runnerIn(cwd, { npm });
  const refusedWith = (...labels: readonly string[]) => {
    expect(compared(...labels).exitCode).toBe(0);
    return gate().printed;
  };
  const [access, destroys] = [
    "::error::dev: access widens; the label access-12ab accepts exactly this\n",
    "::error::dev: data is destroyed; the label destroys-12ab accepts exactly this\n",
  ];

  expect(refusedWith()).toBe(access + destroys);
  expect(refusedWith("access-12ab")).toBe(destroys);
  expect(refusedWith("destroys-12ab", "access-12ab eve")).toBe(access);
  expect(refusedWith("destroys-12ab", "access-12ab")).toBe("::error::dev: not accepted; the summary says why\n");
  expect(readFileSync(join(runner.temp, "calls"), "utf8")).toContain(
    "--fail-on-widening --accept-destruction 12ab --accept-widening 12ab --format json",
  );
});

test("in a merge queue the base is what is merged before, also where several commits are added", () => {
  git("checkout", "-q", "-b", "queue");
  widened();
  git("commit", "-q", "-a", "-m", "A change");
  git("commit", "-q", "--allow-empty", "-m", "Another");
  const base = execFileSync("git", ["rev-parse", "main"], { cwd, encoding: "utf8" }).trim();

  expect(comparedWith({ BASE: "refs/heads/main", BASE_SHA: base }).exitCode).toBe(0);
  expect(comparisons()).toMatchObject([{ stack: "dev", verdict: "widens" }]);
});
