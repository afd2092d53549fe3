import { Command } from "commander";
import { mostConfigBytes, textOf } from "../base/files/read.js";
import { shellWord } from "../base/problems/shell.js";
import { chosenStack, ofStack, runCommand, type StackOptions } from "./command.js";
import { planOffline } from "./offline/offline-plan.js";
import { CommandError, type ExitCode, exitCodes } from "./terminal/exit-codes.js";
import type { Io } from "./terminal/io.js";
import { outputOf, print, say, sayWarnings } from "./terminal/print.js";
import { checkValues, type ValuesFile, writeValues } from "./values-file.js";

interface Options extends StackOptions {
  readonly file?: string;
  readonly allowSecrets?: boolean;
}

/** Writes or checks the values file. */
export function run(args: readonly string[], io: Io): Promise<ExitCode> {
  const [subcommand = "write", ...values] = args;
  let exitCode: ExitCode = exitCodes.done;
  const program = command(io, (answer) => {
    exitCode = answer;
  });
  return runCommand(io, { args, program, call: `${io.calls.values} ${subcommand}`, values }, () => exitCode);
}

const help = (call: string) => `
Exit codes:
  0  done; the file is current
  1  the answer is no: the file is stale or missing, or the values can't be complete
  2  no answer: bad input or usage

Examples:
  ${call} write --stack prod
  ${call} check --stack prod
  pulumi stack output deploykfValues --show-secrets --stack prod |
    ${call} write --stack prod --allow-secrets`;

function command(io: Io, end: (exitCode: ExitCode) => void): Command {
  const program = new Command("values")
    .usage(`write|check [options]   (${io.calls.values} write|check [options])`)
    .description("Keeps the file with the deployKF values in step with the plan.")
    .configureOutput(outputOf(io))
    .helpCommand(false)
    .addHelpText("after", help(io.calls.values))
    .exitOverride();
  ofFile(program.command("write").description("write the file, whole or not at all"))
    .option("--allow-secrets", "where a key is in the values: take them from standard input, write them for you alone")
    .action(async (options: Options) => {
      await writeValues(io, valuesFileOf(io, options), options.allowSecrets === true, () => standardInput(io));
    });
  ofFile(program.command("check").description("compare the file with the plan, and print the difference")).action(
    (options: Options) => end(checked(io, options)),
  );
  return program;
}

function ofFile(subcommand: Command): Command {
  return ofStack(subcommand)
    .option("--file <file>", "the values file (default: the config's deploykf.generatedFile)")
    .exitOverride();
}

function checked(io: Io, options: Options): ExitCode {
  const { current, diff, message } = checkValues(io, valuesFileOf(io, options));
  if (current) print(io, `${message}\n`);
  else {
    print(io, diff);
    say(io, message);
  }
  return current ? exitCodes.done : exitCodes.no;
}

function valuesFileOf(io: Io, options: Options): ValuesFile {
  const { stack, file: configFile } = chosenStack(options);
  const { plan } = planOffline(io.cwd, stack, configFile);
  sayWarnings(io, plan.warnings);
  const named = [
    `--stack ${stack}`,
    ...(configFile === undefined ? [] : [`--config-file ${shellWord(configFile)}`]),
    ...(options.file === undefined ? [] : [`--file ${shellWord(options.file)}`]),
  ];
  return { plan, file: options.file ?? plan.settings.generatedFile, options: named.join(" "), call: io.calls.values };
}

async function standardInput({ stdin }: Io): Promise<string> {
  if (stdin.isTTY) {
    throw new CommandError("--allow-secrets reads the values from standard input, which is a terminal");
  }
  const read = textOf(await bounded(stdin, mostConfigBytes), mostConfigBytes);
  if ("unread" in read) throw new CommandError(`standard input ${read.unread.why}`);
  return read.text;
}

/** Undefined: there is more than the bound. */
async function bounded(stream: AsyncIterable<Buffer>, mostBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let total = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    total += chunk.length;
    if (total > mostBytes) return undefined;
  }
  return Buffer.concat(chunks);
}
