import { oneLine, visible } from "../base/problems/text.js";
import { CommandError, exitCodes } from "./exit-codes.js";

/** Everything that leaves for a terminal goes through here. */

/** Prints an answer. What is data (JSON, values) is written so that this changes nothing in it. */
export function print(text: string): void {
  process.stdout.write(visible(text));
}

/** Says something beside the answer. */
export function say(text: string): void {
  sayMore(`${text}\n`);
}

/** The same of a part of a text, such as what another program prints. */
export function sayMore(text: string): void {
  process.stderr.write(visible(text));
}

/**
 * Names on the command line are repeated in messages: a line break in one would begin a line of its own.
 * @throws CommandError for an argument with characters that can't be printed
 */
export function refuseUnprintable(values: readonly string[]): void {
  const bad = values.find((value) => oneLine(value) !== value);
  if (bad === undefined) return;
  throw new CommandError(`an argument has characters that can't be printed: ${oneLine(bad)}`, exitCodes.noAnswer);
}
