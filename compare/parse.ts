import { z } from "zod";
import { formatVersion, type PlanRecord } from "./record.js";

/** Plans and comparisons from files, which may be anybody's: what isn't exactly as expected is refused. */

const tuple = z.object({
  principal: z.string(),
  serviceAccount: z.string().nullable(),
  issuer: z.string().nullable(),
  secret: z.string().nullable(),
  action: z.string(),
  bucket: z.string(),
  prefix: z.string(),
  kmsKeyArn: z.string().optional(),
  enforced: z.boolean(),
});

const map = z.record(z.string(), z.unknown());
const texts = z.record(z.string(), z.string());

const target = z.strictObject({
  platform: z.string(),
  partition: z.string(),
  account: z.string().nullable(),
  endpoint: z.strictObject({ host: z.string(), port: z.string(), useSSL: z.boolean() }),
  bucket: z.strictObject({ name: z.string(), region: z.string() }),
  cluster: z.strictObject({ trusted: texts, reached: texts, issuer: z.string().nullable() }),
  s3proxy: z
    .strictObject({
      storageAccount: z.string(),
      blobEndpoint: z.string(),
      clientId: z.string().nullable(),
      namespace: z.string(),
      image: z.string(),
    })
    .nullable(),
  rook: z.strictObject({ store: z.string(), namespace: z.string(), storageClass: z.string() }).nullable(),
});

const served = z.strictObject({
  profile: z.string(),
  namespace: z.string(),
  credentials: z.array(z.strictObject({ what: z.string(), principal: z.string().nullable(), bound: z.boolean() })),
  people: z.array(z.string()),
});

const planRecord = z.object({
  formatVersion: z.literal(formatVersion),
  stack: z.string(),
  platform: z.string(),
  accountId: z.string().nullable(),
  cluster: z.unknown(),
  endpoint: z.object({ host: z.string(), port: z.string() }),
  bucket: z.object({
    name: z.string(),
    region: z.string(),
    create: z.boolean(),
    kmsKeyArn: z.string().optional(),
    lifecycleRules: z.array(
      z.object({
        id: z.string(),
        enabled: z.boolean(),
        prefix: z.string(),
        effect: z.enum(["abort-multipart-upload", "expire-noncurrent", "expire"]),
        days: z.number(),
      }),
    ),
    policy: z.object({ Statement: z.array(z.object({ Sid: z.string().optional() })) }),
  }),
  principals: z.array(
    z.object({
      principal: z.string(),
      kind: z.enum(["role", "key"]),
      roleArn: z.string().optional(),
      permissionsBoundary: z.string().optional(),
      user: z
        .object({
          userName: z.string(),
          iam: z.object({ permissionsBoundary: z.string().optional() }).optional(),
        })
        .optional(),
      secret: z.object({ namespace: z.string(), name: z.string() }).optional(),
    }),
  ),
  resources: z.array(
    z.object({
      urn: z.string(),
      type: z.string(),
      name: z.string(),
      custom: z.boolean(),
      inputs: z.record(z.string(), z.unknown()),
      protect: z.boolean(),
    }),
  ),
  access: z.array(tuple),
  target,
  sources: z.strictObject({ program: map, state: map, providers: map, config: map, files: texts }),
  served: z.array(served),
  block: z.string(),
  comparedValues: z.strictObject({ deciding: map, sections: texts }),
  embeddedMinio: z.strictObject({
    stated: z.enum(["remove", "keep"]).nullable(),
    effect: z.enum(["removes", "keeps"]),
  }),
  rotation: z.object({ active: z.string(), retiring: z.string().nullable() }).nullable(),
  valuesText: z.string(),
});

/** A plan from its JSON, or what is wrong with it, as the end of a sentence that begins with its name. */
export function parsePlanRecord(text: string): { readonly record: PlanRecord } | { readonly problem: string } {
  const value = jsonOf(text);
  if (value === undefined) return { problem: "isn't JSON: write it by npm -s start -- --format json --output FILE" };
  if (isComparison(value)) return { problem: "is a comparison, not a plan: it is printed by --render" };
  const version = versionOf(value);
  if (version !== formatVersion) return { problem: `is ${otherVersion(version)}` };
  const parsed = planRecord.safeParse(value);
  if (parsed.success) return { record: parsed.data };
  const [issue] = parsed.error.issues;
  return { problem: `isn't a plan: ${issue?.path.join(".")}: ${issue?.message}` };
}

/** A record without what no comparison reads, as it is after it was in a file. */
export function comparedPart(record: PlanRecord): PlanRecord {
  return planRecord.parse(record);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isComparison(value: unknown): boolean {
  return typeof value === "object" && value !== null && "verdict" in value && "digest" in value;
}

function versionOf(value: unknown): unknown {
  return typeof value === "object" && value !== null && "formatVersion" in value ? value.formatVersion : undefined;
}

function otherVersion(version: unknown): string {
  if (typeof version !== "number") return "no plan: it has no formatVersion";
  const remake = "make it again with this version, or compare with the git ref that it was made of";
  return `a plan in format ${version}, and this version reads ${formatVersion}: ${remake}`;
}
