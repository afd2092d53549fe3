import type { Finding } from "../../base/problems/problem.js";
import type { Registered } from "../../recover/candidates.js";
import { minioAdministrator } from "../../stores/minio/resources-server.js";
import { type NotKnown, notKnown } from "./ask.js";
import { type AwsSettings, awsSettings } from "./aws-settings.js";

interface Stack {
  readonly registered: readonly Registered[];
  readonly config: Readonly<Record<string, string>>;
}

/** How the stack's store is reached: by its own provider where it has one, else as AWS. */
export function storeSettings({ registered, config }: Stack): AwsSettings | { readonly finding: Finding } | NotKnown {
  const providerOf = (type: string, ending: string) =>
    registered.find((one) => one.type === `pulumi:providers:${type}` && one.name.endsWith(ending))?.inputs;
  const minio = providerOf("minio", "-minio");
  if (minio) return minioSettings(minio, config);
  const wasabi = providerOf("aws", "-wasabi");
  if (!wasabi) return awsSettings(config);
  const { region, endpoints } = wasabi;
  return awsSettings({
    ...config,
    "aws:region": textOf(region),
    "aws:endpoints": textOf(endpoints),
    "aws:s3UsePathStyle": "true",
  });
}

function minioSettings(
  { minioServer, minioSsl }: Registered["inputs"],
  config: Stack["config"],
): AwsSettings | NotKnown {
  const { user, password } = minioAdministrator(config);
  // The SDK would look for credentials of AWS, and show them to MinIO.
  if (!user || !password) return notKnown("who the MinIO server's administrator is isn't stated");
  return {
    region: "us-east-1",
    profile: undefined,
    credentials: { accessKeyId: user, secretAccessKey: password },
    endpoints: { s3: `${textOf(minioSsl) === "true" ? "https" : "http"}://${textOf(minioServer)}` },
    roles: [],
    pathStyle: true,
  };
}

function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "boolean" ? String(value) : "";
}
