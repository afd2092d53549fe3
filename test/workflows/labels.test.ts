import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { exampleCopy } from "../support/command.js";
import { answer, ghOfFiles, type Runner, runnerIn, runStep, withScripts } from "../support/workflows.js";

const label = "access-0123456789";
const options = "--accept-widening\n0123456789\n";
const notCounted = (by: string) =>
  `::warning::the label ${label} doesn't count: ${by} opened this pull request, pushed to it, or isn't a person, or nobody is known to have pushed\n`;
const common = { GH_TOKEN: "token", REPOSITORY: "acme/platform" };

let runner: Runner;
beforeEach(() => {
  runner = runnerIn(withScripts(exampleCopy()), { gh: ghOfFiles });
});

const labeled = (id: number, login: string, name = label, type = "User") => ({
  ...{ id, event: "labeled", label: { name } },
  actor: { login, type },
});
const pushed = (login: string) => ({ activity_type: "push", actor: { login } });

/** The labels of ada's pull request from her fork, as the step leaves them. */
function labelsOf(
  names: readonly string[],
  timeline: readonly object[],
  activity: readonly object[] | undefined = [pushed("ada")],
  steps: { readonly file: string; readonly env: Readonly<Record<string, string>> } = inPullRequest,
) {
  answer(runner, "repos/acme/platform/pulls/7", {
    user: { login: "ada" },
    head: { ref: "a branch", repo: { full_name: "ada/platform" } },
    labels: names.map((name) => ({ name })),
  });
  answer(runner, "repos/acme/platform/issues/7/timeline", timeline);
  answer(runner, "repos/ada/platform/activity", activity);
  return read(steps);
}

function read({ file, env }: { readonly file: string; readonly env: Readonly<Record<string, string>> }) {
  const job = file === "comment.yml" ? "comment" : "plan";
  const { exitCode, printed } = runStep(runner, { file, job, name: "Read the labels" }, { ...common, ...env });
  expect(exitCode).toBe(0);
  return { accepted: readFileSync(join(runner.temp, "accepted"), "utf8"), printed };
}

const inPullRequest = { file: "preview.yml", env: { NUMBER: "7", QUEUED: "" } };
const inQueue = {
  file: "preview.yml",
  env: { NUMBER: "", QUEUED: `refs/heads/gh-readonly-queue/main/pr-7-${"0".repeat(40)}` },
};
const inComment = { file: "comment.yml", env: { NUMBER: "7" } };

describe.each([
  ["of a pull request", inPullRequest],
  ["of a merge queue's pull request", inQueue],
  ["for the comment", inComment],
])("a label %s", (_, step) => {
  const of = (timeline: readonly object[], activity?: readonly object[]) => labelsOf([label], timeline, activity, step);

  test("counts where somebody else set it", () => {
    expect(of([labeled(1, "grace")])).toEqual({ accepted: options, printed: "" });
  });

  test.each([
    ["who opened the pull request", [labeled(1, "ada")], "ada"],
    ["who opened it, however the name is written", [labeled(1, "Ada")], "Ada"],
    ["who opened it, after somebody else", [labeled(1, "grace"), labeled(2, "ada")], "ada"],
    ["a bot", [labeled(1, "github-actions[bot]", label, "Bot")], "github-actions[bot]"],
    ["nobody who is known", [], "nobody"],
    ["somebody who is gone", [{ ...labeled(1, "x"), actor: null }], "nobody"],
    ["somebody else, another one", [labeled(1, "grace", "access-99")], "nobody"],
  ])("doesn't count where the last who set it is %s", (__, timeline, by) => {
    expect(of(timeline)).toEqual({ accepted: "", printed: notCounted(by) });
  });

  test("doesn't count where who set it has pushed to the branch", () => {
    expect(of([labeled(1, "eve")], [pushed("ada"), pushed("eve")])).toEqual({
      accepted: "",
      printed: notCounted("eve"),
    });
  });
});

test("a label that doesn't count is named, with who set it; what is no label of the gate's is left out", () => {
  const names = ["bug", label, "destroys-00ff", "access-", "xaccess-12", "access-12 eve", "access-12\naccess-34"];
  const { accepted, printed } = labelsOf(names, [labeled(1, "ada"), labeled(2, "grace", "destroys-00ff")]);

  expect(accepted).toBe("--accept-destruction\n00ff\n");
  expect(printed).toBe(notCounted("ada"));
});

test("no label counts where it can't be known who pushed", () => {
  labelsOf([label], [labeled(1, "grace")]);
  rmSync(join(runner.temp, "answers", "repos_ada_platform_activity"));
  const { accepted, printed } = read(inPullRequest);

  expect(accepted).toBe("");
  expect(printed).toContain("::warning::who pushed to the branch cannot be read, so no label counts\n");
});

test("no label counts where nobody is said to have pushed", () => {
  expect(labelsOf([label], [labeled(1, "grace")], []).accepted).toBe("");
});

test.each(["pulls_7", "issues_7_timeline"])(
  "the run fails where %s can't be read, and nothing is accepted",
  (endpoint) => {
    labelsOf([label], [labeled(1, "grace")]);
    rmSync(join(runner.temp, "answers", `repos_acme_platform_${endpoint}`));
    const step = { file: "preview.yml", job: "plan", name: "Read the labels" };

    expect(runStep(runner, step, { ...common, ...inPullRequest.env }).exitCode).not.toBe(0);
    expect(readFileSync(join(runner.temp, "accepted"), "utf8")).toBe("");
  },
);

test("whatever happened, nobody accepts what is his own", () => {
  const person = fc.constantFrom("ada", "ADA", "eve", "grace");
  fc.assert(
    fc.property(fc.array(person, { minLength: 1 }), fc.array(person, { minLength: 1 }), (setters, pushers) => {
      const timeline = setters.map((login, index) => labeled(index, login));
      const { accepted } = labelsOf([label], timeline, pushers.map(pushed));
      const last = setters.at(-1)?.toLowerCase() ?? "";
      const own = ["ada", ...pushers.map((one) => one.toLowerCase())].includes(last);
      expect(accepted).toBe(own ? "" : options);
    }),
    { numRuns: 25 },
  );
});
