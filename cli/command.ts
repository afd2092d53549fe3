import { type Command, CommanderError } from "commander";
import { stackOf } from "../base/input/stack-files.js";
import { type Problem, ProblemsError } from "../base/problems/problem.js";
import { oneLine } from "../base/problems/text.js";
import { CommandError, type ExitCode, exitCodes } from "./terminal/exit-codes.js";
import type { Io } from "./terminal/io.js";
import { messageOf, say } from "./terminal/print.js";

/** What every command line has in common: it is one of a stack, and ends with an exit code whatever happens. */

export interface CommandLine {
  readonly args: readonly string[];
  readonly program: Command;
  /** How it is called, such as `npm -s start --`. */
  readonly call: string;
  /** Arguments behind that. */
  readonly values?: readonly string[];
}

/** Parses the arguments, and answers; `onProblems` is told what was wrong with the input. */
export async function runCommand(
  io: Io,
  { args, program, call, values = args }: CommandLine,
  answer: () => ExitCode | Promise<ExitCode>,
  onProblems?: (problems: readonly Problem[]) => Promise<void>,
): Promise<ExitCode> {
  try {
    refuseUnprintable(args);
    refuseSwallowedOptions(io, call, program, values);
    await program.parseAsync(args, { from: "user" });
    return await answer();
  } catch (error) {
    if (error instanceof ProblemsError) {
      say(io, error.message);
      await onProblems?.(error.problems);
      return exitCodes.noAnswer;
    }
    return failed(io, error);
  }
}

/** The options that say which stack it is. */
export function ofStack(command: Command): Command {
  return command
    .option("--stack <name>", "the stack, of Pulumi.<name>.yaml (default: dev)")
    .option("--config-file <file>", "the stack's config, where it isn't beside Pulumi.yaml");
}

export interface StackOptions {
  readonly stack?: string;
  readonly configFile?: string;
}

/** A config file says by its name which stack it is of, as Pulumi's own does. */
export function chosenStack({ stack, configFile }: StackOptions): { readonly stack: string; readonly file?: string } {
  if (configFile === undefined) return { stack: stack ?? "dev" };
  const named = stack ?? stackOf(configFile);
  if (named !== undefined) return { stack: named, file: configFile };
  const message = `--config-file ${configFile} doesn't say which stack it is of: name it Pulumi.<stack>.yaml, or add --stack`;
  throw new CommandError(message);
}

/**
 * `npm start --stack prod` keeps the option's name to itself; the plan would be of another stack.
 * @throws CommandError that says how to call `command`, such as `npm -s start --`
 */
function refuseSwallowedOptions({ env }: Io, command: string, program: Command, values: readonly string[]): void {
  const options = [program, ...program.commands].flatMap((one) => one.options);
  const names = options.flatMap(({ long }) => (long && long !== "--version" ? [long.slice(2)] : []));
  const variableOf = (name: string) => `npm_config_${name.replaceAll("-", "_")}`;
  const name = names.find((one) => env[variableOf(one)]);
  if (name === undefined) return;
  const kept = oneLine(env[variableOf(name)] ?? "");
  const value = kept === "true" ? (values[0] ?? "VALUE") : kept;
  throw new CommandError(`npm took --${name} for itself; put -- before the options: ${command} --${name} ${value}`);
}

/**
 * Names on the command line are repeated in messages: a line break in one would begin a line of its own.
 * @throws CommandError for an argument with characters that can't be printed
 */
export function refuseUnprintable(values: readonly string[]): void {
  const bad = values.find((value) => oneLine(value) !== value);
  if (bad === undefined) return;
  throw new CommandError(`an argument has characters that can't be printed: ${oneLine(bad)}`);
}

/** Says on standard error how a command ended. */
function failed(io: Io, error: unknown): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.noAnswer;
  if (error instanceof CommandError) {
    say(io, error.message);
    return error.exitCode;
  }
  say(io, `This is a defect of the program: ${oneLine(messageOf(error))}`);
  say(io, io.env.DEBUG && error instanceof Error ? `${error.stack}` : "DEBUG=1 shows where.");
  return exitCodes.noAnswer;
}
