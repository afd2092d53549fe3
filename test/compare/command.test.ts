import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { command, exampleCopy } from "../support/command.js";
import { tempFolder } from "../support/stack.js";

/** The examples in a folder of a git repository, committed. */
function repository(): { readonly top: string; readonly cwd: string } {
  const top = tempFolder();
  const cwd = join(top, "object-store");
  mkdirSync(cwd);
  cpSync(exampleCopy(), cwd, { recursive: true });
  git(top, "init", "--quiet", "--initial-branch=main");
  commit(top, "first");
  return { top, cwd };
}

function git(cwd: string, ...args: string[]): string {
  const identity = ["-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"];
  return execFileSync("git", [...identity, ...args], { cwd, encoding: "utf8" }).trim();
}

function commit(top: string, message: string): void {
  git(top, "add", "--all");
  git(top, "commit", "--quiet", `--message=${message}`);
}

const values = "examples/values-dev.yaml";

/** Renames a profile, by which one gains and one loses access. */
function rename(cwd: string, from = "team-2", to = "team-9"): void {
  const file = join(cwd, values);
  writeFileSync(file, readFileSync(file, "utf8").replace(`name: ${from}`, `name: ${to}`));
}

const run = (cwd: string, ...args: string[]) => command(args, { cwd });

describe("against a git ref", () => {
  test("the ref's config and values, and uncommitted changes are said", async () => {
    const { top, cwd } = repository();
    rename(cwd);
    const index = git(top, "status", "--porcelain");
    const { exitCode, stdout, stderr } = await run(cwd, "--compare", "main");

    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr: "Uncommitted changes are part of what is compared.\n",
    });
    expect(stdout).toContain("WIDENS  dev: 1 gains access, 1 loses access");
    expect(stdout).toContain(`  compared with main (${git(top, "rev-parse", "--short=7", "main")}), digest `);
    expect(stdout).toContain("+ profile team-9 can now\n+   as                 team-9/default-editor");
    expect(git(top, "status", "--porcelain")).toBe(index);
  });

  test("nothing changed: said in one line, and an empty comment", async () => {
    const { cwd } = repository();

    const { stdout, stderr } = await run(cwd, "--compare", "HEAD");
    expect({ first: stdout.split("\n")[0], stderr }).toEqual({ first: "SAME  dev: nothing changes", stderr: "" });
    expect(await run(cwd, "--compare", "HEAD", "--format", "markdown")).toMatchObject({ exitCode: 0, stdout: "" });
  });

  test("a stack that the ref doesn't have: all is added", async () => {
    const { top, cwd } = repository();
    git(top, "rm", "--quiet", "--cached", "object-store/Pulumi.dev.yaml");
    git(top, "commit", "--quiet", "--message=without");
    const { exitCode, stdout } = await run(cwd, "--compare", "HEAD");

    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /^WIDENS {2}dev: 4 gain access, 3 widenings\n {2}compared with HEAD \([0-9a-f]{7}\), digest [0-9a-f]{32}\n/,
    );
  });

  test("a ref that today's code can't plan: 2, and why", async () => {
    const { top, cwd } = repository();
    const file = join(cwd, "Pulumi.dev.yaml");
    const good = readFileSync(file, "utf8");
    writeFileSync(file, good.replace("deploykf-object-store:bucket:", "deploykf-object-store:bucked:"));
    commit(top, "broken");
    writeFileSync(file, good);
    const { exitCode, stdout, stderr } = await run(cwd, "--compare", "HEAD");

    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toContain("The base, HEAD, can't be planned by today's code:\nerror[");
  });
});

test("a folder that is called like the ref: neither is guessed", async () => {
  const { cwd } = repository();
  cpSync(exampleCopy(), join(cwd, "main"), { recursive: true });
  const { exitCode, stdout, stderr } = await run(cwd, "--compare", "main");

  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
  expect(stderr).toContain("--compare main is a git ref, and also a file or folder here: write ./main, or the commit ");
  expect((await run(cwd, "--compare", "./main")).stdout).toContain("SAME  dev");
});

