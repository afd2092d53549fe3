import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { exampleCopy, valuesCommand } from "../support/command.js";
import { npmOfProject, type Runner, runnerIn, runStep } from "../support/workflows.js";

/** Says how it was called, and ends as a test wants. */
const pulumi = `#!/bin/bash
printf '%s\\n' "$*" >> "$RUNNER_TEMP/calls"
if [[ $1 == stack ]]; then cat "$RUNNER_TEMP/outputs"; else echo "pulumi's words"; echo 'error: of pulumi' >&2; fi
exit "$(cat "$RUNNER_TEMP/ends" 2> /dev/null || echo 0)"
`;

const given = {
  ...{ STACK: "dev", PULUMI_BACKEND_URL: "s3://state" },
  ...{ PULUMI_ACCESS_TOKEN: "", PULUMI_CONFIG_PASSPHRASE: "phrase" },
};

let runner: Runner;
const ending = (code: number) => runnerIn(exampleCopy(), { pulumi: pulumi.replace("|| echo 0", `|| echo ${code}`) });
const calls = () => readFileSync(join(runner.temp, "calls"), "utf8");

describe.each([
  ["preview.yml", "cloud", "Preview", "preview --stack dev --diff --non-interactive --color never\n"],
  ["up.yml", "up", "Up", "up --stack dev --yes --non-interactive --color never\n"],
  [
    "drift.yml",
    "preview",
    "Expect no changes",
    "preview --stack dev --refresh --expect-no-changes --diff --non-interactive --color never\n",
  ],
])("%s", (file, job, name, called) => {
  test.each([0, 255])("shows all that Pulumi printed, and ends as it did: %i", (code) => {
    runner = ending(code);
    const { exitCode, summary } = runStep(runner, { file, job, name }, given);

    expect(exitCode).toBe(code);
    expect(calls()).toBe(called);
    expect(summary).toBe("## dev\n\n~~~~~~~~text\npulumi's words\nerror: of pulumi\n\n~~~~~~~~\n");
  });
});

describe("after up", () => {
  beforeEach(() => {
    const outputs = { bucketName: "acme", deploykfValues: "[secret]", deploykfValuesObject: {}, kubeconfig: "secret" };
    const text = `cat <<'END'\n${JSON.stringify(outputs)}\nEND`;
    runner = runnerIn(exampleCopy(), {
      npm: npmOfProject,
      pulumi: pulumi.replace('cat "$RUNNER_TEMP/outputs";', `${text}\n`),
    });
  });

  test("the outputs stand in the summary, without the values and the kubeconfig", () => {
    const { exitCode, summary } = runStep(runner, { file: "up.yml", job: "up", name: "Show the outputs" }, given);

    expect(exitCode).toBe(0);
    expect(calls()).toBe("stack output --json --stack dev\n");
    expect(summary).toBe('\n~~~~~~~~json\n{\n  "bucketName": "acme"\n}\n~~~~~~~~\n\n');
  });

  test("a values file that isn't current is a warning, with what to do", async () => {
    const step = { file: "up.yml", job: "up", name: "Check the values file" };
    const stale = runStep(runner, step, { STACK: "dev" });
    await valuesCommand(["write"], { cwd: runner.cwd });
    const current = runStep(runner, step, { STACK: "dev" });

    expect(stale).toMatchObject({ exitCode: 0, printed: expect.stringMatching(/^::warning::.+ of dev .+\n$/) });
    expect(stale.summary).toMatch(/npm -s run values -- write --stack dev\n\n~~~~~~~~\n$/);
    expect(current).toMatchObject({ exitCode: 0, printed: "", summary: "The values file is current.\n" });
  });
});

describe("drift is told in one issue", () => {
  const title = "A stack has drifted, or could not be previewed";
  const told = (result: string, ...issues: readonly object[]) => {
    const gh = `#!/bin/bash
if [[ $2 == list ]]; then cat <<'END'
${JSON.stringify(issues)}
END
else printf '%s\\n' "$*" > "$RUNNER_TEMP/calls"; fi
`;
    runner = runnerIn(exampleCopy(), { gh });
    const env = { GH_TOKEN: "token", GH_REPO: "acme/platform", RESULT: result, RUN: "URL" };
    const step = { file: "drift.yml", job: "tell", name: "Open, go on with, or close the issue" };
    expect(runStep(runner, step, env).exitCode).toBe(0);
    return existsSync(join(runner.temp, "calls")) ? calls().trimEnd() : undefined;
  };
  const [other, open] = [
    { number: 1, title: "Something else" },
    { number: 2, title },
  ];

  test.each([
    ["opened", "failure", [other], `issue create --title ${title} --body What differs, or why it isn't known: URL`],
    ["gone on with", "failure", [other, open], "issue comment 2 --body Still so: URL"],
    ["closed", "success", [other, open], "issue close 2 --comment No longer so: URL"],
    ["left alone", "success", [other], undefined],
  ])("%s", (_, result, issues, called) => {
    expect(told(result, ...issues)).toBe(called);
  });
});
