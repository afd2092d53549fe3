import { IAMClient } from "@aws-sdk/client-iam";
import { S3Client } from "@aws-sdk/client-s3";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { patience } from "./ask.js";
import type { AwsSettings, Credentials } from "./aws-settings.js";

export interface AwsClients {
  readonly s3: S3Client;
  readonly iam: IAMClient;
  readonly sts: STSClient;
}

/** Clients that reach AWS, or a store with its interfaces, as the stack's provider does. */
export async function awsClients(settings: AwsSettings): Promise<AwsClients> {
  // It runs on Node 20 all the same, and a warning isn't this command's answer.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
  const common = (service: string, credentials: Credentials | undefined) => ({
    region: settings.region,
    maxAttempts: 3,
    requestHandler: { ...patience, throwOnRequestTimeout: true },
    ...(settings.profile !== undefined && { profile: settings.profile }),
    ...(credentials && { credentials }),
    ...(settings.endpoints[service] !== undefined && { endpoint: settings.endpoints[service] }),
  });
  let credentials = settings.credentials;
  for (const { roleArn, externalId, sessionName = "deploykf-object-store-recover" } of settings.roles) {
    const input = { RoleArn: roleArn, RoleSessionName: sessionName, ExternalId: externalId };
    const { Credentials: given } = await new STSClient(common("sts", credentials)).send(new AssumeRoleCommand(input));
    if (!given?.AccessKeyId || !given.SecretAccessKey) throw new Error(`STS gave no credentials for ${roleArn}`);
    credentials = {
      accessKeyId: given.AccessKeyId,
      secretAccessKey: given.SecretAccessKey,
      ...(given.SessionToken !== undefined && { sessionToken: given.SessionToken }),
    };
  }
  return {
    s3: new S3Client({
      ...common("s3", credentials),
      followRegionRedirects: true,
      ...(settings.pathStyle && { forcePathStyle: true }),
    }),
    iam: new IAMClient(common("iam", credentials)),
    sts: new STSClient(common("sts", credentials)),
  };
}
