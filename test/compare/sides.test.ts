import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { ProblemsError } from "../../base/problems/problem.js";
import { baseSide, headSide } from "../../cli/compare/sides.js";
import { planRecord } from "../../cli/json.js";
import { planOffline } from "../../cli/offline/offline-plan.js";
import { CommandError } from "../../cli/terminal/exit-codes.js";
import { comparePlans } from "../../compare/compare.js";
import { edit, exampleCopy } from "../support/command.js";
import { testIo } from "../support/io.js";
import { tempFolder } from "../support/stack.js";

const values = "examples/values-dev.yaml";

let outside = "";
let top = "";
let cwd = "";

/** The example in a folder of a repository, with its values above it as the README has them. */
beforeEach(() => {
  outside = tempFolder();
  top = join(outside, "repository");
  cwd = join(top, "object-store");
  mkdirSync(top);
  execFileSync("cp", ["-r", exampleCopy(), cwd]);
  rmSync(join(cwd, "Pulumi.prod.yaml"));
  execFileSync("mv", [join(cwd, values), join(top, "values.yaml")]);
  writeFileSync(join(outside, "values.yaml"), readFileSync(join(top, "values.yaml")));
  edit(cwd, "Pulumi.dev.yaml", values, "../values.yaml");
  git("init", "--quiet", "--initial-branch=main");
  commit();
});

function git(...args: string[]): string {
  const identity = ["-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"];
  return execFileSync("git", [...identity, ...args], { cwd: top, encoding: "utf8" }).trim();
}

function commit(): void {
  git("add", "--all");
  git("commit", "--quiet", "--message=change");
}

/** The verdict, or why there is none, as the command line would end. */
async function judged(base = "main", side: "both" | "base" | "head" = "both", stackFile?: string): Promise<string> {
  const options = {
    ...{ io: testIo({ cwd }), stack: "dev", stackFile },
    record: async (offline: ReturnType<typeof planOffline>) => planRecord(offline, []),
  };
  try {
    const before = side === "head" ? undefined : await baseSide(base, options);
    const after = side === "base" ? undefined : await headSide(options);
    return comparePlans(before?.record, after?.record).verdict;
  } catch (error) {
    if (error instanceof ProblemsError) return `2: ${error.message}`;
    if (error instanceof CommandError) return `${error.exitCode}: ${error.message}`;
    throw error;
  }
}

const rename = (file: string) => edit(join(file, ".."), file.split("/").at(-1) ?? "", "name: team-2", "name: team-9");

test("values above the project, and symlinks inside of the repository, are each side's own", async () => {
  git("mv", "values.yaml", "real.yaml");
  symlinkSync("real.yaml", join(top, "values.yaml"));
  commit();
  expect(await judged()).toBe("same");
  rename(join(top, "real.yaml"));
  expect(await judged()).toBe("widens");
});

