import type { ProjectFiles } from "../files/project-files.js";
import { isHarmless, quoted } from "../problems/harmless.js";
import type { Finding, ProblemList } from "../problems/problem.js";
import { isMap } from "../yaml/merge.js";
import type { YamlSource } from "../yaml/source.js";
import { stackFileOf } from "./stack-files.js";

/** Config that the engine would read and that isn't in the two files that are planned here. */

interface Planned {
  readonly stack: string;
  /** The stack's file, where the user named one: Pulumi is given the same. */
  readonly namedFile: string | undefined;
}

/** Another project or stack file that the engine takes; in a comparison, any that might be taken for one. */
export function reportOtherConfig(
  files: ProjectFiles,
  project: YamlSource,
  { stack, namedFile }: Planned,
  problems: ProblemList,
): void {
  const names = files.list(".");
  const taken = ["Pulumi.json"];
  const alike = ["Pulumi.yml", `Pulumi.${stack}.json`, `Pulumi.${stack}.yml`];
  for (const name of files.confined ? [...taken, ...alike] : taken) {
    if (names.includes(name)) problems.error(secondConfig(name, taken.includes(name) ? "Pulumi.yaml" : undefined));
  }
  for (const key of ["stackConfigDir", "config"]) {
    const folder = isMap(project.value) ? project.value[key] : undefined;
    if (typeof folder !== "string" || folder === "" || (namedFile !== undefined && !files.confined)) continue;
    problems.error(otherFolder(key, folder, stack), project.locate([key]));
  }
}

/** What an environment holds isn't known here: a plan says so, and a comparison would call two unknown things the same. */
export function reportEnvironment(source: YamlSource, confined: boolean, problems: ProblemList): void {
  if (!source.has(["environment"])) return;
  const place = source.locateKey(["environment"]);
  const message = `${source.file} imports a Pulumi ESC environment, which the offline plan can't read`;
  if (confined) {
    const rule = "values that come from it may change without a change of any file, so this stack can't be judged";
    problems.error({ code: "environment-unseen", message, rule, mend: stateInFile }, place);
  } else {
    const rule = "values that come from it are missing here, and may differ from those shown";
    problems.warning({ code: "environment-unseen", message, rule, mend: trustPreview }, place);
  }
}

const trustPreview = "state in the file what the plan needs, or trust pulumi preview alone";
const stateInFile = "state in the stack's file what decides access, and take environment: out of it";

const secondConfig = (name: string, before: string | undefined): Finding => ({
  code: "second-config",
  message: `${name} stands beside the config that is planned here`,
  rule: before
    ? `Pulumi looks for Pulumi.json first, so pulumi up would read it, and not ${before}`
    : "which of two files a release of Pulumi reads isn't for a comparison to guess, so this stack can't be judged",
  mend: `remove ${name}, or move what it says into Pulumi.yaml and Pulumi.<stack>.yaml`,
});

const otherFolder = (key: string, folder: string, stack: string): Finding => ({
  code: "second-config",
  message: `${key} in Pulumi.yaml is ${isHarmless(folder, "address") ? folder : quoted(folder)}`,
  rule: `Pulumi reads ${stackFileOf(stack)} from that folder, and not the one beside Pulumi.yaml`,
  mend: `move the stacks' files beside Pulumi.yaml and remove ${key}; a plan alone takes --config-file`,
});
