import { expect, test } from "vitest";
import { mapOf } from "../support/project.js";
import { projectFile, projectRoot } from "../support/stack.js";
import { runnerIn, runStep, workflow } from "../support/workflows.js";

const { version } = mapOf(JSON.parse(projectFile("package.json")));
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
  expect(runs.slice(-2)).toEqual([".ci/run", "npm publish --provenance --access public"]);
});
