import type { Finding } from "../../base/problems/problem.js";
import { renderProblem } from "../../base/problems/report.js";

/** What every command's exit code says, as diff and grep do. */
export const exitCodes = {
  /** Done, or yes. */
  done: 0,
  /** The answer is no: differs, incomplete, a check failed. */
  no: 1,
  /** No answer: bad input, bad usage, something out of reach. */
  noAnswer: 2,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** A message for the user that ends the command. */
export class CommandError extends Error {
  constructor(
    message: string,
    readonly exitCode: ExitCode = exitCodes.noAnswer,
  ) {
    super(message);
  }
}

/** The same that says rule and mend, too. */
export function findingError(finding: Finding, exitCode?: ExitCode): CommandError {
  return new CommandError(renderProblem({ ...finding, severity: "error", location: undefined }), exitCode);
}
