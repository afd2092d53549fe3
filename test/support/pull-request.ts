import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { exampleCopy } from "./command.js";
import { mapOf } from "./project.js";
import {
  ghOfFiles,
  npmOfProject,
  type Runner,
  readLabels,
  runnerIn,
  runStep,
  runStepBeside,
  type StepResult,
  withScripts,
} from "./workflows.js";

/** A clone of a repository that has the stack dev in one of its folders, on a runner of preview.yml. */
export class Clone {
  readonly repository: string;
  readonly cwd: string;
  runner: Runner;

  /** `npm` as the runner has it. */
  constructor(npm = npmOfProject, folder = ".") {
    this.repository = exampleCopy();
    this.cwd = join(this.repository, folder);
    rmSync(join(this.repository, "Pulumi.prod.yaml"));
    if (folder !== ".") {
      mkdirSync(this.cwd);
      for (const name of ["Pulumi.yaml", "Pulumi.dev.yaml", "examples"]) {
        cpSync(join(this.repository, name), join(this.cwd, name), { recursive: true });
        rmSync(join(this.repository, name), { recursive: true });
      }
    }
    withScripts(this.cwd);
    this.git("init", "-q");
    this.git("add", "--all");
    this.git("commit", "-q", "-m", "The start");
    this.runner = runnerIn(this.cwd, { gh: ghOfFiles, npm });
  }

  git(...args: readonly string[]): void {
    const config = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com", "-c", "init.defaultBranch=main"];
    execFileSync("git", [...config, ...args], { cwd: this.repository, stdio: ["ignore", "ignore", "pipe"] });
  }

  /** As actions/checkout leaves it for a pull request: the merge is checked out, and its parents are there. */
  pullRequest(change: () => void): void {
    this.git("checkout", "-q", "-b", "change");
    change();
    this.git("add", "--all");
    this.git("commit", "-q", "--allow-empty", "-m", "A change");
    this.git("checkout", "-q", "--detach", "main");
    this.git("merge", "-q", "--no-ff", "-m", "The merge", "change");
    this.git("branch", "-q", "-D", "change", "main");
  }

  compared(...labels: readonly string[]): Promise<StepResult> {
    return this.comparedWith({ BASE: "main", BASE_SHA: "" }, labels);
  }

  async comparedWith(base: Readonly<Record<string, string>>, labels: readonly string[] = []): Promise<StepResult> {
    const { exitCode, printed } = readLabels(this.runner, "preview.yml", labels);
    if (exitCode !== 0) throw new Error(`the labels can't be read: ${printed}`);
    return await runStepBeside(this.runner, { file: "preview.yml", job: "plan", name: "Compare every stack" }, base);
  }

  gate(): StepResult {
    return runStep(this.runner, { file: "preview.yml", job: "plan", name: "Refuse what nobody accepted" });
  }

  comparisons(): readonly Record<string, unknown>[] {
    const parsed: unknown = JSON.parse(readFileSync(join(this.runner.temp, "access", "comparisons.json"), "utf8"));
    if (!Array.isArray(parsed)) throw new Error("no list of comparisons");
    return parsed.map(mapOf);
  }
}