describe("the gate", () => {
  test("fails on widening, and takes exactly the accepted digest", async () => {
    const { cwd } = repository();
    rename(cwd);
    const gated = ["--compare", "main", "--fail-on-widening"];
    const refused = await run(cwd, ...gated, "--format", "json");
    const { digest, gate, verdict } = JSON.parse(refused.stdout) as Record<string, string>;

    expect([refused.exitCode, gate, verdict]).toEqual([1, "refused", "widens"]);
    const accepted = await run(cwd, ...gated, "--accept-widening", "0".repeat(32), String(digest));
    expect(accepted.exitCode).toBe(0);
    expect(accepted.stdout).toContain(`Gate: this widening, ${digest}, is accepted.`);
    rename(cwd, "team-1", "team-8");
    expect((await run(cwd, ...gated, "--accept-widening", String(digest))).exitCode).toBe(1);
  });

  test("lets everything through that widens nothing", async () => {
    const { cwd } = repository();
    const file = join(cwd, values);
    writeFileSync(file, readFileSync(file, "utf8").replace(/\n\s*- name: team-2[\s\S]*?(?=\n\S|\n\s*- name|$)/, ""));

    expect(await run(cwd, "--compare", "main", "--fail-on-widening")).toMatchObject({ exitCode: 0 });
  });
});

test("an earlier plan's JSON is a base, and a comparison's JSON can be printed later", async () => {
  const cwd = exampleCopy();
  await run(cwd, "--format", "json", "--output", "plan.json");
  const eks = ["--config-file", "examples/Pulumi.eks.yaml"];
  await run(cwd, ...eks, "--format", "json", "--output", "eks.json");
  expect((await run(cwd, ...eks, "--compare", "eks.json")).stdout).toMatch(/^SAME {2}eks: nothing changes/);
  rename(cwd);
  await run(cwd, "--compare", "plan.json", "--format", "json", "--output", "comparison.json");
  const markdown = await run(cwd, "--compare", "plan.json", "--format", "markdown");
  const rendered = await run(cwd, "--render", "comparison.json", "--format", "markdown");

  expect(markdown.stdout).toContain("### Access widens in `dev`: 1 gains access, 1 loses access");
  expect(rendered.stdout).toBe(markdown.stdout);
});

describe("bad input", () => {
  const cwd = exampleCopy();
  const refused = async (...args: string[]) => {
    const { exitCode, stdout, stderr } = await run(cwd, ...args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    return stderr;
  };

  test("a base that is nothing", async () => {
    expect(await refused("--compare", "no-such-thing")).toBe(
      "--compare no-such-thing: neither a git ref (git fetch?), nor a folder with a project, nor the file of an earlier plan (--format json)\n",
    );
    expect(await refused("--compare", "--upload-pack=x")).toContain("--compare --upload-pack=x: neither a git ref");
  });

  test("files that are no plan of this stack and format", async () => {
    writeFileSync(join(cwd, "text.json"), "no JSON");
    writeFileSync(join(cwd, "old.json"), '{"formatVersion": 1}');
    writeFileSync(join(cwd, "other.json"), "{}");
    writeFileSync(join(cwd, "broken.json"), '{"formatVersion": 3, "stack": 7}');

    expect(await refused("--compare", "text.json")).toContain(
      "text.json isn't JSON: write it by npm -s start -- --format json",
    );
    expect(await refused("--compare", "old.json")).toBe(
      "old.json is a plan in format 1, and this version reads 3: make it again with this version, or compare with the git ref that it was made of\n",
    );
    expect(await refused("--compare", "other.json")).toContain("other.json is no plan: it has no formatVersion");
    expect(await refused("--compare", "broken.json")).toContain("broken.json isn't a plan: stack: ");
  });

  test("a plan of another stack, and a stack that is on neither side", async () => {
    await run(cwd, "--config-file", "examples/Pulumi.oidc.yaml", "--format", "json", "--output", "oidc.json");

    expect(await refused("--compare", "oidc.json")).toContain("oidc.json is a plan of stack oidc, not of dev");
    expect(await refused("--compare", "examples")).toBe(
      "--compare examples has no Pulumi.yaml: name the folder of the project, or a commit that has it\n",
    );
    expect(await refused("--compare", ".", "--stack", "nobody")).toContain(
      "there is no stack nobody, neither here nor in .\n",
    );
  });

  test("formats that a comparison hasn't, or a plan hasn't", async () => {
    expect(await refused("--compare", ".", "--format", "values")).toContain("printed as text, markdown or json");
    expect(await refused("--fail-on-widening")).toContain(
      "--fail-on-widening, --accept-widening and --accept-destruction need --compare BASE",
    );
    expect(await refused("--compare", ".", "--show", "access")).toContain("takes neither --show nor --out");
    expect(await refused("--format", "markdown")).toContain("markdown is a format of comparisons");
  });

  test("a comparison from elsewhere is taken only as it was written", async () => {
    writeFileSync(join(cwd, "forged.json"), '{"formatVersion": 2, "stack": "x](http://evil)"}');

    expect(await refused("--render", "forged.json", "--format", "markdown")).toContain(
      "forged.json isn't a comparison of this version: stack: ",
    );
    expect(await refused("--render", "missing.json")).toContain("missing.json doesn't exist");
  });
});
