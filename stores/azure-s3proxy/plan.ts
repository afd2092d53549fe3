import { judged } from "../../subjects/access/limit.js";
import type { Principals } from "../../subjects/identity/plan.js";
import { secretFinding, secretLimit } from "../../subjects/s3proxy/limits.js";
import { planS3Proxy, type S3ProxyPlan } from "../../subjects/s3proxy/plan.js";
import type { PlanView, StorePlan } from "../common/store.js";
import type { ProxySettings } from "./settings.js";

export interface ProxyParts {
  readonly s3proxy: S3ProxyPlan;
}

/** S3Proxy in the cluster. */
export function planProxy(
  { s3proxy: settings, deploykf }: Pick<PlanView, "deploykf"> & ProxySettings,
  principals: Principals,
): StorePlan<ProxyParts> | undefined {
  if (!settings) return undefined;
  const s3proxy = planS3Proxy(settings, deploykf, principals);
  return {
    parts: { s3proxy },
    namespaces: [s3proxy.namespace],
    limits: () => judged([secretLimit(s3proxy)], (limit) => secretFinding(limit, s3proxy.identities.length)),
  };
}
