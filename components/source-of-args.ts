import type { Asker } from "../base/aws/ask-account.js";
import type { Arguments, Known } from "../base/input/args.js";
import type { Texts } from "../base/planned/resources.js";
import { type Problem, ProblemsError } from "../base/problems/problem.js";
import { renderProblem, reportErrors } from "../base/problems/report.js";
import { type Plan, planObjectStore } from "../plan/plan.js";
import { readArguments, settingsOf } from "../settings/args.js";
import { type Settings, usesAws } from "../settings/settings.js";
import type { Facts } from "../subjects/access/facts.js";
import { checkKubeconfig } from "../subjects/cluster/ask-kubeconfig.js";
import { usesRoles } from "../subjects/identity/who.js";
import type { DeploykfObjectStoreArgs } from "./args.js";
import { asRunError, inputsOf, programContext } from "./arguments.js";
import { account, issuer, Lookups } from "./lookups.js";
import { checkRegistrable } from "./ready.js";
import { type StoreSite, StoreSource } from "./store-source.js";

/**
 * What the facade is made from, by its arguments.
 * @throws RunError with every problem that can be known now
 */
export function sourceOfArgs(name: string, args: DeploykfObjectStoreArgs): StoreSource {
  return asRunError(() => sourceOf(readArguments(args, programContext(name))));
}

/**
 * The same of arguments that are read; `say` is what a problem is told as.
 * @throws ProblemsError with every problem that can be known now
 */
export function sourceOf(read: Arguments, say = (problem: Problem) => problem): StoreSource {
  const inputs = inputsOf(read);
  const plan = (texts: Texts, issuerUrl?: string) => planOf({ read, say }, inputs.known(texts), issuerUrl);
  const shape = plan(new Map());
  if (shape.secretsCluster?.kubeconfig) checkKubeconfig(shape.secretsCluster, shape.settings.cluster, undefined);
  checkRegistrable(shape);
  const warnings = shape.warnings.map((warning) => renderProblem(read.conceal(warning)));
  const at = (component: Asker): StoreSite => {
    const conceal = (problem: Problem) => say(read.conceal(problem, inputs.seen()));
    const lookups = new Lookups(shape, read, component, conceal);
    return {
      secrets: lookups.secrets,
      late: [...inputs.late, ...lookups.late],
      gate: lookups.gate,
      checks: (known) => lookups.checks(known),
    };
  };
  return new StoreSource(shape, at, plan, warnings);
}

/** Arguments, and what their problems are told as. */
interface Said {
  readonly read: Arguments;
  readonly say: (problem: Problem) => Problem;
}

/** @throws ProblemsError in which nothing is shown that may be a secret */
function planOf({ read, say }: Said, known: Known, issuerUrl: string | undefined): Plan {
  try {
    const settings = settingsOf(read, known);
    return planObjectStore(settings, factsOf(settings, known.texts, issuerUrl));
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error;
    const problems = error.problems.map((problem) => say(read.conceal(problem, known)));
    throw new ProblemsError(problems, reportErrors(problems));
  }
}

/** What arguments say, else what is looked up, or stands for it. */
function factsOf(settings: Settings, texts: Known["texts"], newIssuer: string | undefined): Facts {
  const { cluster, auth, deploykf } = settings;
  const found = ({ key, standIn }: typeof account) => {
    const text = texts.get(key);
    return typeof text === "string" ? text : standIn;
  };
  const stated = cluster.source === "kubeconfig" ? undefined : cluster.issuerUrl;
  const isLookedUp = (cluster.source === "eks" || cluster.source === "stack") && usesRoles(auth, deploykf.profiles);
  return {
    accountId: settings.accountId ?? (usesAws(settings) ? found(account) : undefined),
    issuerUrl: newIssuer ?? stated ?? (isLookedUp ? found(issuer) : undefined),
    oidcClientIds: [],
    today: new Date().toISOString().slice(0, 10),
  };
}
