import type { Command } from "commander";
import { stackOf } from "../base/input/stack-files.js";
import { oneLine } from "../base/problems/text.js";
import { CommandError, exitCodes } from "./terminal/exit-codes.js";
import type { Io } from "./terminal/io.js";

interface StackOptions {
  readonly stack?: string;
  readonly configFile?: string;
}

/** A config file says by its name which stack it is of, as Pulumi's own does. */
export function chosenStack({ stack, configFile }: StackOptions): { readonly stack: string; readonly file?: string } {
  if (configFile === undefined) return { stack: stack ?? "dev" };
  const named = stack ?? stackOf(configFile);
  if (named !== undefined) return { stack: named, file: configFile };
  const message = `--config-file ${configFile} doesn't say which stack it is of: name it Pulumi.<stack>.yaml, or add --stack`;
  throw new CommandError(message, exitCodes.noAnswer);
}

/**
 * `npm start --stack prod` keeps the option's name to itself; the plan would be of another stack.
 * @throws CommandError that says how to call `command`, such as `npm -s start --`
 */
export function refuseSwallowedOptions(
  { env }: Io,
  command: string,
  program: Command,
  values: readonly string[],
): void {
  const options = [program, ...program.commands].flatMap((one) => one.options);
  const names = options.flatMap(({ long }) => (long && long !== "--version" ? [long.slice(2)] : []));
  const variableOf = (name: string) => `npm_config_${name.replaceAll("-", "_")}`;
  const name = names.find((one) => env[variableOf(one)]);
  if (name === undefined) return;
  const kept = oneLine(env[variableOf(name)] ?? "");
  const value = kept === "true" ? (values[0] ?? "VALUE") : kept;
  const message = `npm took --${name} for itself; put -- before the options: ${command} --${name} ${value}`;
  throw new CommandError(message, exitCodes.noAnswer);
}
