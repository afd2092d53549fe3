import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import { type Finding, ProblemList } from "../base/problems/problem.js";
import { throwOnErrors } from "../base/problems/report.js";
import type { Plan } from "../plan/plan.js";
import { rookMakers } from "../stores/ceph/resources.js";
import type { StoreMakersOf } from "../stores/common/resources.js";
import { administratorMissing, minioServer } from "../stores/minio/resources-server.js";
import { type WasabiCredentials, wasabiMakers } from "../stores/wasabi/resources.js";
import { makesSomething } from "../subjects/identity/plan.js";

/** Loads what makes a store's buckets and users, where its package is one that other stacks don't have. */
export interface LazyMakers {
  readonly gcp: () => Promise<typeof import("../stores/gcs/resources.js")>;
  readonly minio: () => Promise<typeof import("../stores/minio/resources.js")>;
}

/**
 * What makes the plan's bucket and users; undefined where nothing is made, or Amazon S3 makes it.
 * @throws ProblemsError where the store's package isn't installed
 */
export async function storeMakers(plan: Plan, lazy: LazyMakers): Promise<StoreMakersOf | undefined> {
  const { platform, endpoint } = plan.settings;
  if (!makesSomething(plan)) return undefined;
  switch (platform) {
    case "wasabi":
      return wasabiMakers(endpoint.region, wasabiCredentials());
    case "minio":
      return (await installed("@pulumi/minio", platform, lazy.minio)).minioMakers(minioServer(endpoint));
    case "gcs":
      return (await installed("@pulumi/gcp", platform, lazy.gcp)).gcpMakers(plan.gcp);
    case "ceph":
      return plan.rook && rookMakers(plan.rook);
    case "aws-s3":
      return undefined;
    default:
      throw new Error(`nothing makes a bucket or users on ${platform}`);
  }
}

/**
 * Checks what the stack is to reach its store by.
 * @throws ProblemsError
 */
export function checkAdministrator(plan: Plan): void {
  if (plan.settings.platform !== "minio" || !makesSomething(plan)) return;
  const problems = new ProblemList();
  const finding = administratorMissing(plan.stack);
  if (finding) problems.error(finding);
  throwOnErrors(problems.errors);
}

/** Those that the stack gives its AWS provider. */
function wasabiCredentials(): WasabiCredentials {
  const config = new pulumi.Config("aws");
  return {
    accessKey: config.getSecret("accessKey"),
    secretKey: config.getSecret("secretKey"),
    profile: config.get("profile"),
  };
}

async function installed<T>(name: string, platform: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (!isMissing(error, name)) throw error;
    const problems = new ProblemList();
    problems.error(packageMissing(name, platform));
    throwOnErrors(problems.errors);
    throw error;
  }
}

function isMissing(error: unknown, name: string): boolean {
  const codes: readonly unknown[] = ["ERR_MODULE_NOT_FOUND", "MODULE_NOT_FOUND"];
  return error instanceof Error && "code" in error && codes.includes(error.code) && error.message.includes(name);
}

function packageMissing(name: string, platform: string): Finding {
  return {
    code: "package-missing",
    message: `platform is ${platform}, and the package ${name} isn't installed`,
    rule: "packages of stores that few use are installed only where they are used",
    mend: `npm install --omit=dev --save-prod --save-exact ${name}@${versionOf(name)}`,
  };
}

/** The version that the project is tested with. */
function versionOf(name: string): string {
  const text = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  const { peerDependencies } = JSON.parse(text) as { readonly peerDependencies: Readonly<Record<string, string>> };
  return peerDependencies[name]?.replace("^", "") ?? "latest";
}
