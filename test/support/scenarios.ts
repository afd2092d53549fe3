import { repoStack, type TestStack, tempStack } from "./stack.js";

/** A complete, plain stack; each scenario changes one thing. */
const baseline = {
  "aws:region": "eu-west-1",
  accountId: "111122223333",
  namePrefix: "kf-test",
  bucket: { name: "acme-test-pipelines" },
  cluster: { source: "oidc", issuerUrl: "https://oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF" },
  deploykf: { version: "0.1.5", valuesFiles: ["values.yaml"], embeddedMinio: "remove" },
};

const twoProfiles = `deploykf_core:
  deploykf_profiles_generator:
    profiles:
      - name: team-1
        ownerEmail: ada@example.com
        members: []
      - name: team-10
        members: []
`;

const profilesWithRoles = `deploykf_core:
  deploykf_profiles_generator:
    profiles:
      - name: team-1
        members: []
        plugins: &before
          - kind: AwsIamForServiceAccount
            spec:
              awsIamRole: arn:aws:iam::111122223333:role/from-before
      - name: team-10
        members: []
        plugins: *before
`;

const govCloud = {
  "aws:region": "us-gov-west-1",
  cluster: { source: "oidc", issuerUrl: "https://oidc.eks.us-gov-west-1.amazonaws.com/id/ABCDEF" },
};

/** The baseline with other values of top-level keys; undefined takes a key away. */
export function stackWith(changes: Readonly<Record<string, unknown>> = {}, values = twoProfiles): TestStack {
  const config = Object.entries({ ...baseline, ...changes }).filter(([, value]) => value !== undefined);
  return tempStack(Object.fromEntries(config), { "values.yaml": values });
}

const bucketWith = (changes: Readonly<Record<string, unknown>>) =>
  stackWith({ bucket: { name: "acme-test-pipelines", ...changes } });

/** Every kind of stack that the program knows, made when a test asks for it. */
export const scenarios = {
  dev: () => repoStack("dev"),
  prod: () => repoStack("prod"),
  baseline: () => stackWith(),
  "shared role": () => stackWith({ auth: { profileRole: "shared" } }),
  "existing bucket": () => bucketWith({ create: false }),
  "existing bucket elsewhere": () => bucketWith({ create: false, region: "eu-central-1" }),
  "existing bucket named 404": () => bucketWith({ create: false, name: "acme-404" }),
  "KMS key": () => bucketWith({ kmsKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/abcd-1234" }),
  "bucket elsewhere": () => bucketWith({ region: "eu-central-1" }),
  GovCloud: () => stackWith(govCloud),
  overrides: () =>
    stackWith(
      { profiles: { overrides: { "team-1": { auth: "irsa" }, "team-10": { auth: "unmanaged" } } } },
      profilesWithRoles,
    ),
  "boundary, path and tags": () =>
    stackWith({
      tags: { team: "ml", "managed-by": "platform" },
      auth: { permissionsBoundary: "arn:aws:iam::111122223333:policy/boundary", path: "/kubeflow/dev/" },
    }),
  "listing by prefix": () => stackWith({ auth: { listScope: "prefix" } }),
  "deployKF 0.1.4": () =>
    stackWith({ deploykf: { version: "0.1.4", valuesFiles: ["values.yaml"], embeddedMinio: "remove" } }),
  "access logs": () => bucketWith({ accessLogs: { bucket: "acme-logs", prefix: "pipelines/" } }),
  "retention off": () =>
    bucketWith({ retention: { artifactDays: "off", noncurrentDays: "off", abortMultipartDays: "off" } }),
  "artifacts expire": () => bucketWith({ retention: { artifactDays: 30 } }),
  "account not stated": () => stackWith({ accountId: undefined }),
} as const;
