/** cli/recover/ asks accounts, stores, clusters and Pulumi, and carries out; what is to be done recover/ decides. */

import { resolve } from "node:path";
import { mostJsonBytes, readPlainFile } from "../../base/files/read.js";
import { hasSecure, parsedConfig } from "../../base/input/secure.js";
import { stackFileOf } from "../../base/input/stack-files.js";
import { accessKeyType, secretType, userType } from "../../plan/resource-types.js";
import { decideKeys, type KeyDecision } from "../../recover/access-keys.js";
import { candidatesOf, type Registered } from "../../recover/candidates.js";
import { type Decision, type DecisionContext, decide, isAsked } from "../../recover/decide.js";
import { notAdoptable } from "../../recover/findings.js";
import type { Found } from "../../recover/found.js";
import { importFile } from "../../recover/import-file.js";
import { adoptedBy } from "../../recover/kinds.js";
import { type Outcome, outcomeOf } from "../../recover/outcome.js";
import { parseState, type StackState } from "../../recover/state.js";
import { outcomeJson, outcomeText } from "../../recover/text.js";
import { stackType } from "../../recover/urns.js";
import type { OfflinePlan } from "../offline/offline-plan.js";
import { CommandError, type ExitCode, exitCodes, findingError } from "../terminal/exit-codes.js";
import type { Io } from "../terminal/io.js";
import { print } from "../terminal/print.js";
import { mapFew } from "./ask.js";
import { type Askers, askersFor } from "./askers.js";
import { carryOut, propose } from "./carry-out.js";
import { type Pulumi, stateUnread } from "./pulumi.js";
import { exportedState } from "./state-export.js";

/** As the command line says it. */
export interface RecoverChoices {
  readonly state?: string;
  readonly adopt?: readonly string[];
  readonly yes?: boolean;
  readonly file?: string;
  readonly format: "text" | "json";
  readonly kubeconfig?: string;
}

export interface RecoverOptions extends RecoverChoices {
  readonly io: Io;
  readonly offline: OfflinePlan;
  readonly registered: readonly Registered[];
  readonly pulumi: Pulumi;
}

/**
 * Compares what the plan has with what exists and what the state knows, and brings the state back in step: by a file for
 * `pulumi import`, or by running it.
 * @throws CommandError
 */
export async function recover(options: RecoverOptions): Promise<ExitCode> {
  const { io, offline, registered, pulumi, file: path } = options;
  const { stack } = offline.plan;
  const state = await readState(options);
  const config = await decrypted(options);
  const askers = await askersFor({ ...options, plan: offline.plan, config });
  if ("finding" in askers) throw findingError(askers.finding);
  const outcome = await lookedAt(options, state, askers);
  const file = importFile(outcome.imports, registered, state);
  const text = options.format === "json" ? outcomeJson(stack, outcome, file) : outcomeText(stack, outcome);
  print(io, `${text}\n`);
  const stackUrn = [...state.resources.values()].find(({ type }) => type === stackType)?.urn;
  const steps = { io, stack, configFile: configFile(offline.plan), pulumi, path, outcome, file, stackUrn };
  if (options.yes) await carryOut(steps, askers);
  else propose(steps);
  if (outcome.verdict === "unknown") return exitCodes.noAnswer;
  const open = outcome.verdict === "refused" || (outcome.verdict === "todo" && !options.yes);
  return open ? exitCodes.no : exitCodes.done;
}

/** Where the stack's config isn't beside Pulumi.yaml, Pulumi has to be told, too: its providers are configured by it. */
function configFile({ stack, settings }: OfflinePlan["plan"]): readonly string[] {
  return settings.stackFile === stackFileOf(stack) ? [] : ["--config-file", settings.stackFile];
}

