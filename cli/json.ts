import { createHash } from "node:crypto";
import type { FileRead } from "../base/files/read.js";
import { pathText } from "../base/input/raw.js";
import type { Problem } from "../base/problems/problem.js";
import { visibleJson } from "../base/problems/text.js";
import { comparedValues } from "../plan/deciding-values.js";
import type { Plan } from "../plan/plan.js";
import { formatVersion, type PlanRecord } from "../plan/record.js";
import { targetOf } from "../plan/target.js";
import { unknownFacts } from "../plan/unknown.js";
import type { GcpPlan } from "../stores/gcs/plan.js";
import type { PrincipalPlan } from "../subjects/identity/plan.js";
import type { OfflinePlan } from "./offline/offline-plan.js";
import type { RecordedResource } from "./offline/recorder.js";
import { plannedWithKeyOf, unixLines } from "./values-file.js";

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
  // What no comparison reads has no place in its type.
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
    replaced: plan.replaced.map(({ path, profile = null, from, to, location: { file, line } }) => {
      return { path: pathText("", path), profile, from, to, file, line };
    }),
    comparedValues: comparedValues(values.merged, values.block, settings.deploykf.version),
    block: committedBlock(plan, committed),
    embeddedMinio: { stated: embeddedMinio.stated ?? null, effect: embeddedMinio.effect },
    rotation: plan.rotation ?? null,
    values: values.block,
    valuesText: values.text,
  };
  return record;
}

/** What the committed values block is to the plan, with a digest of its text; or why it isn't read. */
function committedBlock(plan: Plan, read: FileRead): string {
  if ("unread" in read) return read.unread.reason;
  const text = unixLines(read.text);
  const state = text === plannedWithKeyOf(plan, text).planned ? "planned" : "other";
  return `${state} ${createHash("sha256").update(text).digest("hex").slice(0, 32)}`;
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
