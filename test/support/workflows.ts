import { execFile, spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { startFiles } from "./command.js";
import { projectFile, projectRoot, tempFolder } from "./stack.js";

export const workflowsFolder = join(".github", "workflows");

export interface Step {
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Job {
  readonly if?: string;
  readonly permissions?: unknown;
  readonly environment?: string;
  readonly defaults?: { readonly run?: Readonly<Record<string, string>> };
  readonly steps: readonly Step[];
}

export interface Workflow {
  readonly on: unknown;
  readonly permissions?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

export function workflowFiles(): readonly string[] {
  return readdirSync(join(projectRoot, workflowsFolder)).sort();
}

export function workflowText(file: string): string {
  return projectFile(join(workflowsFolder, file));
}

const parsed = new Map<string, Workflow>();

/** Each is parsed once: hundreds of steps are run. */
export function workflow(file: string): Workflow {
  const known = parsed.get(file) ?? (load(workflowText(file)) as Workflow);
  parsed.set(file, known);
  return known;
}

export function allSteps(file: string): readonly Step[] {
  return Object.values(workflow(file).jobs).flatMap(({ steps }) => steps);
}

/** A machine that steps of one job run on, one after the other. */
export interface Runner {
  /** The folder of Pulumi.yaml. */
  readonly cwd: string;
  /** `$RUNNER_TEMP`. */
  readonly temp: string;
  /** Programs that stand before all others on PATH. */
  readonly bin: string;
}

export interface StepResult {
  readonly exitCode: number | null;
  /** Standard output and error. */
  readonly printed: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
}

/** A runner with these programs beside those of this machine, by name; texts of scripts with their first line. */
export function runnerIn(cwd: string, programs: Readonly<Record<string, string>>): Runner {
  const root = tempFolder();
  const [temp, bin] = [join(root, "temp"), join(root, "bin")];
  for (const folder of [temp, bin]) mkdirSync(folder);
  for (const [name, text] of Object.entries(programs)) {
    writeFileSync(join(bin, name), text);
    chmodSync(join(bin, name), 0o755);
  }
  return { cwd, temp, bin };
}

/** `npm` that runs this project's two commands where it is called, and nothing else. */
export const npmOfProject = `#!/bin/bash
if [[ $1 != -s ]]; then echo "npm $*" >&2; exit 99; fi
case "$2 $3 $4" in
  'start -- '*) exec '${process.execPath}' '${startFiles.start}' "\${@:4}" ;;
  'run values --') exec '${process.execPath}' '${startFiles.values}' "\${@:5}" ;;
esac
echo "npm $*" >&2
exit 99
`;

interface StepName {
  readonly file: string;
  readonly job: string;
  readonly name: string;
}

type Environment = Readonly<Record<string, string>>;

/**
 * Runs a step as GitHub's runner does with `shell: bash`.
 * @throws Error where there is no such step, or `env` isn't exactly what the step takes from expressions
 */
export function runStep(runner: Runner, step: StepName, env: Environment = {}): StepResult {
  const { args, options, result } = prepared(runner, step, env);
  const { status, stdout, stderr } = spawnSync("bash", args, { ...options, encoding: "utf8" });
  return result(status, stdout + stderr);
}

/** The same, while this process goes on: for steps that call it by `npmOfThisProcess`. */
export function runStepBeside(runner: Runner, step: StepName, env: Environment = {}): Promise<StepResult> {
  const { args, options, result } = prepared(runner, step, env);
  return new Promise((resolve) => {
    const child = execFile(
      "bash",
      args,
      { ...options, encoding: "utf8", maxBuffer: 100_000_000 },
      (_, stdout, stderr) => resolve(result(child.exitCode, stdout + stderr)),
    );
  });
}

function prepared(runner: Runner, { file, job, name }: StepName, env: Environment) {
  const step = workflow(file).jobs[job]?.steps.find((one) => one.name === name);
  if (step?.run === undefined) throw new Error(`${file} has no step ${name} in the job ${job} that runs something`);
  const given = Object.entries(step.env ?? {});
  const taken = given.filter(([, value]) => value.includes("${{")).map(([key]) => key);
  const expected = Object.keys(env).sort().join();
  if (taken.sort().join() !== expected)
    throw new Error(`the step ${name} takes ${taken}, and the test has ${expected}`);
  const [summary, output] = [join(runner.temp, "..", "summary"), join(runner.temp, "..", "output")];
  for (const one of [summary, output]) writeFileSync(one, "");
  const script = join(runner.temp, "..", "step.sh");
  writeFileSync(script, step.run);
  const fixed = { ...fixedEnvironment(), ...Object.fromEntries(given), ...env };
  const ofRunner = { RUNNER_TEMP: runner.temp, GITHUB_STEP_SUMMARY: summary, GITHUB_OUTPUT: output };
  return {
    args: ["--noprofile", "--norc", "-eo", "pipefail", script],
    options: { cwd: runner.cwd, env: { ...fixed, ...ofRunner, PATH: `${runner.bin}:${process.env.PATH}` } },
    result: (exitCode: number | null, printed: string): StepResult => ({
      exitCode,
      printed,
      summary: readFileSync(summary, "utf8"),
      outputs: Object.fromEntries(
        readFileSync(output, "utf8")
          .split("\n")
          .filter(Boolean)
          .map((line) => line.split(/=(.*)/s).slice(0, 2)),
      ),
    }),
  };
}

/** Without what a test runner, or the developer's shell, would add. */
function fixedEnvironment(): NodeJS.ProcessEnv {
  const kept = ["HOME", "LANG", "TMPDIR", "SystemRoot"].map((name) => [name, process.env[name]]);
  return { LC_ALL: "C.UTF-8", ...Object.fromEntries(kept.filter(([, value]) => value !== undefined)) };
}

/** What the steps run that is in no workflow. */
export function withScripts(cwd: string): string {
  for (const name of ["accepted-labels.jq", "accepted-labels.sh"]) {
    cpSync(join(projectRoot, "scripts", name), join(cwd, "scripts", name));
  }
  return cwd;
}

/** `gh api` that answers with the file that its endpoint names, and keeps how it was called and what it was sent. */
export const ghOfFiles = `#!/bin/bash
shift
endpoint='' input=''
for ((i = 1; i <= $#; i++)); do
  case \${!i} in
    repos/*) endpoint=\${!i} ;;
    --input) j=$((i + 1)); input=\${!j} ;;
  esac
done
printf '%s\\n' "$*" >> "$RUNNER_TEMP/calls"
if [[ -n $input ]]; then cp "$input" "$RUNNER_TEMP/sent"; fi
name=\${endpoint%%\\?*}
cat "$RUNNER_TEMP/answers/\${name//\\//_}"
`;

/** Lets `gh api` answer. */
export function answer(runner: Runner, endpoint: string, value: unknown): void {
  mkdirSync(join(runner.temp, "answers"), { recursive: true });
  const text = Buffer.isBuffer(value) ? value : JSON.stringify(value);
  writeFileSync(join(runner.temp, "answers", endpoint.replaceAll("/", "_")), text);
}

/** Reads the labels of ada's pull request as the workflow does; grace has set them all. */
export function readLabels(runner: Runner, file: "preview.yml" | "comment.yml", names: readonly string[]): StepResult {
  const labels = names.map((name) => ({ name }));
  const head = { ref: "change", repo: { full_name: "ada/platform" } };
  const actor = { login: "grace", type: "User" };
  answer(runner, "repos/acme/platform/pulls/7", { user: { login: "ada" }, head, labels });
  const timeline = labels.map((one, id) => ({ id, event: "labeled", label: one, actor }));
  answer(runner, "repos/acme/platform/issues/7/timeline", timeline);
  answer(runner, "repos/ada/platform/activity", [{ activity_type: "push", actor: { login: "ada" } }]);
  const env = { GH_TOKEN: "token", REPOSITORY: "acme/platform", NUMBER: "7" };
  return file === "preview.yml"
    ? runStep(runner, { file, job: "plan", name: "Read the labels" }, { ...env, QUEUED: "" })
    : runStep(runner, { file, job: "comment", name: "Read the labels" }, env);
}
