import type { Problem } from "../base/problems/problem.js";
import { visibleJson } from "../base/problems/text.js";
import { comparedValues } from "../plan/deciding-values.js";
import { formatVersion, type PlanRecord } from "../plan/record.js";
import { targetOf } from "../plan/target.js";
import { unknownFacts } from "../plan/unknown.js";
import type { GcpPlan } from "../stores/gcs/plan.js";
import type { PrincipalPlan } from "../subjects/identity/plan.js";
import { committedBlock } from "./committed-block.js";
import type { OfflinePlan } from "./offline/offline-plan.js";
import type { RecordedResource } from "./offline/recorder.js";

/** The whole plan for programs. */
export function planJson(offline: Planned, resources: readonly RecordedResource[]): string {
  return visibleJson(planRecord(offline, resources), 2);
}

/** A plan, and what the files say that it is made from. */
export type Planned = Pick<OfflinePlan, "plan" | "sources" | "committed">;

/** The whole plan as plain data. */
export function planRecord({ plan, sources, committed }: Planned, resources: readonly RecordedResource[]): PlanRecord {
  const { settings, facts, principals, values } = plan;
  const { embeddedMinio } = settings.deploykf;
  const target = targetOf(settings, facts);
  const record = {
    formatVersion,
    project: plan.project,
    stack: plan.stack,
    platform: target.platform,
    endpoint: settings.endpoint,
    deploykfVersion: settings.deploykf.version,
    partition: target.partition,
    accountId: target.account,
    issuerUrl: target.cluster.issuer,
    unknown: unknownFacts(plan),
    cluster: settings.cluster,
    oidcProvider: plan.oidcProvider ?? null,
    newCluster: plan.newCluster ?? null,
    s3proxy: plan.s3proxy ?? null,
    ...(plan.gcp && { gcp: { roles: plan.gcp.roles } }),
    sharing: plan.sharing,
    bucket: plan.bucket,
    rook: plan.rook ?? null,
    principals: [principals.backend, ...principals.profiles].map((one) => withAccount(one, plan.gcp)),
    resources,
    access: plan.access,
    isolation: plan.isolation,
    limits: plan.limits,
    warnings: plan.warnings,
    target,
    sources,
    served: plan.served,
    comparedValues: comparedValues(values.merged, values.block, settings.deploykf.version),
    block: committedBlock(plan, committed),
    embeddedMinio: { stated: embeddedMinio.stated ?? null, effect: embeddedMinio.effect },
    rotation: plan.rotation ?? null,
    values: values.block,
    valuesText: values.text,
  };
  return record;
}

/** A principal with its service account, where Google Cloud has one. */
function withAccount(principal: PrincipalPlan, gcp: GcpPlan | undefined): PrincipalPlan {
  const account = gcp?.users.get(principal.key);
  if (principal.kind === "role" || !principal.user || !account) return principal;
  const user = { ...principal.user, gcp: account };
  return { ...principal, user };
}

/** The same for input that can't be planned. */
export function problemsJson(problems: readonly Problem[]): string {
  return visibleJson({ formatVersion, problems }, 2);
}
