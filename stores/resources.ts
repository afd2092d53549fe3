import type { Planned } from "../base/planned/resources.js";
import { ProblemList } from "../base/problems/problem.js";
import { throwOnErrors } from "../base/problems/report.js";
import { makesSomething } from "../subjects/identity/plan.js";
import { awsS3Resources } from "./aws-s3/resources.js";
import { cephResources } from "./ceph/resources.js";
import type { StoreMakersOf, StoreResources } from "./common/resources.js";
import type { Intersection } from "./common/store.js";
import { gcsResources } from "./gcs/resources.js";
import type { PlatformName, stores } from "./index.js";
import { minioResources } from "./minio/resources.js";
import { wasabiResources } from "./wasabi/resources.js";

/** Stores in which the program makes something. */
type MakingPlatform = {
  readonly [P in PlatformName]: Extract<
    (typeof stores)[P]["capabilities"]["makers"][number],
    { readonly by: "program" }
  > extends never
    ? never
    : P;
}[PlatformName];

/** What registers buckets and users, for each store in which the program makes them: without one of these it doesn't compile. */
const resources = {
  "aws-s3": awsS3Resources,
  wasabi: wasabiResources,
  minio: minioResources,
  ceph: cephResources,
  gcs: gcsResources,
} as const satisfies { readonly [P in MakingPlatform]: StoreResources<never> };

/** What they read of the plan. */
type Read = Intersection<ReadOf<(typeof resources)[MakingPlatform]>>;
type ReadOf<Resources> = Resources extends StoreResources<infer R> ? R : never;

type MadePlan = Parameters<typeof makesSomething>[0] &
  Read & { readonly stack: string; readonly settings: { readonly platform: PlatformName } };

/**
 * What makes the plan's bucket and users; undefined where nothing is made.
 * @throws ProblemsError where the store's package isn't installed
 */
export function storeMakers(plan: Planned<MadePlan>): StoreMakersOf | undefined {
  return resourcesOf(plan.shape)?.makersOf(plan);
}

/**
 * Checks what the stack is to reach its store by.
 * @throws ProblemsError
 */
export function checkReady(plan: MadePlan): void {
  const problems = new ProblemList();
  const finding = resourcesOf(plan)?.unready?.(plan.stack);
  if (finding) problems.error(finding);
  throwOnErrors(problems.errors);
}

function resourcesOf(plan: MadePlan): StoreResources<Read> | undefined {
  if (!makesSomething(plan)) return undefined;
  const { platform } = plan.settings;
  if (!isMaking(platform)) throw new Error(`nothing makes a bucket or users on ${platform}`);
  return resources[platform];
}

function isMaking(platform: string): platform is MakingPlatform {
  return Object.hasOwn(resources, platform);
}
