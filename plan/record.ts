import { z } from "zod";

/** Version of the JSON plan's shape; it rises when a reader of the old one would misread the new one. */
export const formatVersion = 3 as const;

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

/** Where everything that the plan says will be: another place is another thing, whatever its name. Null: nobody stated it. */
const target = z.strictObject({
  platform: z.string(),
  partition: z.string(),
  account: z.string().nullable(),
  endpoint: z.strictObject({ host: z.string(), port: z.string(), useSSL: z.boolean() }),
  bucket: z.strictObject({ name: z.string(), region: z.string() }),
  cluster: z.strictObject({
    /** By which the cluster whose service accounts roles trust is found. */
    trusted: texts,
    /** The same of the cluster that Secrets are in. */
    reached: texts,
    issuer: z.string().nullable(),
  }),
  s3proxy: z
    .strictObject({
      storageAccount: z.string(),
      blobEndpoint: z.string(),
      clientId: z.string().nullable(),
      namespace: z.string(),
      /** The program that holds every key. */
      image: z.string(),
    })
    .nullable(),
  rook: z.strictObject({ store: z.string(), namespace: z.string(), storageClass: z.string() }).nullable(),
});

/** Something that opens a store, or a cloud, to a profile's pods. */
const credential = z.strictObject({
  /** Such as `Secret kubeflow/NAME (access_key, secret_key)`, or a plugin with its spec. */
  what: z.string(),
  /** The principal of this stack that it is; null: one of others, and what it may do isn't known. */
  principal: z.string().nullable(),
  /** Whether this stack makes its policy. */
  bound: z.boolean(),
});

/** A profile as the merged values have it: what its pods can be, and who is in it. */
const served = z.strictObject({
  profile: z.string(),
  namespace: z.string(),
  credentials: z.array(credential),
  /** Each a person and one thing that it may, such as `ada@example.com edit`; empty where no file says it. */
  people: z.array(z.string()),
});

/** A value of the user's files that the block takes the place of, as it may be shown. */
const replaced = z.strictObject({
  path: z.string(),
  /** Of one profile, by its entry or by what it would inherit. */
  profile: z.string().nullable(),
  from: z.string(),
  to: z.string(),
  file: z.string(),
  line: z.number(),
});

/** The merged values as they are compared, without what our block sets: that is the plan's own. */
const compared = z.strictObject({
  /** What stands where access is decided. */
  deciding: map,
  /** A digest of each other section: that it differs is seen, and not judged. */
  sections: texts,
});

/** What a comparison reads of a plan, as the JSON plan has it; what else is there is left out. */
export const planRecord = z.object({
  formatVersion: z.literal(formatVersion),
  stack: z.string(),
  platform: z.string(),
  /** Of AWS; null where nobody stated it. */
  accountId: z.string().nullable(),
  /** As the stack config describes it. */
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
      /** Of a role. */
      roleArn: z.string().optional(),
      permissionsBoundary: z.string().optional(),
      /** Of a key that this stack makes. */
      user: z
        .object({
          userName: z.string(),
          iam: z.object({ permissionsBoundary: z.string().optional() }).optional(),
        })
        .optional(),
      /** Of a key that isn't inline. */
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
  /** Records of before have none: what was replaced then isn't known. */
  replaced: z.array(replaced).optional(),
  /** The committed file of the values block: `planned` or `other` with a digest of its text, or why it isn't read. */
  block: z.string(),
  comparedValues: compared,
  /** What the merged values do with the embedded MinIO, and what the stack config says of it. */
  embeddedMinio: z.strictObject({
    stated: z.enum(["remove", "keep"]).nullable(),
    effect: z.enum(["removes", "keeps"]),
  }),
  rotation: z.object({ active: z.string(), retiring: z.string().nullable() }).nullable(),
  valuesText: z.string(),
});

/** What a schema reads, for who only looks at it. */
export type Frozen<T> = T extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : T extends object
    ? { readonly [K in keyof T]: Frozen<T[K]> }
    : T;

export type PlanRecord = Frozen<z.output<typeof planRecord>>;
export type BucketRecord = PlanRecord["bucket"];
export type PrincipalRecord = PlanRecord["principals"][number];
export type ResourceRecord = PlanRecord["resources"][number];
export type Target = PlanRecord["target"];
export type Served = PlanRecord["served"][number];
export type ReplacedRecord = NonNullable<PlanRecord["replaced"]>[number];
export type Credential = Served["credentials"][number];
export type ComparedValues = PlanRecord["comparedValues"];
