import * as pulumi from "@pulumi/pulumi";
import { rawConfigOfEngine } from "../base/input/project.js";
import { ProblemList } from "../base/problems/problem.js";
import { resolveSettings } from "../settings/resolve.js";
import type { Settings } from "../settings/settings.js";
import { stackSchema } from "../settings/stack-schema.js";

/**
 * The settings of the stack that the engine runs.
 * @throws ProblemsError with every problem found
 */
export function readSettings(): Settings {
  const raw = rawConfigOfEngine({
    schema: stackSchema,
    project: pulumi.getProject(),
    stack: pulumi.getStack(),
    root: pulumi.getRootDirectory(),
    values: pulumi.runtime.allConfig(),
  });
  return resolveSettings(raw, new ProblemList());
}
