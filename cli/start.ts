import { Command, Option } from "commander";
import { manifest } from "../base/files/package-of.js";
import type { Plan } from "../plan/plan.js";
import { planPolicyFiles } from "../plan/policy-files.js";
import { KeysMissing } from "../settings/resolve.js";
import { usesAws } from "../settings/settings.js";
import { type CommandLine, chosenStack, ofStack, runCommand, type StackOptions } from "./command.js";
import { type OfflinePlan, planOffline, planStated } from "./offline/offline-plan.js";
import { accountUnknown, clusterNotInPolicy, inlineMasked, noRights, refuseUnknownAccount } from "./refusals.js";
import { CommandError, type ExitCode, exitCodes } from "./terminal/exit-codes.js";
import type { Io } from "./terminal/io.js";
import { writeFolder, writeOutput } from "./terminal/output.js";
import { outputOf, print, say, sayWarnings } from "./terminal/print.js";

interface Options extends StackOptions {
  readonly format: "text" | "json" | "values" | "markdown";
  readonly show: "plan" | "access" | "up-policy" | "preview-policy" | "import";
  readonly output?: string;
  readonly out?: string;
  readonly compare?: string | undefined;
  readonly failOnWidening?: boolean;
  readonly acceptWidening?: readonly string[];
  readonly acceptDestruction?: readonly string[];
  readonly render?: readonly string[];
}

/** Parts that not every run needs, loaded when one does. */
export interface LazyParts {
  readonly render: () => Promise<typeof import("./render.js")>;
  readonly program: () => Promise<typeof import("./offline/program-run.js")>;
  readonly compare: () => Promise<typeof import("./compare/compare.js")>;
}

interface Printed {
  readonly text: string;
  /** Why the answer is no, if it is: the text has a hole in it. */
  readonly refusal?: CommandError;
}

async function printed(options: Options, offline: OfflinePlan, io: Io, parts: LazyParts): Promise<Printed> {
  const { plan } = offline;
  const { format, show } = options;
  if (show === "import") {
    const { text, notes } = (await parts.render()).showImport(plan, await recorded(offline, io, parts));
    if (notes !== "") say(io, notes);
    return { text };
  }
  if (show === "access") return { text: (await parts.render()).showAccess(plan, format) };
  if (show !== "plan") {
    if (!usesAws(plan.settings)) throw noRights();
    if (plan.facts.accountId === undefined) throw accountUnknown(plan.project);
    const text = (await parts.render()).showDeployerPolicy(plan, show);
    return plan.newCluster ? { text, refusal: clusterNotInPolicy(plan.newCluster.name) } : { text };
  }
  if (format === "values") return printedValues(plan, io);
  const { resources } = await recorded(offline, io, parts);
  const { planJson, planText } = await parts.render();
  return { text: format === "json" ? planJson(offline, resources) : planText(plan, resources, io.calls) };
}

/** What the program registers. */
async function recorded(offline: OfflinePlan, io: Io, parts: LazyParts) {
  return await (await parts.program()).recordProgram(offline, io);
}

/** Compares with an earlier plan, or prints comparisons that were made before. */
async function runComparison(options: Options, io: Io, parts: LazyParts): Promise<ExitCode> {
  const { format, output, compare: base, render: files } = options;
  if (options.show !== "plan" || options.out !== undefined) {
    throw new CommandError("a comparison takes neither --show nor --out");
  }
  if (format === "values") {
    throw new CommandError("a comparison is printed as text, markdown or json");
  }
  const { compare, gateOptions, renderComparisons } = await parts.compare();
  const gate = gateOptions(options);
  if (base === undefined) {
    give(io, renderComparisons(io, files ?? [], format, gate.failOnWidening ? gate : undefined), output);
    return exitCodes.done;
  }
  const { stack, file } = chosenStack(options);
  const { text, exitCode } = await compare({
    ...{ base, format, io, stack, stackFile: file },
    ...gate,
    record: async (offline) =>
      (await parts.render()).planRecord(offline, (await recorded(offline, io, parts)).resources),
  });
  give(io, text, output);
  return exitCode;
}

function give(io: Io, text: string, output: string | undefined): void {
  if (output !== undefined) writeOutput(io, output, text === "" ? "" : `${text}\n`);
  else if (text !== "") print(io, `${text}\n`);
}

function printedValues(plan: Plan, io: Io): Printed {
  refuseUnknownAccount(plan);
  sayWarnings(io, plan.warnings);
  const { text } = plan.values;
  return plan.valuesMasked ? { text, refusal: inlineMasked(plan.stack, { call: io.calls.values }) } : { text };
}

