import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { mapOf } from "../support/project.js";
import { projectFile, projectRoot, tempFolder } from "../support/stack.js";
import { runnerIn, runStep, workflow } from "../support/workflows.js";

const { name, version } = mapOf(JSON.parse(projectFile("package.json")));
const step = { file: "release.yml", job: "publish", name: "Compare the tag with the version" };

test.each([
  [0, `v${version}`],
  [1, `${version}`],
  [1, `v${version}-1`],
  [1, "v99.0.0"],
])("%i: a tag %s", (exitCode, TAG) => {
  const { exitCode: found, printed } = runStep(runnerIn(projectRoot, {}), step, { TAG });

  expect(found).toBe(exitCode);
  if (exitCode === 1) expect(printed).toContain(`the tag is ${TAG}, and package.json has the version ${version}`);
});

test("only a tag publishes, after every check, by the workflow's own token", () => {
  const { on, jobs } = workflow("release.yml");
  const runs = jobs.publish?.steps.flatMap(({ run }) => run ?? []) ?? [];

  expect(on).toEqual({ push: { tags: ["v*"] } });
  expect(Object.keys(jobs)).toEqual(["publish"]);
  expect(jobs.publish?.permissions).toEqual({ contents: "read", "id-token": "write" });
  expect([runs.at(1), runs.at(-1)]).toEqual([".ci/run", "npm publish --provenance --access public"]);
});

test("what is published says which repository it is from", () => {
  const runner = runnerIn(tempFolder(), {});
  const manifest = join(runner.cwd, "package.json");
  writeFileSync(manifest, '{ "name": "one" }');
  const named = { file: "release.yml", job: "publish", name: "Name the repository" };
  const { exitCode } = runStep(runner, named, { REPOSITORY: "acme/object-store" });

  expect(exitCode).toBe(0);
  const repository = { type: "git", url: "git+https://github.com/acme/object-store.git" };
  expect(JSON.parse(readFileSync(manifest, "utf8"))).toEqual({ name: "one", repository });
  expect(workflow("release.yml").jobs.publish?.steps.at(-2)?.name).toBe(named.name);
});

test.each(["template", "examples/typescript-component"])("%s takes the version that is released", (folder) => {
  const { dependencies } = mapOf(JSON.parse(projectFile(`${folder}/package.json`)));
  const [major, minor] = String(version).split(".");
  // Below 1.0 a caret keeps the minor version.
  const [, ofRange, minorOfRange] = /^\^(\d+)\.(\d+)\.\d+$/.exec(String(mapOf(dependencies)[String(name)])) ?? [];

  expect(ofRange).toBe(major);
  if (major === "0") expect(minorOfRange).toBe(minor);
});
