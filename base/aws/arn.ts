import type { Partition } from "./regions.js";

/** Stands in a text for a fact that only the cloud knows and nobody stated. */
export const unknownFact = "<known after apply>";

/** Where IAM resources are: `accountId` has 12 digits, or is undefined while nobody knows it. */
export interface AwsAccount {
  readonly partition: Partition;
  readonly accountId: string | undefined;
}

export function roleArn(account: AwsAccount, path: string, name: string): string {
  return `arn:${account.partition}:iam::${account.accountId ?? unknownFact}:role${path}${name}`;
}

export function userArn(account: AwsAccount, path: string, name: string): string {
  return `arn:${account.partition}:iam::${account.accountId ?? unknownFact}:user${path}${name}`;
}

export function bucketArn(partition: Partition, bucket: string): string {
  return `arn:${partition}:s3:::${bucket}`;
}

const kmsKeyArn = /^arn:([a-z-]+):kms:([a-z0-9-]+):([0-9]{12}):key\/([A-Za-z0-9-]+)$/;

/** The parts of a KMS key's ARN; undefined for anything else, such as an alias. */
export function parseKmsKeyArn(arn: string): { partition: string; region: string; accountId: string } | undefined {
  const [, partition, region, accountId] = kmsKeyArn.exec(arn) ?? [];
  return partition && region && accountId ? { partition, region, accountId } : undefined;
}

/** The parts of a managed policy's ARN, as a permissions boundary needs it. */
export const parsePolicyArn = iamArnParser(/^arn:([a-z-]+):iam::(aws|[0-9]{12}):policy\/[\w+=,.@/-]+$/);
export const parseRoleArn = iamArnParser(/^arn:([a-z-]+):iam::([0-9]{12}):role\/[\w+=,.@/-]+$/);

function iamArnParser(shape: RegExp) {
  return (arn: string): { partition: string; accountId: string } | undefined => {
    const [, partition, accountId] = shape.exec(arn) ?? [];
    return partition && accountId ? { partition, accountId } : undefined;
  };
}
