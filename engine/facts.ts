import { getCallerIdentity } from "@pulumi/aws/getCallerIdentity.js";
import { getBucket } from "@pulumi/aws/s3/getBucket.js";
import * as pulumi from "@pulumi/pulumi";
import type { Settings } from "../config/settings.js";
import type { Facts } from "../plan/facts.js";
import { type Finding, ProblemList } from "../problems/problem.js";
import { renderProblem, throwOnErrors } from "../problems/report.js";

/**
 * Asks AWS for what the plan needs, and compares it with what the user stated, before anything is registered.
 * @throws ProblemsError where the two contradict each other
 */
export async function resolveFacts(settings: Settings): Promise<Facts> {
  const problems = new ProblemList();
  const accountId = await askAccount(settings, problems);
  // Out of reach once, it would be out of reach twice: one mistake, one problem.
  if (accountId !== undefined) await askBucket(settings, problems);
  throwOnErrors(problems.errors);
  for (const warning of problems.warnings) await pulumi.log.warn(renderProblem(warning));
  return { accountId, today: new Date().toISOString().slice(0, 10) };
}

async function askAccount({ accountId: stated }: Settings, problems: ProblemList): Promise<string | undefined> {
  try {
    const { accountId: actual } = await getCallerIdentity();
    if (stated !== undefined && actual && actual !== stated) problems.error(otherAccount(stated, actual));
    return actual || stated;
  } catch (error) {
    problems.error(unreachable("which account the credentials belong to", error));
    return undefined;
  }
}

async function askBucket({ bucket, awsRegion }: Settings, problems: ProblemList): Promise<void> {
  if (bucket.create) return;
  try {
    const region = bucket.region === awsRegion ? {} : { region: bucket.region };
    const { bucketRegion } = await getBucket({ bucket: bucket.name, ...region });
    if (bucketRegion && bucketRegion !== bucket.region) {
      problems.error(otherRegion(bucket.name, bucket.region, bucketRegion));
    }
  } catch (error) {
    const said = messageOf(error).replaceAll(bucket.name, "");
    if (saysNoBucket.test(said)) problems.error(bucketNotFound(bucket.name));
    else if (saysElsewhere.test(said)) problems.error(otherRegion(bucket.name, bucket.region, undefined));
    else if (saysNothing.test(said)) problems.warning(bucketNotVerified(bucket.name));
    else problems.error(unreachable(`for the bucket ${bucket.name}`, error));
  }
}

/** The provider's words for S3's answers. Source: terraform-provider-aws, internal/service/s3/bucket.go, findBucket. */
const saysNoBucket = /couldn't find resource|\bNotFound\b|\bNoSuchBucket\b|\b404\b/;
const saysElsewhere = /\bMovedPermanently\b|\b301\b/;
/** Recent providers answer "empty result" for every refusal but 404. */
const saysNothing = /\bForbidden\b|\bAccessDenied\b|\b403\b|empty result/;

function otherAccount(stated: string, actual: string): Finding {
  return {
    code: "account-mismatch",
    message: `accountId is ${stated}, and the AWS credentials belong to ${actual}`,
    rule: "roles would be created in another account than the one planned",
    mend: `use credentials of ${stated}, or set accountId: "${actual}"`,
  };
}

function otherRegion(name: string, stated: string, actual: string | undefined): Finding {
  return {
    code: "bucket-region",
    message: `the bucket ${name} is in ${actual ?? "another region"}, and bucket.region (or aws:region) says ${stated}`,
    rule: "clients sign their requests for the region in the values block",
    mend: `set bucket.region${actual ? `: ${actual}` : `; aws s3api get-bucket-location --bucket ${name} prints it`}`,
  };
}

function bucketNotFound(name: string): Finding {
  return {
    code: "bucket-not-found",
    message: `there is no bucket ${name}, and bucket.create is false`,
    rule: "create: false adopts a bucket that exists",
    mend: "correct bucket.name, or set bucket.create: true",
  };
}

function bucketNotVerified(name: string): Finding {
  return {
    code: "bucket-not-verified",
    message: `AWS doesn't show the bucket ${name} to these credentials`,
    rule: "whether it exists, and in which region, was not checked",
    mend: "allow s3:ListBucket on it to the credentials, or check by hand",
  };
}

function unreachable(question: string, error: unknown): Finding {
  return {
    code: "aws-unreachable",
    message: `AWS didn't answer ${question}: ${messageOf(error)}`,
    rule: "the plan is checked against the real account before anything is registered",
    mend: "check the credentials and the network: aws sts get-caller-identity",
  };
}

function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text
    .replace(/\s+/g, " ")
    .replace(/^(?:invocation of \S+ returned an error: )?(?:invoking \S+: )?(?:1 error occurred: \* )?/, "")
    .trim();
}
