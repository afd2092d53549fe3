import { z } from "zod";
import type { regionKey } from "../base/aws/regions.js";
import type { ConfigSchema } from "../base/input/config-schema.js";
import { optionalText } from "../base/input/field.js";
import { late } from "../base/input/late.js";
import type { Parsed } from "../base/input/parse.js";
import { objectStore, type PlatformName, platformNames, storeOf } from "../stores/index.js";
import { bucket } from "../subjects/bucket/schema.js";
import { cluster } from "../subjects/cluster/schema.js";
import { type DeploykfConfig, deploykf } from "../subjects/deploykf/schema.js";
import { auth, authWithKeys, keys, profiles, secrets } from "../subjects/identity/schema.js";

/** Top-level keys of the stack config, in the project's namespace. */
export const stackKeys = {
  platform: z.enum(platformNames).default("aws-s3").describe("The object store: docs/platforms.md."),
  accountId: late(
    optionalText(
      "AWS account of the roles: 12 digits in quotes. Used offline, and checked against the real one at up.",
    ),
    "000000000000",
  ),
  namePrefix: optionalText("First part of every physical name. Default: <project>-<stack>."),
  tags: z.record(z.string(), z.string()).default({}).describe("Tags on everything that takes tags."),
  bucket: bucket.describe("The bucket of Kubeflow Pipelines."),
  objectStore: objectStore.prefault({}).describe("How clients reach the object store."),
  auth: auth.prefault({}).describe("How Kubeflow Pipelines and the profiles authenticate."),
  cluster,
  deploykf: deploykf.describe("deployKF's release and your values files."),
  secrets: secrets.prefault({}).describe("Where Kubernetes Secrets go and what they are called."),
  keys: keys.describe("Access keys for auth.keySource: provided; each value encrypted."),
  profiles: profiles.prefault({}).describe("Profiles that need something of their own."),
} as const;

export type StackKey = keyof typeof stackKeys;

/** The checked value of a top-level key. */
export type StackValue<K extends StackKey> = z.output<(typeof stackKeys)[K]>;

type StackKeys = { readonly [K in Exclude<StackKey, "deploykf">]: z.ZodType<StackValue<K>> } & {
  readonly deploykf: z.ZodType<DeploykfConfig>;
};

/**
 * The keys of a stack's file, or of arguments, as a store has them: `auth.mode` is irsa by default, except where the store
 * knows no roles.
 */
export function keysFor(platform: PlatformName | undefined, { keys }: Pick<ConfigSchema, "keys">): StackKeys {
  // Arguments have keys beside these.
  const all = { ...stackKeys, ...keys };
  if (!platform || storeOf(platform).capabilities.irsa) return all;
  return { ...all, auth: authWithKeys.prefault({}) };
}

/** The stack config, parsed; what couldn't be is undefined. `keys` is parsed apart, so here it is no more than a place. */
export type Config = Parsed<StackKeys> & { readonly [regionKey]?: unknown };
