import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { command, edit, exampleCopy, exampleWithProfiles } from "../support/command.js";
import { modulesOf } from "../support/modules.js";
import { runProgram } from "../support/program.js";
import { scenarios } from "../support/scenarios.js";

const values = ["--format", "values"];

test.each(["dev", "prod"] as const)("%s: the program's output and one newline, byte for byte", async (stack) => {
  const { outputs } = await runProgram(scenarios[stack]());
  const { stdout, stderr, exitCode } = await command([...values, "--stack", stack], { cwd: exampleCopy() });

  expect({ stdout, stderr, exitCode }).toEqual({ stdout: `${outputs.deploykfValues}\n`, stderr: "", exitCode: 0 });
});

test("the file that our block is kept in changes nothing when it is made again", async () => {
  const cwd = exampleCopy();
  const file = "examples/values-object-store-prod.yaml";
  const args = [...values, "--stack", "prod", "--output", file];
  await command(args, { cwd });
  const first = readFileSync(join(cwd, file), "utf8");
  await command(args, { cwd });

  expect(first).toContain("role/kubeflow/kf-prod-backend");
  expect(readFileSync(join(cwd, file), "utf8")).toBe(first);
});

test("--output writes the whole file at once, and says so on standard error", async () => {
  const cwd = exampleCopy();
  const file = join("examples", "values-object-store-dev.yaml");
  const printed = await command(values, { cwd });
  writeFileSync(join(cwd, file), `${printed.stdout}# from before\n`);
  const written = await command([...values, "--output", file], { cwd });

  expect(written).toMatchObject({ stdout: "", stderr: `Wrote ${file}\n`, exitCode: 0 });
  expect(readFileSync(join(cwd, file), "utf8")).toBe(printed.stdout);
  expect(readdirSync(join(cwd, "examples")).filter((name) => name.includes("tmp"))).toEqual([]);
});

test("--output doesn't replace a file that isn't a generated block: 2, and the file stays", async () => {
  const cwd = exampleCopy();
  const file = join("examples", "values-dev.yaml");
  const before = readFileSync(join(cwd, file), "utf8");

  expect(await command([...values, "--output", file], { cwd })).toMatchObject({
    exitCode: 2,
    stdout: "",
    stderr: `${file} isn't a generated values block, so it isn't replaced; name another file with --output\n`,
  });
  expect(readFileSync(join(cwd, file), "utf8")).toBe(before);
});

test("warnings stand on standard error, one line each", async () => {
  const cwd = exampleCopy();
  edit(cwd, "examples/values-prod.yaml", "maximumMaxCacheStaleness: P30D", "maximumMaxCacheStaleness: P400D");
  const { stdout } = await command([...values, "--stack", "prod"], { cwd: exampleCopy() });

  expect(await command([...values, "--stack", "prod"], { cwd })).toMatchObject({
    exitCode: 0,
    stdout,
    stderr:
      "warning[retention-cache]: artifacts expire, but KFP's cache doesn't know: a cached step may point to a deleted artifact\n",
  });
});

test("a file that can't be written: 2, one line, nothing left behind", async () => {
  const cwd = exampleCopy();
  mkdirSync(join(cwd, "folder"));
  for (const file of ["missing/values.yaml", "folder"]) {
    const { stdout, stderr, exitCode } = await command([...values, "--output", file], { cwd });

    expect({ stdout, exitCode }).toEqual({ stdout: "", exitCode: 2 });
    expect(stderr).toMatch(new RegExp(`^${file} can't be written: .+\n$`));
  }
  expect(readdirSync(cwd).filter((name) => name.includes("tmp"))).toEqual([]);
});

test("without an account id: 1, and the key to state", async () => {
  const cwd = exampleCopy();
  edit(cwd, "Pulumi.dev.yaml", '  deploykf-object-store:accountId: "111122223333"\n', "");

  expect(await command([...values, "--output", "values.yaml"], { cwd })).toMatchObject({
    exitCode: 1,
    stdout: "",
    stderr: `error[account-unknown]: the account id is needed, and the stack doesn't state it
  = rule: ARNs of roles and users contain it; with a hole in them they would be
          deployed
  = mend: add deploykf-object-store:accountId: "ACCOUNT_ID" below config: (aws
          sts get-caller-identity --query Account)
          (docs/troubleshooting.md#account-unknown)
`,
  });
  expect(readdirSync(cwd)).not.toContain("values.yaml");
});

test("loads nothing of the SDK, nor of what only other formats need", async () => {
  const [loaded = [], text = []] = await modulesOf([values, []]);

  expect(loaded.filter((module) => /@pulumi|@grpc|oo-ascii-tree|cli.render/.test(module))).toEqual([]);
  expect(loaded.some((module) => /deploykf.block\.ts$/.test(module))).toBe(true);
  // The other formats do, or this would show nothing.
  expect(text.some((module) => module.includes("@pulumi"))).toBe(true);
});

test("1,000 profiles", async () => {
  const cwd = exampleWithProfiles(1_000);
  const planned = await command(values, { cwd });

  expect(planned.exitCode).toBe(0);
  expect(planned.stdout.match(/awsIamRole/g)).toHaveLength(1_000);
});
