import { type Problem, ProblemList } from "../base/problems/problem.js";
import { throwOnErrors } from "../base/problems/report.js";
import type { Settings } from "../settings/settings.js";
import { planRook, type RookPlan, rookLimits, rookSizeFinding, usersPolicy } from "../stores/ceph/plan.js";
import { type GcpPlan, type GcpUserPlan, planGcp } from "../stores/gcs/plan.js";
import { serverOf, storeOf } from "../stores/index.js";
import { accessOn, isolationOn } from "../stores/server.js";
import { checkIsolation, type Isolation } from "../subjects/access/isolation.js";
import type { Limit } from "../subjects/access/limit.js";
import { type AccessTuple, accessList } from "../subjects/access/list.js";
import { type BucketPlan, bucketPartition, planBucket } from "../subjects/bucket/plan.js";
import { planSharing, type SharedPrefixes } from "../subjects/bucket/sharing.js";
import { type NewClusterPlan, planNewCluster } from "../subjects/cluster/new-cluster.js";
import { type OidcProviderPlan, planOidcProvider } from "../subjects/cluster/oidc-provider.js";
import { planSecretsCluster, type SecretsClusterPlan } from "../subjects/cluster/plan.js";
import { supportsKfpV2Externally } from "../subjects/deploykf/defaults.js";
import { undoneLeaves } from "../subjects/deploykf/merged-values.js";
import { type PrincipalPlan, type Principals, planPrincipals } from "../subjects/identity/plan.js";
import { keyAgeFinding, type Rotation, rotationOf } from "../subjects/identity/rotation.js";
import { planS3Proxy, type S3ProxyPlan, secretFinding, secretLimit } from "../subjects/s3proxy/plan.js";
import type { Facts } from "./facts.js";
import { limitFinding, planLimits } from "./limits.js";
import { hasForeign, type Served, servedProfiles } from "./served.js";
import { planValues, type ValuesPlan } from "./values.js";

/** Everything that will exist and be said, before anything is created. */
export interface Plan {
  readonly project: string;
  readonly stack: string;
  readonly settings: Settings;
  readonly facts: Facts;
  readonly bucket: BucketPlan;
  readonly principals: Principals;
  /** By which roles trust the cluster's service accounts; undefined without roles. */
  readonly oidcProvider: OidcProviderPlan | undefined;
  /** The cluster that this stack creates, if it does. */
  readonly newCluster: NewClusterPlan | undefined;
  /** What service accounts need of their project; undefined without any. */
  readonly gcp: GcpPlan | undefined;
  /** The cluster that Secrets are created in, if any is. */
  readonly secretsCluster: SecretsClusterPlan | undefined;
  /** S3Proxy in that cluster, where this stack runs it. */
  readonly s3proxy: S3ProxyPlan | undefined;
  /** What Rook makes; undefined where it makes nothing. */
  readonly rook: RookPlan | undefined;
  /** Other stacks that use the bucket, and what their profiles share with this one's. */
  readonly sharing: readonly SharedPrefixes[];
  /** Who may do what where, derived from the final documents. */
  readonly access: readonly AccessTuple[];
  /** Each profile as the merged values have it. */
  readonly served: readonly Served[];
  readonly isolation: Isolation;
  readonly limits: readonly Limit[];
  /** Where the stack's keys stand in their rotation; undefined without keys of IAM users. */
  readonly rotation: Rotation | undefined;
  readonly warnings: readonly Problem[];
  /** The block for deployKF; an inline backend key is masked. */
  readonly values: ValuesPlan;
  /** Whether `values` hold a masked key. */
  readonly valuesMasked: boolean;
}

/**
 * The plan of a stack: a function of what the user said and of what the cloud knows, and of nothing else.
 * @throws ProblemsError where isolation can't be shown or AWS would refuse a document
 */
