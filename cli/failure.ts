import { CommanderError } from "commander";
import { type Problem, ProblemsError } from "../problems/problem.js";
import { CommandError, type ExitCode, exitCodes } from "./exit-codes.js";

/** Says on standard error how a command ended; `onProblems` is told what was wrong with the input. */
export function fail(error: unknown, onProblems?: (problems: readonly Problem[]) => void): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.noAnswer;
  if (error instanceof ProblemsError) {
    process.stderr.write(`${error.message}\n`);
    onProblems?.(error.problems);
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

/** A reader that has seen enough, such as `head`, is no failure. */
export function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}
