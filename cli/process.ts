import type { Calls } from "./terminal/calls.js";
import type { ExitCode } from "./terminal/exit-codes.js";
import type { Io } from "./terminal/io.js";

/** Runs a command in this process, and sets its exit code: everything that a command has of a process is taken here. */
export async function inThisProcess(
  run: (args: readonly string[], io: Io) => Promise<ExitCode>,
  calls: Calls,
): Promise<void> {
  process.stdout.on("error", ignoreClosedPipe);
  process.exitCode = await run(process.argv.slice(2), {
    cwd: process.cwd(),
    env: process.env,
    stdout: process.stdout,
    stderr: process.stderr,
    // Opened where it is read.
    get stdin() {
      return process.stdin;
    },
    settled,
    calls,
  });
}

/** The process must have nothing else to do meanwhile: its idle moment is the end of the program. */
async function settled(program: () => Promise<unknown>): Promise<ReadonlySet<unknown>> {
  const failures = new Set<unknown>();
  const collect = (error: unknown) => failures.add(error);
  process.on("unhandledRejection", collect);
  program().catch(collect);
  // Something to come keeps the process alive: another run may follow, and ends the same way.
  await new Promise((resolve) => process.once("beforeExit", () => setImmediate(resolve)));
  process.off("unhandledRejection", collect);
  return failures;
}

/** A reader that has seen enough, such as `head`, is no failure. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}
