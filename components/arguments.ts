import * as pulumi from "@pulumi/pulumi";
import type { Arguments, Known } from "../base/input/args.js";
import type { Late, Texts } from "../base/planned/resources.js";
import { shownError } from "../base/planned/resources-error.js";
import { ProblemsError } from "../base/problems/problem.js";
import { reportErrors } from "../base/problems/report.js";
import type { ProgramContext } from "../settings/args.js";

/** Of the program that runs. Paths are relative to its folder, which the engine makes the current one, for plugins, too. */
export function programContext(): ProgramContext {
  return {
    project: pulumi.getProject(),
    stack: pulumi.getStack(),
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
}

export function inputsOf(read: Arguments): ArgumentInputs {
  const shown = new Set<string>();
  return {
    late: read.late.map(({ key, standIn, value }) => ({
      key,
      standIn,
      value: () => {
        const output = outputOf(value);
        return pulumi.all([output, pulumi.isSecret(output)]).apply(([text, isSecret]) => {
          if (!isSecret) shown.add(key);
          return text;
        });
      },
    })),
    known: (texts) => ({ texts, secret: new Set([...texts.keys()].filter((key) => !shown.has(key))) }),
  };
}
