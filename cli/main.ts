import { readFileSync } from "node:fs";
import { Command, CommanderError, Option } from "commander";
import { stackOf } from "../config/stack-files.js";
import { usesAws } from "../config/uses-aws.js";
import type { Plan } from "../plan/plan.js";
import { planPolicyFiles } from "../plan/policy-files.js";
import { type Finding, ProblemsError } from "../problems/problem.js";
import { renderProblem } from "../problems/report.js";
import { CommandError, type ExitCode, exitCodes } from "./exit-codes.js";
import { type OfflinePlan, planOffline } from "./offline-plan.js";
import { writeFolder, writeOutput } from "./output.js";

interface Options {
  readonly stack?: string;
  readonly configFile?: string;
  readonly format: "text" | "json" | "values";
  readonly show: "plan" | "access" | "up-policy" | "preview-policy";
  readonly output?: string;
  readonly out?: string;
}

/** Parts that not every run needs, loaded when one does. */
export interface LazyParts {
  readonly render: () => typeof import("./render.js");
  readonly program: () => typeof import("./program-run.js");
  readonly eksCluster: () => typeof import("../components/eks-cluster.js");
  readonly gcp: () => typeof import("../components/stores/gcp.js");
  readonly minio: () => typeof import("../components/stores/minio.js");
}

interface Printed {
  readonly text: string;
  /** Why the answer is no, if it is: the text has a hole in it. */
  readonly refusal?: CommandError;
}

async function printed(options: Options, offline: OfflinePlan, parts: LazyParts): Promise<Printed> {
  const { plan } = offline;
  const { format, show } = options;
  if (show === "access") return { text: parts.render().showAccess(plan, format) };
  if (show !== "plan") {
    if (!usesAws(plan.settings)) return { text: "", refusal: noRights() };
    if (plan.facts.accountId === undefined) return { text: "", refusal: accountUnknown(plan.project) };
    const text = parts.render().showDeployerPolicy(plan, show);
    return plan.newCluster ? { text, refusal: clusterNotInPolicy(plan.newCluster.name) } : { text };
  }
  if (format === "values") return printedValues(plan);
  const resources = await parts.program().recordProgram(offline, {
    eksCluster: async () => parts.eksCluster(),
    gcp: async () => parts.gcp(),
    minio: async () => parts.minio(),
  });
  const { planJson, planText } = parts.render();
  return { text: format === "json" ? planJson(plan, resources) : planText(plan, resources) };
}

function printedValues(plan: Plan): Printed {
  if (plan.facts.accountId === undefined && plan.values.namesAccount) {
    return { text: "", refusal: accountUnknown(plan.project) };
  }
  for (const { code, message } of plan.warnings) process.stderr.write(`warning[${code}]: ${message}\n`);
  const { text } = plan.values;
  return plan.valuesMasked ? { text, refusal: inlineMasked(plan.stack) } : { text };
}

async function run(options: Options, parts: LazyParts): Promise<ExitCode> {
  if (options.show !== "plan" && options.format === "values") {
    throw new CommandError("--show prints no values: leave --format out, or --show", exitCodes.noAnswer);
  }
  const { stack, file } = chosenStack(options);
  const offline = planOffline(process.cwd(), stack, file);
  const { text, refusal } = await printed(options, offline, parts);
  if (options.output === undefined && text !== "") process.stdout.write(`${text}\n`);
  if (refusal) throw refusal;
  if (options.output !== undefined) writeOutput(options.output, `${text}\n`);
  if (options.out !== undefined) writePolicies(options.out, offline.plan);
  return exitCodes.done;
}

/** What others have to apply, because this program doesn't make their keys. */
function writePolicies(folder: string, plan: Plan): void {
  const files = planPolicyFiles(plan);
  if (files.length > 0) writeFolder(folder, files);
  else process.stderr.write("No policy to write: this stack makes the keys itself, or the store has no policies.\n");
}

