import { CommanderError } from "commander";
import { type Problem, ProblemsError } from "../../base/problems/problem.js";
import { oneLine } from "../../base/problems/text.js";
import { CommandError, type ExitCode, exitCodes } from "./exit-codes.js";
import type { Io } from "./io.js";
import { say } from "./print.js";

/** Says on standard error how a command ended; `onProblems` is told what was wrong with the input. */
export async function fail(
  io: Io,
  error: unknown,
  onProblems?: (problems: readonly Problem[]) => Promise<void>,
): Promise<ExitCode> {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.noAnswer;
  if (error instanceof ProblemsError) {
    say(io, error.message);
    await onProblems?.(error.problems);
    return exitCodes.noAnswer;
  }
  if (error instanceof CommandError) {
    say(io, error.message);
    return error.exitCode;
  }
  say(io, `This is a defect of the program: ${oneLine(messageOf(error))}`);
  say(io, io.env.DEBUG && error instanceof Error ? `${error.stack}` : "DEBUG=1 shows where.");
  return exitCodes.noAnswer;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