async function readState({ io, pulumi, state: file, offline, yes }: RecoverOptions): Promise<StackState> {
  const text = file === undefined ? await exportedState(io, pulumi, offline.plan, yes) : readText(io, file);
  const source = file ?? "what pulumi stack export printed";
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's message would repeat what stands there.
    throw stateUnread(`${source} isn't JSON`);
  }
  const state = parseState(value);
  if (!state) throw stateUnread(`${source} isn't the state of a stack`);
  return state;
}

function readText({ cwd }: Io, file: string): string {
  const read = readPlainFile(resolve(cwd, file), mostJsonBytes);
  if ("unread" in read) throw stateUnread(`${file} ${read.unread.why}`);
  return read.text;
}

/** Credentials that the stack's file has encrypted, in clear for this process alone. */
async function decrypted({ offline, pulumi }: RecoverOptions): Promise<Readonly<Record<string, string>>> {
  const { config, plan } = offline;
  const secret = Object.entries(config).filter(
    ([key, value]) => /^(?:aws|minio):/.test(key) && hasSecure(parsedConfig(value)),
  );
  const read = await mapFew(secret, async ([key]) => {
    const { exitCode, stdout } = await pulumi(["config", "get", key, "--stack", plan.stack, ...configFile(plan)]);
    if (exitCode === 0) return [key, stdout.trim()] as const;
    throw new CommandError(`${key} can't be decrypted: pulumi config get ended with exit code ${exitCode}`);
  });
  return { ...config, ...Object.fromEntries(read) };
}

async function lookedAt(options: RecoverOptions, state: StackState, askers: Askers): Promise<Outcome> {
  const { io, offline, registered } = options;
  const { stack, settings } = offline.plan;
  const candidates = candidatesOf(registered, state, { partition: settings.partition, accountId: askers.accountId });
  const context: DecisionContext = { stack, call: io.calls.recover, state, registered, adopt: new Set(options.adopt) };
  refuseUnknownNames(candidates, context);
  const found = await mapFew(candidates, async (candidate) =>
    candidate.subject && isAsked(candidate, context) ? askers.ask(candidate.subject) : undefined,
  );
  const decisions = candidates.map((candidate, index) => decide(candidate, found[index], context));
  return outcomeOf(decisions, await decidedKeys(decisions, found, context, askers), state);
}

function refuseUnknownNames(candidates: ReturnType<typeof candidatesOf>, context: DecisionContext): void {
  const open = candidates.filter((candidate) => isAsked(candidate, context));
  const names = [...new Set(open.flatMap(({ subject }) => (subject ? [adoptedBy(subject)] : [])))];
  const strange = [...context.adopt].find((name) => !names.includes(name));
  if (strange !== undefined) throw findingError(notAdoptable(strange, names));
}

/** Keys of users that are, or will be, this stack's. */
async function decidedKeys(
  decisions: readonly Decision[],
  found: readonly (Found | undefined)[],
  { state }: DecisionContext,
  askers: Askers,
): Promise<readonly KeyDecision[]> {
  const things = found.flatMap((one) => (one?.answer === "there" ? [one.thing] : []));
  const inSecrets = new Set(things.flatMap(({ accessKeys = [] }) => accessKeys));
  const secretsKnown = !decisions.some(
    ({ candidate, action }) => candidate.type === secretType && action === "unknown",
  );
  const holders = new Set(
    decisions.flatMap(({ candidate: { type, inputs } }) => (type === accessKeyType ? [inputs.user] : [])),
  );
  const inState = [...state.resources.values()].flatMap(({ type, id }) => (type === userType && id ? [id] : []));
  const imported = decisions.flatMap(({ candidate: { subject }, action }) =>
    subject?.is === "user" && action === "import" ? [subject.name] : [],
  );
  const own = [...new Set([...inState, ...imported])].filter((user) => holders.has(user));
  const isKnown = (id: string) => state.accessKeys.has(id) || inSecrets.has(id);
  const keys = await mapFew(own, (user) => askers.keysOf(user, isKnown));
  return keys.flatMap((one) => decideKeys(one, { state, inSecrets, secretsKnown }));
}
