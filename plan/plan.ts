import type { Settings } from "../config/settings.js";
import { supportsKfpV2Externally } from "../deploykf/defaults.js";
import type { YamlMap } from "../deploykf/merge.js";
import { type Problem, ProblemList } from "../problems/problem.js";
import { throwOnErrors } from "../problems/report.js";
import { valuesBlock } from "../values/block.js";
import { valuesText } from "../values/text.js";
import { type AccessTuple, accessList } from "./access.js";
import { type BucketPlan, planBucket } from "./bucket.js";
import type { Facts } from "./facts.js";
import { checkIsolation, type Isolation } from "./isolation.js";
import { type Limit, limitFinding, planLimits } from "./limits.js";
import { type Principals, planPrincipals, type RolePlan } from "./principals.js";

/** Everything that will exist and be said, before anything is created. */
export interface Plan {
  readonly project: string;
  readonly stack: string;
  readonly settings: Settings;
  readonly facts: Facts;
  readonly bucket: BucketPlan;
  readonly principals: Principals;
  /** Who may do what where, derived from the final documents. */
  readonly access: readonly AccessTuple[];
  readonly isolation: Isolation;
  readonly limits: readonly Limit[];
  readonly warnings: readonly Problem[];
  /** The block for deployKF, as data and as a file without its last newline. */
  readonly values: YamlMap;
  readonly valuesText: string;
}

/**
 * The plan of a stack: a function of what the user said and of what the cloud knows, and of nothing else.
 * @throws ProblemsError where isolation can't be shown or AWS would refuse a document
 */
export function planObjectStore(settings: Settings, facts: Facts): Plan {
  const { deploykf, partition, awsRegion, tags } = settings;
  const bucket = planBucket({ settings: settings.bucket, partition, awsRegion, tags, roots: deploykf.roots });
  const principals = planPrincipals(settings, facts);
  const limits = planLimits(principals, bucket);
  const problems = new ProblemList();
  const isolation = isolationOf(settings, principals, bucket, problems);
  reportNames(principals, problems);
  reportLimits(limits, problems);
  if (!supportsKfpV2Externally(deploykf.version)) problems.warning(v2NeedsNewer(deploykf.version));
  throwOnErrors(problems.errors);
  if (!isolation) throw new Error("isolation was neither shown nor refuted");
  const values = planValues(settings, principals);
  return {
    project: settings.project,
    stack: settings.stack,
    settings,
    facts,
    bucket,
    principals,
    get access() {
      return accessList([principals.backend, ...principals.profiles], bucket.arn);
    },
    isolation,
    limits,
    warnings: [...settings.warnings, ...problems.warnings],
    values,
    get valuesText() {
      return valuesText(values, {
        project: settings.project,
        stack: settings.stack,
        version: deploykf.version,
        generatedFile: settings.generatedFile,
      });
    },
  };
}

function planValues({ deploykf, bucket, host, auth }: Settings, principals: Principals): YamlMap {
  const arns = new Map(principals.profiles.map(({ key, roleArn }: RolePlan) => [key, roleArn]));
  return valuesBlock({
    version: deploykf.version,
    bucket,
    host,
    backendRoleArn: principals.backend.roleArn,
    profileRole: auth.profileRole,
    defaultPlugins: deploykf.defaultPlugins,
    profiles: deploykf.profiles.map(({ name, entry, management }) => ({
      entry,
      roleArn: management === "irsa" ? (arns.get(`profile-${name}`) ?? arns.get("profiles")) : undefined,
    })),
  });
}

function isolationOf(
  settings: Settings,
  principals: Principals,
  bucket: BucketPlan,
  problems: ProblemList,
): Isolation | undefined {
  const unmanaged = settings.deploykf.profiles.filter(({ management }) => management === "unmanaged").length;
  const result = checkIsolation(principals, bucket.arn, unmanaged);
  if ("isolation" in result) return result.isolation;
  problems.error(result.finding);
  return undefined;
}

/** IAM compares names without case. */
function reportNames({ backend, profiles }: Principals, problems: ProblemList): void {
  const taken = new Map<string, string>();
  for (const { roleName, principal } of [backend, ...profiles]) {
    const other = taken.get(roleName.toLowerCase());
    if (other) {
      problems.error({
        code: "role-names-collide",
        message: `${other} and ${principal} would both have the role ${roleName}`,
        rule: "role names are unique in an account, also without case",
        mend: "change namePrefix, or rename the profile",
      });
    }
    taken.set(roleName.toLowerCase(), principal);
  }
}

function reportLimits(limits: readonly Limit[], problems: ProblemList): void {
  for (const limit of limits) {
    const finding = limitFinding(limit);
    if (finding && limit.verdict === "impossible") problems.error(finding);
    else if (finding) problems.warning(finding);
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
