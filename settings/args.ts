import { z } from "zod";
import { filesIn, type ProjectFiles } from "../base/files/project-files.js";
import { type Arguments, type Known, readArgs } from "../base/input/args.js";
import type { ConfigSchema } from "../base/input/config-schema.js";
import { optionalText } from "../base/input/field.js";
import { opaque } from "../base/input/late.js";
import { ProblemList, ProblemsError } from "../base/problems/problem.js";
import { reportErrors } from "../base/problems/report.js";
import { deploykfArgument } from "../subjects/deploykf/schema.js";
import { resolveSettings } from "./resolve.js";
import { stackKeys } from "./schema.js";
import type { Settings } from "./settings.js";
import { stackSchema } from "./stack-schema.js";

/** The settings of a component in a program of somebody's: what a stack's file has, as arguments. */

/** The component's arguments by name: the top-level keys of a stack's config, and those of arguments alone. */
export const argumentKeys = {
  region: optionalText(
    "AWS region of the roles, and by default of bucket and cluster. Default: aws:region of the program.",
  ),
  ...stackKeys,
  deploykf: deploykfArgument.describe("deployKF's release and your values files."),
  kubeconfig: opaque(
    z
      .union([z.string(), z.strictObject({ secure: z.string() })], { error: "a text" })
      .optional()
      .describe(
        "Contents of a kubeconfig of the cluster, where Secrets are created. Default: as cluster says, else the new cluster's.",
      ),
  ),
} as const;

const argumentSchema: ConfigSchema = { ...stackSchema, keys: argumentKeys };

/** Of the program that has the component. */
export interface ProgramContext {
  readonly project: string;
  readonly stack: string;
  /** What names begin with behind project and stack, if anything. */
  readonly component?: string | undefined;
  /** The folder that paths are relative to. */
  readonly root: string;
  /** By paths relative to it; default: those of this machine. */
  readonly files?: ProjectFiles;
  /** The whole of the engine's config, as it hands it over. */
  readonly engine: Readonly<Record<string, string>>;
  /** Whether a value is an Output. */
  readonly isOutput: (value: unknown) => boolean;
}

/** `own` are arguments beside those, checked by their schemas as the others are. */
export function readArguments(args: unknown, context: ProgramContext, own: ConfigSchema["keys"] = {}): Arguments {
  const { root, files = filesIn(root), ...rest } = context;
  const schema = { ...argumentSchema, keys: { ...argumentKeys, ...own } };
  return readArgs(args, { ...rest, schema, files, texts: ["deploykf", "values"] });
}

/**
 * Checks the arguments as a stack's file is checked, as far as they are known.
 * @throws ProblemsError with every problem found, each by its argument's path
 */
export function settingsOf(args: Arguments, known?: Known): Settings {
  try {
    return resolveSettings(args.raw(known), new ProblemList());
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error;
    const problems = error.problems.map((problem) => args.conceal(problem, known));
    throw new ProblemsError(problems, reportErrors(problems, [], args.raw(known).words.more));
  }
}
