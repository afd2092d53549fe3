import { type Problem, ProblemList } from "../base/problems/problem.js";
import { throwOnErrors } from "../base/problems/report.js";
import type { Settings } from "../settings/settings.js";
import type { Facts } from "../subjects/access/facts.js";
import { checkIsolation, type Isolation } from "../subjects/access/isolation.js";
import type { JudgedLimit } from "../subjects/access/limit.js";
import type { BucketPlan } from "../subjects/bucket/plan.js";
import { supportsKfpV2Externally } from "../subjects/deploykf/defaults.js";
import { undoneLeaves } from "../subjects/deploykf/merged-values.js";
import { replacedCredentials } from "../subjects/deploykf/replaced-rules.js";
import type { ReplacedLeaf } from "../subjects/deploykf/replaced-values.js";
import { accountsNotAnnotated } from "../subjects/identity/annotations.js";
import type { PrincipalPlan, Principals } from "../subjects/identity/plan.js";
import { keyAgeFinding } from "../subjects/identity/rotation.js";
import type { Served } from "./record.js";
import { hasForeign } from "./served.js";
import type { ValuesPlan } from "./values.js";

interface Checked {
  readonly settings: Settings;
  readonly facts: Facts;
  readonly principals: Principals;
  readonly bucket: BucketPlan;
  readonly served: readonly Served[];
  readonly values: ValuesPlan;
  readonly replaced: readonly ReplacedLeaf[];
}

/**
 * Shows from what is planned that profiles are isolated, and gathers what is worth a warning.
 * @throws ProblemsError where isolation can't be shown, or a cloud or cluster would refuse something
 */
export function checkPlan(
  plan: Checked,
  limits: readonly JudgedLimit[],
): { readonly isolation: Isolation; readonly warnings: readonly Problem[] } {
  const { deploykf, auth, generatedFile, standIns = [] } = plan.settings;
  const principals = [plan.principals.backend, ...plan.principals.profiles];
  const problems = new ProblemList();
  for (const { finding, location } of undoneLeaves({ ...deploykf, standIns }, plan.values.block, generatedFile)) {
    problems.error(finding, location);
  }
  for (const { finding, location } of replacedCredentials(plan.replaced)) problems.warning(finding, location);
  const unannotated = accountsNotAnnotated(plan.principals);
  if (unannotated) problems.warning(unannotated);
  const isolation = isolationOf(plan, problems);
  reportNames(principals, problems);
  for (const { limit, finding } of limits) {
    if (finding && limit.verdict === "impossible") problems.error(finding);
    else if (finding) problems.warning(finding);
  }
  const makesKeys = principals.some((principal) => principal.kind === "key" && principal.user);
  const age = makesKeys ? keyAgeFinding(auth.slots, plan.facts.today) : undefined;
  if (age) problems.warning(age);
  if (!supportsKfpV2Externally(deploykf.version)) problems.warning(v2NeedsNewer(deploykf.version));
  throwOnErrors(problems.errors);
  if (!isolation) throw new Error("isolation was neither shown nor refuted");
  return { isolation, warnings: problems.warnings };
}

function isolationOf({ settings, principals, bucket, served }: Checked, problems: ProblemList): Isolation | undefined {
  const { profiles } = settings.deploykf;
  const unmanaged = profiles.flatMap(({ name, management }) => (management === "unmanaged" ? [name] : []));
  const foreign = served.filter(hasForeign).map(({ profile }) => profile);
  const unbound = foreign.filter((name) => !unmanaged.includes(name));
  const result = checkIsolation(principals, bucket.arn, { unmanaged, unbound });
  if ("isolation" in result) return result.isolation;
  problems.error(result.finding);
  return undefined;
}

/** IAM compares names without case. */
function reportNames(principals: readonly PrincipalPlan[], problems: ProblemList): void {
  const taken = new Map<string, string>();
  for (const plan of principals) {
    const name = plan.kind === "role" ? plan.roleName : plan.user?.userName;
    if (name === undefined) continue;
    const other = taken.get(name.toLowerCase());
    if (other) {
      problems.error({
        code: "role-names-collide",
        message: `${other} and ${plan.principal} would both be called ${name}`,
        rule: "names of roles and of users are unique in an account, also without case",
        mend: "change namePrefix, or rename the profile",
      });
    }
    taken.set(name.toLowerCase(), plan.principal);
  }
}

function v2NeedsNewer(version: string) {
  return {
    code: "kfp-v2-external",
    message: `deployKF ${version}: KFP v2 pipelines can't use the external store, KFP v1 pipelines can`,
    rule: "before 0.1.5 the v2 launcher is wired to the embedded MinIO",
    mend: "upgrade deployKF to 0.1.5, and deploykf.version here",
  } as const;
}