export function planObjectStore(settings: Settings, facts: Facts): Plan {
  const { deploykf, awsRegion, tags } = settings;
  const partition = bucketPartition(settings);
  const store = settings.platform === "aws-s3" ? undefined : storeOf(settings.platform).capabilities;
  const planned = planBucket({ settings: settings.bucket, partition, awsRegion, tags, roots: deploykf.roots, store });
  const principals = planPrincipals(settings, facts);
  const bucket = settings.rook ? { ...planned, policy: usersPolicy(principals) } : planned;
  const rook = planRook(settings, principals);
  const newCluster = planNewCluster(settings);
  const cloudLimits = planLimits(settings, facts, { principals, bucket, newCluster });
  const s3proxy = planS3Proxy(settings, principals);
  const server = serverOf(settings);
  const s3proxyLimit = s3proxy && secretLimit(s3proxy);
  const problems = new ProblemList();
  const values = planValues(settings, principals);
  for (const { finding, location } of undoneLeaves(deploykf, values.block, settings.generatedFile)) {
    problems.error(finding, location);
  }
  const served = servedProfiles(settings, principals, values.merged);
  const isolation = isolationOf(settings, { principals, served, bucket }, problems);
  reportNames(principals, problems);
  reportLimits(cloudLimits, problems);
  const tooLarge =
    (s3proxyLimit && secretFinding(s3proxyLimit, s3proxy.identities.length)) ?? (rook && rookSizeFinding(bucket));
  if (tooLarge) problems.error(tooLarge);
  reportKeyAge(settings, principals, facts, problems);
  if (!supportsKfpV2Externally(deploykf.version)) problems.warning(v2NeedsNewer(deploykf.version));
  throwOnErrors(problems.errors);
  if (!isolation) throw new Error("isolation was neither shown nor refuted");
  return {
    project: settings.project,
    stack: settings.stack,
    settings,
    facts,
    bucket,
    principals,
    oidcProvider: planOidcProvider(settings, facts),
    newCluster,
    gcp: planGcp(settings, [principals.backend, ...principals.profiles].flatMap(gcpUserOf)),
    secretsCluster: planSecretsCluster(settings.cluster, principals, ownNamespaces(s3proxy, rook)),
    s3proxy,
    rook,
    get sharing() {
      return planSharing(settings);
    },
    get access() {
      return accessOn(server, accessList([principals.backend, ...principals.profiles], bucket));
    },
    isolation: isolationOn(server, isolation),
    limits: [...cloudLimits, ...(s3proxyLimit ? [s3proxyLimit] : []), ...(rook ? rookLimits(bucket) : [])],
    rotation: rotationOf(principals),
    warnings: [...settings.warnings, ...problems.warnings],
    values,
    served,
    valuesMasked: principals.backend.kind === "key" && principals.backend.secret === undefined,
  };
}

/** Namespaces of what this stack runs in the cluster, or asks Rook for. */
function ownNamespaces(s3proxy: S3ProxyPlan | undefined, rook: RookPlan | undefined): readonly string[] {
  return [...(s3proxy ? [s3proxy.namespace] : []), ...(rook ? [rook.claim.namespace, ...rook.userNamespaces] : [])];
}

function isolationOf(
  settings: Settings,
  { principals, served, bucket }: Pick<Plan, "principals" | "served" | "bucket">,
  problems: ProblemList,
): Isolation | undefined {
  const unmanaged = settings.deploykf.profiles
    .filter(({ management }) => management === "unmanaged")
    .map(({ name }) => name);
  const unknown = served.filter((one) => hasForeign(one) && !unmanaged.includes(one.profile));
  const result = checkIsolation(principals, bucket.arn, {
    unmanaged,
    unbound: unknown.map(({ profile }) => profile),
  });
  if ("isolation" in result) return result.isolation;
  problems.error(result.finding);
  return undefined;
}

/** IAM compares names without case. */
function reportNames({ backend, profiles }: Principals, problems: ProblemList): void {
  const taken = new Map<string, string>();
  for (const plan of [backend, ...profiles]) {
    const name = physicalNameOf(plan);
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

function physicalNameOf(plan: PrincipalPlan): string | undefined {
  return plan.kind === "role" ? plan.roleName : plan.user?.userName;
}

function reportLimits(limits: readonly Limit[], problems: ProblemList): void {
  for (const limit of limits) {
    const finding = limitFinding(limit);
    if (finding && limit.verdict === "impossible") problems.error(finding);
    else if (finding) problems.warning(finding);
  }
}

function reportKeyAge(
  { auth }: Settings,
  { backend, profiles }: Principals,
  { today }: Facts,
  problems: ProblemList,
): void {
  if (![backend, ...profiles].some((plan) => plan.kind === "key" && plan.user)) return;
  const finding = keyAgeFinding(auth.slots, today);
  if (finding) problems.warning(finding);
}

function v2NeedsNewer(version: string) {
  return {
    code: "kfp-v2-external",
    message: `deployKF ${version}: KFP v2 pipelines can't use the external store, KFP v1 pipelines can`,
    rule: "before 0.1.5 the v2 launcher is wired to the embedded MinIO",
    mend: "upgrade deployKF to 0.1.5, and deploykf.version here",
  } as const;
}

function gcpUserOf(plan: PrincipalPlan): readonly GcpUserPlan[] {
  return plan.kind === "key" && plan.user?.gcp ? [plan.user.gcp] : [];
}
