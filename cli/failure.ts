import { CommanderError } from "commander";
import { type Problem, ProblemsError } from "../base/problems/problem.js";
import { oneLine } from "../base/problems/text.js";
import { CommandError, type ExitCode, exitCodes } from "./exit-codes.js";
import { say } from "./terminal.js";

/** Says on standard error how a command ended; `onProblems` is told what was wrong with the input. */
export function fail(error: unknown, onProblems?: (problems: readonly Problem[]) => void): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.noAnswer;
  if (error instanceof ProblemsError) {
    say(error.message);
    onProblems?.(error.problems);
    return exitCodes.noAnswer;
  }
  if (error instanceof CommandError) {
    say(error.message);
    return error.exitCode;
  }
  say(`This is a defect of the program: ${oneLine(messageOf(error))}`);
  say(process.env.DEBUG && error instanceof Error ? `${error.stack}` : "DEBUG=1 shows where.");
  return exitCodes.noAnswer;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** A reader that has seen enough, such as `head`, is no failure. */
export function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}
