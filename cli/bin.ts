import { manifest } from "../base/files/package-of.js";
import { oneLine } from "../base/problems/text.js";
import { type ExitCode, exitCodes } from "./terminal/exit-codes.js";
import type { Io } from "./terminal/io.js";
import { print, say } from "./terminal/print.js";

type Run = (args: readonly string[], io: Io) => Promise<ExitCode>;

export interface Commands {
  readonly plan: Run;
  readonly compare: Run;
  readonly values: Run;
  readonly recover: Run;
}

const help = `Usage: deploykf-object-store COMMAND [options]

Commands:
  plan          plan a stack without Pulumi's engine, a cloud account or credentials
  compare BASE  what changes since BASE, and who gains or loses access
  values        write the file with the deployKF values, or check it
  recover       bring a stack back whose up died, or take over what was made by hand
  help          print this; COMMAND --help has the options of one

  --version     print the version
`;

/** The package's command line: the first argument is a command's name. */
export async function runBin(
  [name = "help", ...args]: readonly string[],
  io: Io,
  commands: Commands,
): Promise<ExitCode> {
  if (isCommand(name, commands)) return commands[name](args, io);
  if (name === "--version" || name === "-V") print(io, `${manifest().version}\n`);
  else if (name === "help" || name === "--help" || name === "-h") print(io, help);
  else {
    say(io, `there is no command ${oneLine(name)}: it is one of ${Object.keys(commands).join(", ")}`);
    return exitCodes.noAnswer;
  }
  return exitCodes.done;
}

function isCommand(name: string, commands: Commands): name is keyof Commands {
  return Object.hasOwn(commands, name);
}
