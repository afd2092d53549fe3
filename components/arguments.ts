import * as pulumi from "@pulumi/pulumi";
import type { Arguments, Known } from "../base/input/args.js";
import type { Late, Texts } from "../base/planned/resources.js";
import { shownError } from "../base/planned/resources-error.js";
import { ProblemsError } from "../base/problems/problem.js";
import { reportErrors } from "../base/problems/report.js";
import type { ProgramContext } from "../settings/args.js";
import { programName } from "../subjects/cluster/plan.js";

/** Of the program that runs. Paths are relative to its folder, which the engine makes the current one, for plugins, too. */
export function programContext(component: string = programName): ProgramContext {
  return {
    project: pulumi.getProject(),
    stack: pulumi.getStack(),
    // The program's own component has the names that it had, and a second one has others.
    component: component === programName ? undefined : component,
    root: process.cwd(),
    engine: pulumi.runtime.allConfig(),
    isOutput: pulumi.Output.isInstance,
  };
}

/** A report is all that the user is shown: no stack trace, and no value as other errors of the SDK show it. */
export function asRunError<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof ProblemsError) throw shownProblems(error, "Nothing of this component was registered.");
    throw error;
  }
}

/** In a program of somebody's, which has made other things by then. */
export function shownProblems({ problems }: ProblemsError, outcome: string): pulumi.RunError {
  return shownError(reportErrors(problems, [], "they are shown once these are mended", outcome));
}

/** Of a value as it was passed: plain, a promise or an output. */
export function outputOf(value: unknown): pulumi.Output<unknown> {
  return pulumi.all([value]).apply(([known]) => known);
}

/** A value that is given out once some checks hold. */
export function after<T>(checks: readonly pulumi.Output<unknown>[] = [], value: pulumi.Output<T>): pulumi.Output<T> {
  if (checks.length === 0) return value;
  return pulumi.all([...checks]).apply(() => value) as pulumi.Output<T>;
}

/** Arguments that come from other resources. */
interface ArgumentInputs {
  readonly late: readonly Late[];
  /** What may be said of texts that are known: a secret is never shown. */
  readonly known: (texts: Texts) => Known;
  /** All that are known by now. */
  readonly seen: () => Known;
}

export function inputsOf(read: Arguments): ArgumentInputs {
  const shown = new Set<string>();
  const seen = new Map<string, unknown>();
  const known = (texts: Texts) => ({ texts, secret: new Set([...texts.keys()].filter((key) => !shown.has(key))) });
  // Roles wait for the provider that they trust, though its ARN follows from the issuer.
  const provider = read.late.find(({ key }) => key === "cluster.providerArn");
  return {
    late: read.late.map(({ key, standIn, value }) => ({
      key,
      standIn,
      value: () => {
        const awaited = key === "cluster.issuerUrl" && provider ? outputOf(provider.value) : undefined;
        const output = pulumi.all([outputOf(value), awaited]).apply(([text]) => text);
        return pulumi.all([output, pulumi.isSecret(output)]).apply(([text, isSecret]) => {
          if (!isSecret) shown.add(key);
          seen.set(key, text);
          return text;
        });
      },
    })),
    known,
    seen: () => known(seen),
  };
}
