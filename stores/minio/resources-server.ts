import type { ProviderArgs } from "@pulumi/minio/provider.js";
import * as pulumi from "@pulumi/pulumi";
import type { ObjectStoreEndpoint } from "../../base/endpoint/endpoint.js";
import type { Finding } from "../../base/problems/problem.js";

/** The provider's own settings and environment variables, today's name first. Source: terraform-provider-minio, docs. */
const userNames = { keys: ["minioUser", "minioAccessKey"], variables: ["MINIO_USER", "MINIO_ACCESS_KEY"] } as const;
const passwordNames = {
  keys: ["minioPassword", "minioSecretKey"],
  variables: ["MINIO_PASSWORD", "MINIO_SECRET_KEY"],
} as const;

/**
 * How the stack reaches the MinIO server as its administrator: by the provider's own keys (`minio:minioServer`, ...), by
 * its environment variables, else at the endpoint that the cluster's clients use. User and password are secrets here: the
 * provider would keep them in plain text in the state.
 */
export function minioServer({ host, port, useSSL, region }: ObjectStoreEndpoint): ProviderArgs {
  const config = new pulumi.Config("minio");
  const { MINIO_ENDPOINT, MINIO_ENABLE_HTTPS, MINIO_REGION } = process.env;
  // As Go reads it, in which the provider is written.
  const overHttps = MINIO_ENABLE_HTTPS ? /^(?:1|t|true)$/i.test(MINIO_ENABLE_HTTPS) : useSSL;
  return {
    minioServer: config.get("minioServer") || MINIO_ENDPOINT || (port === "" ? host : `${host}:${port}`),
    minioSsl: config.getBoolean("minioSsl") ?? overHttps,
    minioInsecure: config.getBoolean("minioInsecure"),
    minioApiVersion: config.get("minioApiVersion"),
    minioCacertFile: config.get("minioCacertFile"),
    minioCertFile: config.get("minioCertFile"),
    minioKeyFile: config.get("minioKeyFile"),
    minioSessionToken: config.getSecret("minioSessionToken"),
    minioRegion: config.get("minioRegion") ?? (MINIO_REGION || region),
    minioUser: secretOf(userNames),
    minioPassword: secretOf(passwordNames),
  };
}

/** What to say where nobody said who the server's administrator is. */
export function administratorMissing(stack: string): Finding | undefined {
  if (textOf(userNames) && textOf(passwordNames)) return undefined;
  return {
    code: "minio-administrator",
    message: "the administrator of the MinIO server is unknown: minio:minioUser or minio:minioPassword is missing",
    rule: "bucket, users and policies are made by somebody who may do so",
    mend: `pulumi config set --stack ${stack} --secret minio:minioUser USER, and the same for minio:minioPassword; or MINIO_USER and MINIO_PASSWORD`,
  };
}

/** User and password of the server's administrator; `config` is the stack's. */
export function minioAdministrator(config: Config): {
  readonly user?: string | undefined;
  readonly password?: string | undefined;
} {
  return { user: textOf(userNames, config), password: textOf(passwordNames, config) };
}

type Config = Readonly<Record<string, string | undefined>>;

function secretOf(names: Names): pulumi.Output<string> | undefined {
  const text = textOf(names);
  return text ? pulumi.secret(text) : undefined;
}

interface Names {
  readonly keys: readonly string[];
  readonly variables: readonly string[];
}

function textOf({ keys, variables }: Names, config: Config = pulumi.runtime.allConfig()): string | undefined {
  return [...keys.map((key) => config[`minio:${key}`]), ...variables.map((name) => process.env[name])].find(Boolean);
}