describe("a file of neither side: 2 on whichever side it is, and never the same", () => {
  const replace = (target: string) => () => {
    rmSync(join(top, "values.yaml"));
    symlinkSync(target, join(top, "values.yaml"));
  };
  const named = (path: () => string) => () => edit(cwd, "Pulumi.dev.yaml", "../values.yaml", path());
  const moved = (file: string) => () => {
    execFileSync("mv", [join(cwd, file), join(outside, file)]);
    symlinkSync(join("..", "..", file), join(cwd, file));
  };

  test.each([
    ["an absolute path", named(() => join(top, "values.yaml")), "which is an absolute path"],
    ["a path of the process", named(() => "/proc/self/cwd/values.yaml"), "which is an absolute path"],
    ["a path above", named(() => "../../values.yaml"), "which leads out of its own tree by .."],
    ["a symlink to above", replace("../values.yaml"), "which leads out of its own tree by a symlink"],
    ["a symlink of the process", replace("/proc/self/cwd/real.yaml"), "which leads out of its own tree by a symlink"],
    ["the stack's file", moved("Pulumi.dev.yaml"), "Pulumi.dev.yaml leads out of its own tree by a symlink"],
    ["the project's file", moved("Pulumi.yaml"), "Pulumi.yaml leads out of its own tree by a symlink"],
  ])("%s", async (_, change, why) => {
    change();
    const head = await judged("main", "head");
    commit();
    const base = await judged("main", "base");

    for (const text of [head, base]) {
      expect(text).toMatch(/^2: [\s\S]*error\[outside-tree\]/);
      expect(text.replaceAll(/\s+/g, " ")).toContain(why);
    }
    expect(base).toMatch(/^2: The base, main, can't be planned/);
  });

  test("the plain plan takes them all", () => {
    edit(cwd, "Pulumi.dev.yaml", "../values.yaml", join(outside, "values.yaml"));
    expect(planOffline(cwd, "dev").plan.stack).toBe("dev");
  });

  test("the stack's file named by hand", async () => {
    expect(await judged("main", "head", join(cwd, "Pulumi.dev.yaml"))).toMatch(/^2: error\[outside-tree\]/);
  });

  test("a file of a submodule, which this commit hasn't", async () => {
    named(() => "../module/values.yaml")();
    const id = git("rev-parse", "HEAD");
    git("update-index", "--add", "--cacheinfo", `160000,${id},module`);
    git("add", "object-store");
    git("commit", "--quiet", "--message=module");
    expect((await judged("main", "base")).replaceAll(/\s+/g, " ")).toContain("is in a repository of its own");
  });
});

describe("a folder", () => {
  test("of another clone is read in that clone", async () => {
    git("worktree", "add", "--quiet", "--detach", join(outside, "base"));
    rename(join(top, "values.yaml"));
    expect(await judged(join(outside, "base", "object-store"))).toBe("widens");
  });

  test("of this repository is read alone: what is above it is the other side's", async () => {
    execFileSync("cp", ["-r", cwd, join(top, "before")]);
    expect((await judged("../before")).replaceAll(/\s+/g, " ")).toMatch(
      /^2: The base, .+ leads out of its own tree by \.\./,
    );
    execFileSync("cp", [join(top, "values.yaml"), join(top, "before", "values.yaml")]);
    edit(join(top, "before"), "Pulumi.dev.yaml", "../values.yaml", "values.yaml");
    rename(join(top, "values.yaml"));
    expect(await judged("../before")).toBe("widens");
  });
});

describe("what can't be read isn't taken for a stack that is new, or gone", () => {
  test.each([
    ["a folder", () => mkdirSync(join(cwd, "Pulumi.dev.yaml")), "is a folder, not a plain file"],
    ["a symlink to nothing", () => symlinkSync("none", join(cwd, "Pulumi.dev.yaml")), "is a symlink to nothing"],
    ["a FIFO", () => execFileSync("mkfifo", [join(cwd, "Pulumi.dev.yaml")]), "is a FIFO, not a plain file"],
    ["no text", () => writeFileSync(join(cwd, "Pulumi.dev.yaml"), Buffer.from([0xff])), "isn't text in UTF-8"],
  ])("%s", async (_, make, why) => {
    rmSync(join(cwd, "Pulumi.dev.yaml"));
    make();
    expect(await judged()).toMatch(new RegExp(`^2: error\\[config-unreadable\\]: Pulumi.dev.yaml ${why}\n`));
  });
});

describe("config that isn't what is judged: 2 on whichever side it is", () => {
  const write = (name: string, text: string) => () => writeFileSync(join(cwd, name), text);
  const inFile = (name: string, text: string) => () =>
    writeFileSync(join(cwd, name), readFileSync(join(cwd, name), "utf8") + text);
  const other = { "Pulumi.json": "second-config", environment: "environment-unseen" } as const;

  test.each([
    ["an environment", inFile("Pulumi.dev.yaml", "environment: [acme/prod]\n"), other.environment],
    ["an environment of its own", inFile("Pulumi.dev.yaml", "environment: {values: {}}\n"), other.environment],
    ["stackConfigDir", inFile("Pulumi.yaml", "stackConfigDir: real\n"), other["Pulumi.json"]],
    ["Pulumi.json", write("Pulumi.json", "{}"), other["Pulumi.json"]],
    ["Pulumi.yml", write("Pulumi.yml", "{}"), other["Pulumi.json"]],
    ["the stack's JSON", write("Pulumi.dev.json", "{}"), other["Pulumi.json"]],
    ["the stack's yml", write("Pulumi.dev.yml", "{}"), other["Pulumi.json"]],
    [
      "the folder as config",
      () => writeFileSync(join(cwd, "Pulumi.yaml"), "name: deploykf-object-store\nruntime: nodejs\nconfig: real\n"),
      other["Pulumi.json"],
    ],
  ])("%s", async (_, change, code) => {
    change();
    const head = await judged("main", "head");
    commit();

    expect(head).toContain(`error[${code}]`);
    expect(await judged("main", "base")).toContain(`error[${code}]`);
  });

  test("the files of another stack are its own business", async () => {
    write("Pulumi.prod.json", "{}")();
    expect(await judged()).toBe("same");
  });
});

describe("the base is read as git has it", () => {
  test("no attribute or filter of the head has a say, and no command of a filter runs", async () => {
    const pwned = join(outside, "pwned");
    git("config", "filter.evil.smudge", `touch ${pwned}; sed s/team-2/team-9/`);
    writeFileSync(join(top, ".gitattributes"), "*.yaml filter=evil ident export-ignore working-tree-encoding=UTF-16\n");
    rename(join(top, "values.yaml"));

    expect(await judged()).toBe("widens");
    expect(() => readFileSync(pwned)).toThrow("ENOENT");
  });

  test("nothing is written, so nothing is left behind by whoever is stopped", async () => {
    vi.stubEnv("TMPDIR", join(outside, "none"));
    try {
      expect(await judged()).toBe("same");
    } finally {
      vi.unstubAllEnvs();
    }
  });

  test("what a partial clone lacks is neither fetched nor missing", async () => {
    rename(join(top, "values.yaml"));
    const id = git("rev-parse", "HEAD:values.yaml");
    rmSync(join(top, ".git", "objects", id.slice(0, 2), id.slice(2)), { force: true });

    expect((await judged()).replaceAll(/\s+/g, " ")).toContain("which isn't in this clone");
  });
});
