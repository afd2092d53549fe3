import { Command, Option } from "commander";
import { withEngineUrns } from "../recover/urns.js";
import { chosenStack, refuseSwallowedOptions } from "./chosen-stack.js";
import { fail, ignoreClosedPipe } from "./failure.js";
import type { LazyParts } from "./main.js";
import { planOffline } from "./offline-plan.js";
import { refuseUnprintable } from "./terminal.js";

interface Options {
  readonly stack?: string;
  readonly configFile?: string;
  readonly state?: string;
  readonly adopt?: readonly string[];
  readonly yes?: boolean;
  readonly file?: string;
  readonly format: "text" | "json";
  readonly kubeconfig?: string;
}

/** Parts that are loaded once the input is known to be good. */
interface RecoverParts extends Pick<LazyParts, "program"> {
  readonly recover: () => typeof import("./recover/recover.js");
  readonly pulumi: () => typeof import("./recover/pulumi.js");
}

/** Runs `npm run recover` and sets the exit code. */
export async function main(parts: RecoverParts): Promise<void> {
  process.stdout.on("error", ignoreClosedPipe);
  try {
    refuseUnprintable(process.argv.slice(2));
    const program = command();
    refuseSwallowedOptions("npm -s run recover --", program, process.argv.slice(2));
    process.exitCode = await run(program.parse().opts<Options>(), parts);
  } catch (error) {
    process.exitCode = fail(error);
  }
}

async function run(options: Options, parts: RecoverParts) {
  const { stack, file: stackFile } = chosenStack(options);
  const root = process.cwd();
  const offline = planOffline(root, stack, stackFile);
  const { resources, plugins } = await parts.program().recordWithPlugins(offline);
  const none = { provider: undefined, version: undefined };
  return parts.recover().recover({
    ...{ offline, root, stateFile: options.state, file: options.file },
    registered: withEngineUrns(
      resources.map((one) => ({ ...one, ...(plugins.get(one.urn) ?? none) })),
      offline.plan,
    ),
    pulumi: parts.pulumi().pulumiIn(root),
    adopt: options.adopt ?? [],
    yes: options.yes ?? false,
    format: options.format,
    kubeconfig: options.kubeconfig,
  });
}

const help = `
Exit codes:
  0  nothing to recover, or all of it done
  1  something to do (without --yes), or something is refused
  2  no answer: something couldn't be looked at, bad input or usage

Examples:
  npm -s run recover -- --stack prod
  npm -s run recover -- --stack prod --yes
  npm -s run recover -- --stack prod --adopt acme-kubeflow-pipelines`;

function command(): Command {
  return new Command("recover")
    .usage("[options]   (npm -s run recover -- [options])")
    .description("Brings a stack back whose up died, or takes over what was made by hand.")
    .option("--stack <name>", "the stack, of Pulumi.<name>.yaml (default: dev)")
    .option("--config-file <file>", "the stack's config, where it isn't beside Pulumi.yaml")
    .option("--state <file>", "the state as pulumi stack export prints it (default: that command is run)")
    .option("--adopt <names...>", "what was made by hand and is to be this stack's: names that the plan has")
    .option("--yes", "carry it out: import, delete lost access keys, clear pending operations")
    .option("--file <file>", "where to write the file for pulumi import (default: import-<stack>.json)")
    .option("--kubeconfig <file>", "of the stack's cluster, where the stack's config doesn't name one")
    .addOption(new Option("--format <format>", "how to print it").choices(["text", "json"]).default("text"))
    .addHelpText("after", help)
    .exitOverride();
}
