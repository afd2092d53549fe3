import { shellWord } from "../../base/problems/shell.js";
import { listed, visibleJson } from "../../base/problems/text.js";
import { type Deployer, deployerPolicy } from "../../plan/deployer.js";
import type { Plan } from "../../plan/plan.js";
import { shortType } from "../../plan/resource-types.js";
import { plannedImports } from "../../recover/planned-imports.js";
import { registeredBy } from "../../recover/urns.js";
import type { UserPlan } from "../../subjects/identity/key.js";
import { searchLines, takenLines } from "./access.js";

/** Every service account with its role and what it may do where. */
export function showAccess(plan: Plan, format: string): string {
  if (format === "json") return visibleJson(plan.access, 2);
  const { backend, profiles } = plan.principals;
  const arns = new Map(
    [backend, ...profiles].map((one) => [
      one.principal,
      one.kind === "role" ? one.roleArn : one.user && nameOfUser(one.user, plan.gcp?.users.has(one.key)),
    ]),
  );
  return [...searchLines(plan.access, arns), ...takenLines(plan.settings.server)].join("\n").trimEnd();
}

/** As the store names a user in its logs; a service account's project is the provider's to know. */
function nameOfUser({ userName, iam }: UserPlan, isAccount = false): string {
  return isAccount ? `service account ${userName}` : (iam?.userArn ?? userName);
}

/** The least IAM policy for whoever runs `pulumi up`, or `pulumi preview` and `refresh`. */
export function showDeployerPolicy(plan: Plan, what: "up-policy" | "preview-policy"): string {
  const deployer: Deployer = what === "up-policy" ? "up" : "preview";
  return visibleJson(deployerPolicy(plan, deployer), 2);
}

/** Everything of the plan that has a name before it is made, as `pulumi import --file` takes it; and what isn't in it. */
export function showImport(plan: Plan, recorded: Parameters<typeof registeredBy>[0]) {
  const { stack, settings, facts } = plan;
  const account = { partition: settings.partition, accountId: facts.accountId };
  const { file, leftOut } = plannedImports(registeredBy(recorded, plan), account);
  const providers = Object.values(file.nameTable).filter((urn) => urn.includes("pulumi:providers:"));
  const targets = providers.map((urn) => `--target ${shellWord(urn)}`).join(" ");
  const names = leftOut.map(({ type, name }) => `${shortType(type)} ${name}`);
  const notes = [
    ...(names.length > 0 ? [`Not in it, as up makes it or only up knows its name: ${listed(names)}.`] : []),
    ...(providers.length > 0 ? [`Before the import: pulumi up --stack ${stack} ${targets}`] : []),
  ];
  return { text: visibleJson(file, 2), notes: notes.join("\n") };
}