async function answer(options: Options, io: Io, parts: LazyParts): Promise<ExitCode> {
  if (options.compare !== undefined || options.render !== undefined) {
    return await runComparison(options, io, parts);
  }
  if (options.failOnWidening || options.acceptWidening || options.acceptDestruction) {
    throw new CommandError("--fail-on-widening, --accept-widening and --accept-destruction need --compare BASE");
  }
  if (options.format === "markdown") {
    throw new CommandError("markdown is a format of comparisons: add --compare BASE");
  }
  if (options.show !== "plan" && options.format === "values") {
    throw new CommandError("--show prints no values: leave --format out, or --show");
  }
  const offline = plannedOrPolicies(io, chosenStack(options), options.out);
  const { text, refusal } = await printed(options, offline, io, parts);
  if (options.output === undefined && text !== "") print(io, `${text}\n`);
  if (refusal) throw refusal;
  if (options.output !== undefined) writeOutput(io, options.output, `${text}\n`);
  if (options.out !== undefined) writePolicies(io, options.out, offline.plan);
  return exitCodes.done;
}

/** A stack without its provided keys can't be planned, but the policies that they are to be made with can be written. */
function plannedOrPolicies(
  io: Io,
  { stack, file }: ReturnType<typeof chosenStack>,
  out: string | undefined,
): OfflinePlan {
  try {
    return planOffline(io.cwd, stack, file);
  } catch (error) {
    if (out !== undefined && error instanceof KeysMissing) writePolicies(io, out, planStated(error.settings));
    throw error;
  }
}

/** What others have to apply, because this program doesn't make their keys. */
function writePolicies(io: Io, folder: string, plan: Plan): void {
  const files = planPolicyFiles(plan);
  if (files.length > 0) writeFolder(io, folder, files);
  else say(io, "No policy to write: this stack makes the keys itself, or the store has no policies.");
}

const help = (call: string) => `
Exit codes:
  0  done
  1  the answer is no: values or a policy that can't be complete, access that widens, data that is destroyed
  2  no answer: bad input or usage

Examples:
  ${call} --stack prod
  ${call} --stack prod --format values --output values-object-store.yaml
  ${call} --stack prod --show access
  ${call} --stack prod --compare origin/main --fail-on-widening`;

function command(io: Io): Command {
  const program = new Command("deploykf-object-store")
    .usage(`[options]   (${io.calls.plan} [options])`)
    .configureOutput(outputOf(io))
    .description("Plans a stack without Pulumi's engine, a cloud account or credentials.");
  return ofStack(program)
    .addOption(
      new Option("--format <format>", "how to print the plan")
        .choices(["text", "json", "values", "markdown"])
        .default("text"),
    )
    .addOption(
      new Option("--show <what>", "the plan, who may do what, an IAM policy for up or preview, a pulumi import file")
        .choices(["plan", "access", "up-policy", "preview-policy", "import"])
        .default("plan"),
    )
    .option("--out <folder>", "also write the policies of keys that others make, in the store's own language")
    .option("--output <file>", "write to a file instead of standard output")
    .option("--compare <base>", "what changes, and who gains or loses access: a git ref, a folder, or a plan's JSON")
    .option(
      "--fail-on-widening",
      "with --compare: exit 1 if access widens, or data is destroyed; with --render: print the gate anew",
    )
    .option("--accept-widening <d...>", "with --compare: changes that may widen access, by their digests")
    .option("--accept-destruction <d...>", "with --compare: changes that may destroy data, by their digests")
    .option("--render <files...>", "print comparisons that were written as JSON")
    .version(manifest().version)
    .addHelpText("after", help(io.calls.plan))
    .exitOverride();
}

/** Plans a stack, or compares it. */
export function run(args: readonly string[], io: Io, parts: LazyParts): Promise<ExitCode> {
  return runAs(io, { args, program: command(io), call: io.calls.plan }, parts);
}

/** Compares a stack with the base that is the argument. */
export function runCompare(args: readonly string[], io: Io, parts: LazyParts): Promise<ExitCode> {
  const { compare: call } = io.calls;
  const program = command(io).usage(`<base> [options]   (${call} <base> [options])`).argument("<base>");
  return runAs(io, { args, program, call: `${call} BASE` }, parts);
}

function runAs(io: Io, line: CommandLine, parts: LazyParts): Promise<ExitCode> {
  const { program } = line;
  return runCommand(
    io,
    line,
    () => {
      const options = program.opts<Options>();
      // A plan takes no argument.
      const [compare = options.compare] = program.args;
      return answer({ ...options, compare }, io, parts);
    },
    async (problems) => {
      if (program.opts<Partial<Options>>().format !== "json") return;
      print(io, `${(await parts.render()).problemsJson(problems)}\n`);
    },
  );
}
