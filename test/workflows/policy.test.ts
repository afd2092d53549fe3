import { describe, expect, test } from "vitest";
import { mapOf } from "../support/project.js";
import { projectFile } from "../support/stack.js";
import { allSteps, workflow, workflowFiles, workflowText } from "../support/workflows.js";

const expression = /\$\{\{[^}]*\}\}/g;

test("there are these, and tests below look at each", () => {
  expect(workflowFiles()).toEqual(["ci.yml", "comment.yml", "drift.yml", "preview.yml", "release.yml", "up.yml"]);
});

describe.each(workflowFiles())("%s", (file) => {
  const { on, permissions, jobs } = workflow(file);
  const steps = allSteps(file);

  test("gives nothing by default, and each job says what it needs", () => {
    expect(permissions).toEqual({});
    for (const job of Object.values(jobs)) expect(Object.values(mapOf(job.permissions))).not.toEqual([]);
  });

  test("uses each action by its commit, with the version behind it, and in one version", () => {
    const lines = workflowText(file)
      .split("\n")
      .filter((line) => /^[\s-]*uses:/.test(line));
    expect(lines).toHaveLength(steps.filter(({ uses }) => uses !== undefined).length);
    for (const line of lines) expect(line).toMatch(/uses: [\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test("never runs a pull request's code with the repository's rights", () => {
    expect(Object.keys(mapOf(on))).not.toContain("pull_request_target");
    expect(Object.keys(mapOf(on))).not.toContain("issue_comment");
  });

  test("has no expression in a script: a title or a branch would be run", () => {
    for (const { run } of steps) expect(run?.match(expression) ?? []).toEqual([]);
  });

  test("leaves no token behind in the clone", () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith("actions/checkout@"));
    for (const one of checkouts) expect(one.with).toMatchObject({ "persist-credentials": false });
  });

  test("shows no secret, and gives one to the steps that run Pulumi alone", () => {
    expect(workflowText(file)).not.toMatch(/--show-secrets|secrets: inherit|toJSON\(secrets/i);
    for (const [name, job] of Object.entries(jobs)) {
      const { steps: own, ...rest } = job;
      expect(JSON.stringify(rest), name).not.toContain("secrets.");
      for (const { env, run, with: inputs } of own) {
        expect(JSON.stringify(inputs ?? {})).not.toContain("secrets.");
        if (JSON.stringify(env ?? {}).includes("secrets.")) expect(run).toMatch(/^ *pulumi /m);
      }
    }
  });
});

test("an action has one commit and one version in all workflows", () => {
  const pins = workflowFiles().flatMap((file) => [...workflowText(file).matchAll(/uses: (\S+@\S+ # \S+)/g)]);
  const byAction = new Map(pins.map(([, pin = ""]) => [pin.split("@")[0], pin]));

  for (const [, pin = ""] of pins) expect(byAction.get(pin.split("@")[0])).toBe(pin);
});

test("what a fork can start has no secret, no environment, and may write nothing", () => {
  const { plan, cloud } = workflow("preview.yml").jobs;

  expect(plan?.permissions).toEqual({ contents: "read", "pull-requests": "read" });
  expect(plan?.environment).toBeUndefined();
  expect(JSON.stringify(plan)).not.toMatch(/secrets\.|id-token/);
  expect(cloud?.if).toContain("github.event.pull_request.head.repo.full_name == github.repository");
  // Off until somebody wants it: it runs a pull request's code with a way to the state.
  expect(cloud?.if).toMatch(/^vars\.PULUMI_PREVIEW_STACKS != ''/);
  expect(plan?.if).toBeUndefined();
});

test("the comment's job runs the default branch, and only steps that call GitHub have a token", () => {
  const { comment } = workflow("comment.yml").jobs;
  const [checkout] = comment?.steps ?? [];

  expect(Object.keys(workflow("comment.yml").jobs)).toEqual(["comment"]);
  expect(checkout?.with?.ref).toBe("${{ github.event.repository.default_branch }}");
  expect(comment?.permissions).toEqual({ actions: "read", contents: "read", "pull-requests": "write" });
  for (const { run = "", env = {} } of comment?.steps ?? []) {
    expect("GH_TOKEN" in env, run).toBe(/^ *((id=\$\()?gh api|bash scripts\/accepted-labels\.sh) /m.test(run));
  }
  // A run that left nothing has to be told, too, so only the last step may run after one that failed.
  expect(comment?.if).toBe("github.event.workflow_run.event == 'pull_request'");
  expect(comment?.steps.filter((step) => step.if?.includes("!cancelled()")).map(({ name }) => name)).toEqual([
    "Write, change or remove the comment",
  ]);
});

test("the gate looks at a merge queue, too, and at what is merged before", () => {
  expect(Object.keys(mapOf(workflow("preview.yml").on))).toEqual(["pull_request", "merge_group"]);
  const [checkout] = workflow("preview.yml").jobs.plan?.steps ?? [];
  expect(checkout?.with?.["fetch-depth"]).toBe("${{ github.event_name == 'merge_group' && '0' || '2' }}");
});

test("each job has an environment of its own: that of a pull request's code is no other's", () => {
  const environments = workflowFiles().flatMap((file) =>
    Object.entries(workflow(file).jobs).flatMap(([name, { environment }]) =>
      environment === undefined ? [] : [[`${file} ${name}`, environment]],
    ),
  );

  expect(Object.fromEntries(environments)).toEqual({
    "preview.yml cloud": "${{ matrix.stack }}-preview",
    "drift.yml preview": "${{ matrix.stack }}-drift",
    "up.yml up": "${{ matrix.stack }}",
  });
});

test("Pulumi is as old as its SDK, and installed without what only tests need", () => {
  const { dependencies } = mapOf(JSON.parse(projectFile("package.json")));
  for (const file of ["drift.yml", "preview.yml", "up.yml"]) {
    const cli = allSteps(file).filter(({ uses }) => uses?.startsWith("pulumi/actions@"));
    expect(cli.map((step) => step.with)).toEqual([
      { "pulumi-version": String(mapOf(dependencies)["@pulumi/pulumi"]).slice(1) },
    ]);
    for (const { run = "" } of allSteps(file)) expect(run.replace("npm ci --omit=dev", "")).not.toContain("npm ci");
  }
});
