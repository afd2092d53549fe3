import { resolve } from "node:path";
import { readPlainFile } from "../base/files/read.js";
import { unifiedDiff } from "../base/problems/unified-diff.js";
import type { Plan } from "../plan/plan.js";
import { planValues } from "../plan/values.js";
import { isGeneratedBlock, keyedValuesCommand } from "../subjects/deploykf/block-header.js";
import { inlineMasked, refuseUnknownAccount } from "./refusals.js";
import { CommandError, exitCodes } from "./terminal/exit-codes.js";
import type { Io } from "./terminal/io.js";
import { writeOutput } from "./terminal/output.js";
import { say } from "./terminal/print.js";
import { removalLines } from "./text/embedded-minio.js";
import { inlineKeyOf, withoutKey } from "./values-key.js";

/** A plan, and the file that its values are kept in. */
export interface ValuesFile {
  readonly plan: Plan;
  readonly file: string;
  /** Those that named both on the command line. */
  readonly options: string;
  /** How this command is called. */
  readonly call: string;
}

/**
 * Writes the plan's values; with a key in them, those of the stack's output, which `read` gets, if they are the plan's.
 * @throws CommandError where the values can't be complete, a key may not be written, or the file can't
 */
export async function writeValues(
  io: Io,
  values: ValuesFile,
  allowSecrets: boolean,
  read: () => Promise<string>,
): Promise<void> {
  const { plan, file } = values;
  refuseUnknownAccount(plan);
  if (!plan.valuesMasked) {
    writeOutput(io, file, `${plan.values.text}\n`, { option: "--file" });
    for (const line of removalLines(plan.settings)) say(io, line);
    return;
  }
  if (!allowSecrets) throw inlineMasked(plan.stack, values);
  writeOutput(io, file, `${withKey(values, await read())}\n`, { option: "--file", mode: 0o600 });
  say(io, `The backend's key is in ${file}: only you can read it; don't commit it in plain text.`);
  for (const line of removalLines(plan.settings)) say(io, line);
}

/**
 * Compares the file with the plan; line endings don't count, and a key is taken as the file has it. The difference is
 * unified, without any key, and empty where the file is current, or differs in what isn't shown.
 * @throws CommandError where the values can't be complete, or the file is none of ours
 */
export function checkValues({ cwd }: Io, values: ValuesFile) {
  const { plan, file } = values;
  refuseUnknownAccount(plan);
  const text = textOf(cwd, file);
  const { planned, key } = plannedWithKeyOf(plan, text ?? "");
  const masked = plan.valuesMasked && !key;
  if (text === planned && !masked) return { current: true, diff: "", message: `${file} is current` };
  const how = text === undefined ? "is missing" : text === planned ? "has the backend's key masked" : "is stale";
  const diff = diffOf(file, text, planned);
  const withheld = diff === undefined ? ` (${diffWithheld})` : "";
  return { current: false, diff: diff ?? "", message: `${file} ${how}${withheld}: ${writeCommand(values)}` };
}

/** The planned values as a file has them, with the key that stands in this one. */
export function plannedWithKeyOf(plan: Plan, text: string) {
  const key = inlineKeyOf(text);
  const values = plan.valuesMasked && key ? planValues(plan.settings, plan.principals, key) : plan.values;
  return { planned: `${values.text}\n`, key };
}

function writeCommand(values: ValuesFile): string {
  const { plan, options, call } = values;
  return plan.valuesMasked ? keyedValuesCommand(plan.stack, values) : `${call} write ${options}`;
}

/** The plan's values with the key of the stack's output, never the output itself: it may be of an older plan. */
function withKey(values: ValuesFile, output: string): string {
  const { plan } = values;
  const given = unixLines(output).trimEnd();
  const key = isGeneratedBlock(given) ? inlineKeyOf(given) : undefined;
  if (!key) {
    const message = `standard input has no values with the backend's key: ${keyedValuesCommand(plan.stack, values)}`;
    throw new CommandError(message);
  }
  const { text } = planValues(plan.settings, plan.principals, key);
  if (text === given) return text;
  const message = `the stack's output isn't what is planned now, so nothing was written: pulumi up --stack ${plan.stack}, then again`;
  throw new CommandError(message, exitCodes.no);
}

/** Undefined where there is no file. */
function textOf(cwd: string, file: string): string | undefined {
  const read = readPlainFile(resolve(cwd, file));
  if ("unread" in read) {
    if (read.unread.reason === "missing") return undefined;
    throw new CommandError(`${file} ${read.unread.why}`);
  }
  const { text } = read;
  if (text.trim() === "" || isGeneratedBlock(text)) return unixLines(text);
  throw new CommandError(`${file} isn't a generated values block; name the one that is with --file`);
}

/** As `patch -p0` takes it, but for keys; undefined where one could be in it. */
function diffOf(file: string, text: string | undefined, planned: string): string | undefined {
  const [before, after] = [withoutKey(text ?? ""), withoutKey(planned)];
  if (before === undefined || after === undefined) return undefined;
  const diff = unifiedDiff(before, after);
  return diff === "" ? "" : `--- ${text === undefined ? "/dev/null" : file}\n+++ ${file}\n${diff}`;
}

const diffWithheld =
  "the difference isn't shown, as the file isn't just as this program writes it, and could show a key";

export function unixLines(text: string): string {
  return text.replaceAll("\r\n", "\n");
}
