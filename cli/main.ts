import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { Command, CommanderError, Option } from "commander";
import { ProblemsError } from "../problems/problem.js";
import { CommandError, type ExitCode, exitCodes } from "./exit-codes.js";
import { type OfflinePlan, planOffline } from "./offline-plan.js";

interface Options {
  readonly stack: string;
  readonly format: "text" | "json" | "values";
  readonly show: "plan" | "access" | "up-policy" | "preview-policy";
  readonly output?: string;
}

/** Parts that not every run needs, loaded when one does. */
export interface LazyParts {
  readonly render: () => typeof import("./render.js");
  readonly program: () => typeof import("./program-run.js");
}

async function printed({ format, show }: Options, offline: OfflinePlan, parts: LazyParts): Promise<string> {
  const { plan } = offline;
  if (show === "access") return parts.render().showAccess(plan);
  if (show !== "plan") return parts.render().showDeployerPolicy(plan, show);
  if (format === "values") {
    if (plan.facts.accountId === undefined) throw accountUnknown(plan.project, plan.stack);
    return plan.valuesText;
  }
  const resources = await parts.program().recordProgram(offline);
  const { planJson, planText } = parts.render();
  return format === "json" ? planJson(plan, resources) : planText(plan, resources);
}

async function run(options: Options, parts: LazyParts): Promise<ExitCode> {
  const text = await printed(options, planOffline(process.cwd(), options.stack), parts);
  if (options.output === undefined) process.stdout.write(`${text}\n`);
  else writeWhole(options.output, `${text}\n`);
  return exitCodes.done;
}

/** Writes beside the file and renames, so that nobody ever reads half of it. */
function writeWhole(file: string, text: string): void {
  const draft = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, text);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw new CommandError(`${file} can't be written: ${messageOf(error)}`, exitCodes.noAnswer);
  }
  process.stderr.write(`Wrote ${file}\n`);
}

function accountUnknown(project: string, stack: string): CommandError {
  return new CommandError(
    [
      "error[account-unknown]: the values need the account id, and the stack doesn't state it",
      "  = rule: role ARNs contain it; a values file with a hole in it would be deployed",
      `  = mend: pulumi config set --stack ${stack} ${project}:accountId 111122223333`,
      "          (docs/troubleshooting.md#account-unknown)",
    ].join("\n"),
    exitCodes.no,
  );
}

function fail(error: unknown, options: Partial<Options>, parts: LazyParts): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.noAnswer;
  if (error instanceof ProblemsError) {
    process.stderr.write(`${error.message}\n`);
    if (options.format === "json") process.stdout.write(`${parts.render().problemsJson(error.problems)}\n`);
    return exitCodes.noAnswer;
  }
  if (error instanceof CommandError) {
    process.stderr.write(`${error.message}\n`);
    return error.exitCode;
  }
  process.stderr.write(`This is a defect of the program: ${messageOf(error)}\n`);
  process.stderr.write(process.env.DEBUG && error instanceof Error ? `${error.stack}\n` : "DEBUG=1 shows where.\n");
  return exitCodes.noAnswer;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function command(): Command {
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
    version: string;
  };
  return new Command("deploykf-object-store")
    .usage("[options]   (npm -s start -- [options])")
    .description("Plans a stack without Pulumi's engine, a cloud account or credentials.")
    .addOption(new Option("--stack <name>", "the stack: Pulumi.<name>.yaml").default("dev"))
    .addOption(
      new Option("--format <format>", "how to print the plan").choices(["text", "json", "values"]).default("text"),
    )
    .addOption(
      new Option("--show <what>", "plan; who may do what, by service account; the least IAM policy for up, or preview")
        .choices(["plan", "access", "up-policy", "preview-policy"])
        .default("plan"),
    )
    .option("--output <file>", "write to a file instead of standard output")
    .version(version)
    .addHelpText("after", "\nExit codes: 0 done, 1 the answer is no, 2 no answer (bad input or usage).")
    .exitOverride();
}

/** A reader that has seen enough, such as `head`, is no failure. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}

/** Runs the command line and sets the exit code. */
export async function main(parts: LazyParts): Promise<void> {
  const program = command();
  process.stdout.on("error", ignoreClosedPipe);
  try {
    program.parse();
    process.exitCode = await run(program.opts<Options>(), parts);
  } catch (error) {
    process.exitCode = fail(error, program.opts<Options>(), parts);
  }
}
