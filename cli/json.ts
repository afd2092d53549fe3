import { formatVersion, type PlanRecord } from "../compare/record.js";
import type { Plan } from "../plan/plan.js";
import { unknownFacts } from "../plan/unknown.js";
import type { Problem } from "../problems/problem.js";
import { visibleJson } from "../problems/text.js";
import type { RecordedResource } from "./recorder.js";

/** The whole plan for programs. */
export function planJson(plan: Plan, resources: readonly RecordedResource[]): string {
  return visibleJson(planRecord(plan, resources), 2);
}

/** The whole plan as plain data. */
export function planRecord(plan: Plan, resources: readonly RecordedResource[]): PlanRecord {
  const { settings, facts, principals } = plan;
  const { embeddedMinio } = settings.deploykf;
  const record = {
    formatVersion,
    project: plan.project,
    stack: plan.stack,
    platform: settings.platform,
    endpoint: settings.endpoint,
    deploykfVersion: settings.deploykf.version,
    partition: settings.partition,
    accountId: facts.accountId ?? null,
    issuerUrl: facts.issuerUrl ?? null,
    unknown: unknownFacts(plan),
    cluster: settings.cluster,
    oidcProvider: plan.oidcProvider ?? null,
    newCluster: plan.newCluster ?? null,
    s3proxy: plan.s3proxy ?? null,
    ...(plan.gcp && { gcp: plan.gcp }),
    embeddedMinio: { stated: embeddedMinio.stated ?? null, effect: embeddedMinio.effect },
    sharing: plan.sharing,
    bucket: plan.bucket,
    rook: plan.rook ?? null,
    principals: [principals.backend, ...principals.profiles],
    resources,
    access: plan.access,
    isolation: plan.isolation,
    limits: plan.limits,
    warnings: plan.warnings,
    rotation: plan.rotation ?? null,
    values: plan.values.block,
    valuesText: plan.values.text,
  };
  return record;
}

/** The same for input that can't be planned. */
export function problemsJson(problems: readonly Problem[]): string {
  return visibleJson({ formatVersion, problems }, 2);
}
