import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { command, edit, exampleCopy } from "../support/command.js";
import { onPlatform } from "../support/platforms.js";
import { onlyProblem } from "../support/problem.js";
import { codesOf, config, warningsOf, without } from "../support/project.js";
import { withS3Proxy } from "../support/s3proxy.js";

const made = [onPlatform("minio"), config("auth", { mode: "keys" })] as const;

test.each([
  ["minio", "minio:minioPassword"],
  ["minio", "minio:minioSecretKey"],
  ["wasabi", "aws:secretKey"],
] as const)("%s: %s in plain text is refused, and not repeated", (platform, key) => {
  const problem = onlyProblem(onPlatform(platform), config("auth", { mode: "keys" }), config(key, "PLANTED-plain"));

  expect(problem).toMatchObject({
    code: "key-plain-text",
    message: `${key} stands in plain text in the stack's file`,
    mend: `pulumi config set --stack dev --secret ${key} (it asks for the value)`,
  });
  expect(JSON.stringify(problem)).not.toContain("PLANTED");
});

test("encrypted, they are taken", () => {
  const encrypted = config("minio:minioPassword", { secure: "v1:AAAAAAAAAAAAAAAA:AAAA" });

  expect(warningsOf(...made, config("minio:minioServer", "localhost:9000"), encrypted)).toEqual([]);
});

test("a misspelt setting of the provider, which would be ignored", () => {
  expect(onlyProblem(...made, config("minio:minioUsr", "admin"))).toMatchObject({
    code: "config-unknown-key",
    message: "minio:minioUsr is no setting of @pulumi/minio",
    mend: "did you mean minio:minioUser?",
  });
  expect(codesOf(...made, config("minio:somethingElse", "x"))).toEqual(["config-unknown-key"]);
});

test("a namePrefix that nobody chose: another stack's users may have it", () => {
  expect(warningsOf(...made, without("namePrefix")).map(({ code }) => code)).toEqual(["name-prefix-default"]);
  expect(warningsOf(...made)).toEqual([]);
});

test("S3Proxy with an account's key: profiles reach more than the container", () => {
  const codes = (s3proxy: object) => warningsOf(withS3Proxy(s3proxy)).map(({ code }) => code);

  expect(codes({})).toContain("s3proxy-account");
  expect(codes({ clientId: "0a1b2c3d-0000-4000-8000-00000000000f" })).not.toContain("s3proxy-account");
});

test.each([
  ["in a Secret", ""],
  ["inline", "    backendKey: inline\n"],
])("policies are written before there are keys, and what is missing is said; the backend's %s", async (_, auth) => {
  const cwd = exampleCopy();
  const example = "examples/Pulumi.ibm-cos.yaml";
  const wanted = await command(["--config-file", example, "--out", "wanted"], { cwd });
  edit(cwd, example, "    keySource: existing\n", auth);
  const { exitCode, stdout, stderr } = await command(["--config-file", example, "--out", "policies"], { cwd });
  const filesIn = (folder: string) =>
    Object.fromEntries(
      readdirSync(join(cwd, folder)).map((name) => [name, readFileSync(join(cwd, folder, name), "utf8")]),
    );

  expect([wanted.exitCode, exitCode, stdout]).toEqual([0, 2, ""]);
  expect(stderr).toContain("error[key-missing]: the key of backend is missing: keys.backend");
  expect(filesIn("policies")).toEqual(filesIn("wanted"));
  expect(Object.keys(filesIn("wanted"))).toHaveLength(8);
});
