import { unknownFact } from "../base/aws/arn.js";
import type { Problem } from "../base/problems/problem.js";
import type { Settings } from "../settings/settings.js";
import { isAws } from "../stores/common/store.js";
import { type StoreParts, storeOf } from "../stores/index.js";
import { accessOn, isolationOn } from "../stores/server.js";
import type { PolicyDocument } from "../subjects/access/documents.js";
import type { Facts } from "../subjects/access/facts.js";
import type { Isolation } from "../subjects/access/isolation.js";
import { judged, type Limit } from "../subjects/access/limit.js";
import { type AccessTuple, accessList } from "../subjects/access/list.js";
import {
  type BucketPlan,
  bucketPartition,
  planBucket,
  planSharing,
  type SharedPrefixes,
} from "../subjects/bucket/plan.js";
import {
  type NewClusterPlan,
  type OidcProviderPlan,
  planNewCluster,
  planOidcProvider,
  planSecretsCluster,
  type SecretsClusterPlan,
} from "../subjects/cluster/plan.js";
import { type ReplacedLeaf, replacedLeaves } from "../subjects/deploykf/replaced-values.js";
import { awsFinding, awsLimits } from "../subjects/identity/limits.js";
import { createdSecrets, type Principals, planPrincipals } from "../subjects/identity/plan.js";
import { type Rotation, rotationOf } from "../subjects/identity/rotation.js";
import { reachOfProfiles, usesRoles } from "../subjects/identity/who.js";
import { checkPlan } from "./check.js";
import type { Served } from "./record.js";
import { servedProfiles } from "./served.js";
import { planValues, type ValuesPlan } from "./values.js";

/** Everything that will exist and be said, before anything is created. */
export interface Plan extends Partial<StoreParts> {
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
  /** The cluster that Secrets are created in, if any is. */
  readonly secretsCluster: SecretsClusterPlan | undefined;
  /** Other stacks that use the bucket, and what their profiles share with this one's. */
  readonly sharing: readonly SharedPrefixes[];
  /** Who may do what where, derived from the final documents. */
  readonly access: readonly AccessTuple[];
  /** Each profile as the merged values have it. */
  readonly served: readonly Served[];
  /** What the block takes the place of in the user's files. */
  readonly replaced: readonly ReplacedLeaf[];
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
  const { project, stack, platform, server, auth, cluster, deploykf, sharedWith } = settings;
  // Who has which identity, and with it which rights.
  const store = storeOf(platform);
  const { capabilities } = store;
  const users = { longestUserName: capabilities.longestUserName, ofAws: isAws(store) };
  const principals = planPrincipals(
    settings,
    facts,
    { ...settings.bucket, partition: bucketPartition(settings) },
    users,
  );
  const all = [principals.backend, ...principals.profiles];
  // The bucket, and what is made beside it.
  const ofStore = store.plan?.(settings, principals);
  const bucket = bucketOf(settings, ofStore?.bucketPolicy);
  // The cluster, and what is made in it.
  const newCluster = planNewCluster(settings);
  const oidcProvider = usesRoles(auth, deploykf.profiles) ? planOidcProvider(settings, facts) : undefined;
  const secretsCluster = planSecretsCluster(cluster, [
    ...createdSecrets(principals).map(({ namespace }) => namespace),
    ...(ofStore?.namespaces ?? []),
  ]);
  // What deployKF is told, and what its values then say of each profile.
  const values = planValues(settings, principals);
  const served = servedProfiles(settings, principals, values.merged);
  // An account that nobody stated may be that of the user's role.
  const standIns = [...(settings.standIns ?? []), unknownFact];
  const replaced = replacedLeaves({ ...deploykf, standIns }, values.merged);
  // What all of that amounts to.
  const limits = [
    ...judged(awsLimits(settings, facts, { principals, bucket, newCluster }), awsFinding),
    ...(ofStore?.limits?.(bucket) ?? []),
  ];
  const { isolation, warnings } = checkPlan({ settings, facts, principals, bucket, served, values, replaced }, limits);
  return {
    project,
    stack,
    settings,
    facts,
    bucket,
    principals,
    oidcProvider,
    newCluster,
    secretsCluster,
    ...ofStore?.parts,
    get sharing() {
      return planSharing(
        sharedWith,
        sharedWith.length > 0 ? reachOfProfiles(settings, (server ?? capabilities).isolation) : [],
      );
    },
    get access() {
      return accessOn(server, accessList(all, bucket));
    },
    isolation: isolationOn(server, isolation),
    limits: limits.map(({ limit }) => limit),
    rotation: rotationOf(principals),
    warnings: [...settings.warnings, ...warnings],
    values,
    served,
    replaced,
    valuesMasked: principals.backend.kind === "key" && principals.backend.secret === undefined,
  };
}

/** A store that isn't Amazon S3 has its own options, and where users' rights stand in the bucket's policy, its own policy. */
function bucketOf(settings: Settings, policy: PolicyDocument | undefined): BucketPlan {
  const { awsRegion, tags, deploykf } = settings;
  const own = storeOf(settings.platform);
  const partition = bucketPartition(settings);
  const store = isAws(own) ? undefined : own.capabilities;
  const bucket = planBucket({ settings: settings.bucket, partition, awsRegion, tags, roots: deploykf.roots, store });
  return policy ? { ...bucket, policy } : bucket;
}
