import type { Finding } from "../../base/problems/problem.js";
import { isMap } from "../../base/yaml/merge.js";

/** How the stack's provider reaches AWS, as far as this command can do the same. */
export interface AwsSettings {
  readonly region: string;
  readonly profile: string | undefined;
  readonly credentials: Credentials | undefined;
  /** By service: s3, iam, sts. */
  readonly endpoints: Readonly<Record<string, string>>;
  /** To be assumed one after the other. */
  readonly roles: readonly {
    readonly roleArn: string;
    readonly externalId: string | undefined;
    readonly sessionName: string | undefined;
  }[];
  readonly pathStyle: boolean;
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Settings that decide who asks, and whom, and that the SDK takes from its environment alone. */
const unheard: Readonly<Record<string, string>> = {
  assumeRoleWithWebIdentity: "AWS_ROLE_ARN and AWS_WEB_IDENTITY_TOKEN_FILE",
  sharedConfigFiles: "AWS_CONFIG_FILE",
  sharedCredentialsFiles: "AWS_SHARED_CREDENTIALS_FILE",
  customCaBundle: "NODE_EXTRA_CA_CERTS",
  insecure: "NODE_EXTRA_CA_CERTS",
  httpProxy: "a connection without a proxy",
  httpsProxy: "a connection without a proxy",
  useFipsEndpoint: "AWS_USE_FIPS_ENDPOINT",
  useDualstackEndpoint: "AWS_USE_DUALSTACK_ENDPOINT",
};

/** `config` is the stack's, with its secrets in clear. */
export function awsSettings(config: Readonly<Record<string, string>>): AwsSettings | { readonly finding: Finding } {
  const of = (name: string) => config[`aws:${name}`] || undefined;
  const strange = Object.keys(unheard).find((name) => of(name) !== undefined && of(name) !== "false");
  if (strange) return { finding: cantHonour(strange, unheard[strange] ?? "") };
  const [accessKeyId, secretAccessKey, sessionToken] = [of("accessKey"), of("secretKey"), of("token")];
  return {
    region: of("region") ?? "us-east-1",
    profile: of("profile"),
    credentials:
      accessKeyId !== undefined && secretAccessKey !== undefined
        ? { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) }
        : undefined,
    endpoints: Object.assign({}, ...maps(of("endpoints")).map(texts)),
    roles: [...maps(of("assumeRole")), ...maps(of("assumeRoles"))]
      .map(texts)
      .flatMap(({ roleArn, externalId, sessionName }) =>
        roleArn === undefined ? [] : [{ roleArn, externalId, sessionName }],
      ),
    pathStyle: of("s3UsePathStyle") === "true" || of("s3ForcePathStyle") === "true",
  };
}

/** A map, or a list of maps, as JSON. */
function maps(text: string | undefined): readonly Record<string, unknown>[] {
  if (text === undefined) return [];
  try {
    const value: unknown = JSON.parse(text);
    return (Array.isArray(value) ? value : [value]).filter(isMap);
  } catch {
    return [];
  }
}

function texts(map: Record<string, unknown>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(map).flatMap(([key, value]) => (typeof value === "string" && value !== "" ? [[key, value]] : [])),
  );
}

function cantHonour(name: string, instead: string): Finding {
  return {
    code: "recover-settings",
    message: `aws:${name} is a setting that this command can't follow`,
    rule: "without it, it would ask another account or server than up does",
    mend: `use ${instead} for the stack and for this command, or import by hand (docs/operations.md)`,
  };
}
