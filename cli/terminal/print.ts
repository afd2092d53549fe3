import type { Problem } from "../../base/problems/problem.js";
import { oneLine, visible } from "../../base/problems/text.js";
import type { Io } from "./io.js";

/** Everything that leaves for a terminal goes through here. */

/** Prints an answer. What is data (JSON, values) is written so that this changes nothing in it. */
export function print({ stdout }: Pick<Io, "stdout">, text: string): void {
  stdout.write(visible(text));
}

/** Says something beside the answer. */
export function say(io: Pick<Io, "stderr">, text: string): void {
  sayMore(io, `${text}\n`);
}

/** The same of a part of a text, such as what another program prints. */
export function sayMore({ stderr }: Pick<Io, "stderr">, text: string): void {
  stderr.write(visible(text));
}

/** Beside an answer that has no room for them. */
export function sayWarnings(io: Pick<Io, "stderr">, warnings: readonly Pick<Problem, "code" | "message">[]): void {
  for (const { code, message } of warnings) say(io, `warning[${code}]: ${oneLine(message)}`);
}

/** What the parser of the command line prints: usage and help. */
export function outputOf({ stdout, stderr }: Io) {
  return {
    writeOut: (text: string) => void stdout.write(text),
    writeErr: (text: string) => void stderr.write(text),
  };
}

/** What went wrong, in its own words. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
