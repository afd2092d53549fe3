import { Command, Option } from "commander";
import { registeredBy } from "../recover/urns.js";
import { chosenStack, ofStack, runCommand, type StackOptions } from "./command.js";
import { planOffline } from "./offline/offline-plan.js";
import type { RecoverChoices } from "./recover/recover.js";
import type { LazyParts } from "./start.js";
import type { ExitCode } from "./terminal/exit-codes.js";
import type { Io } from "./terminal/io.js";
import { outputOf } from "./terminal/print.js";

/** Parts that are loaded once the input is known to be good. */
interface RecoverParts extends Pick<LazyParts, "program"> {
  readonly recover: () => Promise<typeof import("./recover/recover.js")>;
  readonly pulumi: () => Promise<typeof import("./recover/pulumi.js")>;
}

/** Brings a stack back whose `up` died. */
export function run(args: readonly string[], io: Io, parts: RecoverParts): Promise<ExitCode> {
  const program = command(io);
  const line = { args, program, call: io.calls.recover };
  return runCommand(io, line, () => recovered(program.opts<StackOptions & RecoverChoices>(), io, parts));
}

async function recovered(options: StackOptions & RecoverChoices, io: Io, parts: RecoverParts): Promise<ExitCode> {
  const { stack, file } = chosenStack(options);
  const offline = planOffline(io.cwd, stack, file);
  const { recordProgram } = await parts.program();
  const registered = registeredBy(await recordProgram(offline, io), offline.plan);
  const [{ recover }, { pulumiIn }] = [await parts.recover(), await parts.pulumi()];
  return recover({ ...options, io, offline, pulumi: pulumiIn(io), registered });
}

const help = (call: string) => `
Exit codes:
  0  nothing to recover, or all of it done
  1  something to do (without --yes), or something is refused
  2  no answer: something couldn't be looked at, bad input or usage

Examples:
  ${call} --stack prod
  ${call} --stack prod --yes
  ${call} --stack prod --adopt acme-kubeflow-pipelines`;

function command(io: Io): Command {
  const program = new Command("recover")
    .usage(`[options]   (${io.calls.recover} [options])`)
    .configureOutput(outputOf(io))
    .description("Brings a stack back whose up died, or takes over what was made by hand.");
  return ofStack(program)
    .option("--state <file>", "the state as pulumi stack export prints it (default: that command is run)")
    .option("--adopt <names...>", "what was made by hand and is to be this stack's: names that the plan has")
    .option("--yes", "carry it out: import, delete lost access keys, clear pending operations")
    .option("--file <file>", "where to write the file for pulumi import (default: import-<stack>.json)")
    .option("--kubeconfig <file>", "of the stack's cluster, where the stack's config doesn't name one")
    .addOption(new Option("--format <format>", "how to print it").choices(["text", "json"]).default("text"))
    .addHelpText("after", help(io.calls.recover))
    .exitOverride();
}
