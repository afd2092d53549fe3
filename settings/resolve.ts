import type { Node } from "../base/input/node.js";
import { parseConfig, parseKey, reportUnfit } from "../base/input/parse.js";
import { reportPlainSecrets } from "../base/input/plain-secrets.js";
import type { RawConfig } from "../base/input/raw.js";
import { reportUnknownKeys } from "../base/input/unknown-keys.js";
import { type Problem, type ProblemList, ProblemsError } from "../base/problems/problem.js";
import { reportErrors, throwOnErrors } from "../base/problems/report.js";
import { checkOidcProvider } from "../subjects/cluster/settings.js";
import { deploykfDefaults } from "../subjects/deploykf/defaults.js";
import { resolveGiven } from "../subjects/deploykf/given.js";
import { readValuesFiles } from "../subjects/deploykf/values-files.js";
import { usesRoles } from "../subjects/identity/who.js";
import { resolveDeploykf } from "./deploykf.js";
import { resolveInfrastructure } from "./infrastructure.js";
import { checkKeys } from "./keys.js";
import { type Config, keysFor, stackKeys } from "./schema.js";
import type { Settings } from "./settings.js";
import { resolveSharing } from "./sharing.js";

/**
 * Checks the whole stack config and the values files that it names.
 * @throws ProblemsError with every problem found, each with its place
 */
export function resolveSettings(raw: RawConfig | undefined, problems: ProblemList): Settings {
  const config = raw && reportUnfit(raw, problems) ? readConfig(raw, problems) : undefined;
  const own = raw && config && resolveAlone(config, raw, problems);
  const sharedWith =
    raw && config && own
      ? resolveSharing(config, raw, own, (other, found) => resolveAlone(readConfig(other, found), other, found))
      : [];
  const settings = own && { ...own, sharedWith, warnings: problems.warnings };
  const { errors } = problems;
  if (settings && errors.length > 0 && errors.every(({ code }) => code === "key-missing")) {
    throw new KeysMissing(errors, reportErrors(errors, explaining(problems), raw?.words.more), settings);
  }
  throwOnErrors(errors, explaining(problems), raw?.words.more);
  if (!settings) throw new Error("settings are incomplete, but nothing was reported");
  return settings;
}

/** Nothing is missing but provided keys, which a plan doesn't need: what they should be allowed is known before they exist. */
export class KeysMissing extends ProblemsError {
  constructor(
    problems: readonly Problem[],
    report: string,
    readonly settings: Settings,
  ) {
    super(problems, report);
  }
}

function readConfig(raw: RawConfig, problems: ProblemList): Node<Config> {
  reportUnknownKeys(raw, problems);
  reportPlainSecrets(raw, problems);
  const platform = parseKey("platform", stackKeys.platform, raw, problems);
  return parseConfig(keysFor(platform, raw.schema), raw, problems);
}

/** What is missing may be in an environment that nobody here can see. */
function explaining({ errors, warnings }: ProblemList): readonly Problem[] {
  const missing = errors.some(({ code }) => code === "config-missing" || code === "key-missing");
  return missing ? warnings.filter(({ code }) => code === "environment-unseen") : [];
}

/** Without a look at other stacks. */
function resolveAlone(config: Node<Config>, raw: RawConfig, problems: ProblemList): Settings | undefined {
  const infrastructure = resolveInfrastructure(config, raw, problems);
  const { profiles, deploykf } = config.value;
  if (!deploykf) return undefined;

  const given = resolveGiven(config.at("deploykf") as Node<typeof deploykf>, raw.files, problems);
  if (!given) return undefined;
  const { version } = given;
  const defaults = deploykfDefaults(version ?? "0.1.5");
  const values = readValuesFiles(given.values, deploykf.generatedFile, raw.files, defaults, problems);
  if (!values || !profiles) return undefined;

  const resolved = resolveDeploykf(config, { values, infrastructure, problems });
  if (!infrastructure || !resolved) return undefined;
  checkKeys(config, raw, { ...infrastructure, deploykf: resolved }, problems);
  checkOidcProvider(config.at("cluster"), usesRoles(infrastructure.auth, resolved.profiles));
  if (!version) return undefined;
  return {
    project: raw.project,
    stack: raw.stack,
    stackFile: raw.stackFile,
    ...infrastructure,
    sharedWith: [],
    deploykf: { version, ...resolved },
    generatedFile: deploykf.generatedFile,
    warnings: [],
    ...(raw.given && { standIns: raw.given.standIns }),
  };
}
