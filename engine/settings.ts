import * as pulumi from "@pulumi/pulumi";
import { rawConfigOfEngine } from "../config/project.js";
import { resolveSettings } from "../config/resolve.js";
import type { Settings } from "../config/settings.js";
import { ProblemList } from "../problems/problem.js";

/**
 * The settings of the stack that the engine runs.
 * @throws ProblemsError with every problem found
 */
export function readSettings(): Settings {
  const raw = rawConfigOfEngine({
    project: pulumi.getProject(),
    stack: pulumi.getStack(),
    root: pulumi.getRootDirectory(),
    values: pulumi.runtime.allConfig(),
  });
  return resolveSettings(raw, new ProblemList());
}
