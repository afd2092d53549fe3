import { counted } from "../base/problems/text.js";
import { storeOf } from "../stores/index.js";
import { secretNamesOf } from "../subjects/identity/plan.js";
import type { Plan } from "./plan.js";

/** What a stack has made and what to do with it, as Markdown; without a key or anything else that is secret. */
export function stackReadme({ project, stack, settings, bucket, principals, served }: Plan): string {
  const secrets = secretNamesOf(principals);
  const rows = [principals.backend, ...principals.profiles].map((plan) => {
    const identity = plan.kind === "role" ? plan.roleArn : (secrets[plan.principal] ?? "in the values");
    return `| ${plan.principal} | ${plan.kind} | \`${identity}\` |`;
  });
  return [
    `# ${project}, stack ${stack}`,
    "",
    `The object store of deployKF ${settings.deploykf.version}: bucket \`${bucket.name}\` on ${storeOf(settings.platform).title}, for ${counted(served.length, "profile")}.`,
    "",
    "| who | by | role or Secret |",
    "| --- | --- | --- |",
    ...rows,
    "",
    `Commit the values as \`${settings.generatedFile}\`, behind all other values files of deployKF.`,
    "",
  ].join("\n");
}
