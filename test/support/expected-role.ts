import type { Described } from "./expected.js";
import { unknown } from "./program.js";

interface RoleParts {
  readonly preview: boolean;
  /** `backend`, `profiles` or `profile-<name>` */
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly path?: string;
  readonly permissionsBoundary?: string;
  readonly issuer: Issuer;
  /** `namespace/name` of those who may assume the role. */
  readonly accounts: readonly string[];
  /** Of the inline policy. */
  readonly statements: readonly unknown[];
}

export interface Issuer {
  readonly partition?: string;
  readonly accountId: string;
  /** Without its scheme. */
  readonly host: string;
}

/** A role and its inline policy. */
export function roleResources(parts: RoleParts): Record<string, Described> {
  const {
    preview,
    key,
    name,
    description,
    tags,
    path = "/",
    permissionsBoundary,
    issuer,
    accounts,
    statements,
  } = parts;
  const parent = `${key === "backend" ? "BackendIdentity" : "ProfileIdentities"} kubeflow`;
  const boundary = permissionsBoundary === undefined ? {} : { permissionsBoundary };
  const inputs = { name, path, description, assumeRolePolicy: trust(issuer, accounts), tags, ...boundary };
  const policy = { Version: "2012-10-17", Statement: statements };
  return {
    [`Role kubeflow-${key}`]: { parent, inputs, deleteBeforeReplace: true },
    [`RolePolicy kubeflow-${key}`]: {
      parent,
      inputs: { name: "object-store", role: preview ? unknown : name, policy },
      deleteBeforeReplace: true,
      dependsOn: [`Role kubeflow-${key}`],
    },
  };
}

function trust({ partition = "aws", accountId, host }: Issuer, accounts: readonly string[]) {
  const subjects = accounts.map((account) => `system:serviceaccount:${account.replace("/", ":")}`);
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Federated: `arn:${partition}:iam::${accountId}:oidc-provider/${host}` },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: { StringEquals: { [`${host}:aud`]: "sts.amazonaws.com", [`${host}:sub`]: subjects } },
      },
    ],
  };
}

export const backendDescription = "Kubeflow Pipelines backend: all artifacts and pipeline definitions";
export const backendAccounts = [
  "kubeflow/ml-pipeline",
  "kubeflow/ml-pipeline-ui",
  "kubeflow-argo-workflows/argo-workflow-controller",
  "kubeflow-argo-workflows/argo-server",
];
export const backendPrefixes = ["artifacts/", "pipelines/", "v2/artifacts/"];

export function listing(bucketArn: string) {
  return { Effect: "Allow", Action: ["s3:GetBucketLocation", "s3:ListBucket"], Resource: [bucketArn] };
}

/** `auth.listScope: prefix` */
export function listingBelow(bucketArn: string, prefixes: readonly string[]) {
  const patterns = prefixes.map((prefix) => `${prefix}*`);
  return [
    { Effect: "Allow", Action: ["s3:GetBucketLocation"], Resource: [bucketArn] },
    {
      Effect: "Allow",
      Action: ["s3:ListBucket"],
      Resource: [bucketArn],
      Condition: { StringLike: { "s3:prefix": patterns } },
    },
  ];
}

export function objects(bucketArn: string, prefixes: readonly string[]) {
  return {
    Effect: "Allow",
    Action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
    Resource: prefixes.map((prefix) => `${bucketArn}/${prefix}*`),
  };
}

export function keyUse(kmsKeyArn: string) {
  return { Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: [kmsKeyArn] };
}