/** A config file says by its name which stack it is of, as Pulumi's own does. */
function chosenStack({ stack, configFile }: Options): { readonly stack: string; readonly file?: string } {
  if (configFile === undefined) return { stack: stack ?? "dev" };
  const named = stack ?? stackOf(configFile);
  if (named !== undefined) return { stack: named, file: configFile };
  const message = `--config-file ${configFile} doesn't say which stack it is of: name it Pulumi.<stack>.yaml, or add --stack`;
  throw new CommandError(message, exitCodes.noAnswer);
}

/** `npm start --stack prod` keeps the option's name to itself; the plan would be of another stack. */
function refuseSwallowedOptions(values: readonly string[]): void {
  const swallowed = ["stack", "config_file", "format", "show", "out", "output"].filter(
    (name) => process.env[`npm_config_${name}`],
  );
  const [name] = swallowed;
  if (name === undefined) return;
  const kept = process.env[`npm_config_${name}`];
  const value = kept === "true" ? (values[0] ?? "VALUE") : kept;
  const message = `npm took --${name} for itself; put -- before the options: npm -s start -- --${name} ${value}`;
  throw new CommandError(message, exitCodes.noAnswer);
}

function accountUnknown(project: string): CommandError {
  return refusal({
    code: "account-unknown",
    message: "the account id is needed, and the stack doesn't state it",
    rule: "ARNs of roles and users contain it; with a hole in them they would be deployed",
    mend: `add ${project}:accountId: "ACCOUNT_ID" below config: (aws sts get-caller-identity --query Account)`,
  });
}

function noRights(): CommandError {
  return refusal({
    code: "policy-without-aws",
    message: "this stack needs no rights in AWS, so there is no policy to print",
    rule: "neither the object store nor the cluster is AWS's",
    mend: "npm -s start -- --out FOLDER writes the policies of the store's own keys",
  });
}

function inlineMasked(stack: string): CommandError {
  return refusal({
    code: "inline-masked",
    message: "the values hold the backend's key, which is masked here",
    rule: "the offline plan decrypts nothing, and a file with a masked key would be deployed",
    mend: `pulumi stack output deploykfValues --show-secrets --stack ${stack}`,
  });
}

function clusterNotInPolicy(name: string): CommandError {
  return refusal({
    code: "policy-without-cluster",
    message: `the policy doesn't cover the creation of the cluster ${name}`,
    rule: "@pulumi/eks creates its control plane, network rules, nodes and roles, and what that takes isn't listed here",
    mend: "use an administrator's credentials for the cluster, or cluster.source: eks with one that exists",
  });
}

function refusal(finding: Finding): CommandError {
  return new CommandError(renderProblem({ ...finding, severity: "error", location: undefined }), exitCodes.no);
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

const help = `
Exit codes:
  0  done
  1  the answer is no: values or a policy that can't be complete
  2  no answer: bad input or usage

Examples:
  npm -s start -- --stack prod
  npm -s start -- --stack prod --format values --output values-object-store.yaml
  npm -s start -- --stack prod --show access`;

function command(): Command {
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
    version: string;
  };
  return new Command("deploykf-object-store")
    .usage("[options]   (npm -s start -- [options])")
    .description("Plans a stack without Pulumi's engine, a cloud account or credentials.")
    .addOption(new Option("--stack <name>", "the stack, of Pulumi.<name>.yaml (default: dev)"))
    .addOption(new Option("--config-file <file>", "the stack's config, where it isn't beside Pulumi.yaml"))
    .addOption(
      new Option("--format <format>", "how to print the plan").choices(["text", "json", "values"]).default("text"),
    )
    .addOption(
      new Option(
        "--show <what>",
        "what to print: the plan, who may do what, the least IAM policy for up or for preview",
      )
        .choices(["plan", "access", "up-policy", "preview-policy"])
        .default("plan"),
    )
    .option("--out <folder>", "also write the policies of keys that others make, in the store's own language")
    .option("--output <file>", "write to a file instead of standard output")
    .version(version)
    .addHelpText("after", help)
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
    refuseSwallowedOptions(process.argv.slice(2));
    program.parse();
    process.exitCode = await run(program.opts<Options>(), parts);
  } catch (error) {
    process.exitCode = fail(error, program.opts<Options>(), parts);
  }
}
