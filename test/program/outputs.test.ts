import { expect, test } from "vitest";
import { runProgram, unknown } from "../support/program.js";
import { scenarios } from "../support/scenarios.js";

const arn = (name: string) => `arn:aws:iam::111122223333:role/${name}`;

test("an apply gives out the bucket and every role, from each component and from the stack", async () => {
  const { outputs, componentOutputs } = await runProgram(scenarios.baseline());

  const roleArns = {
    "profile team-1": arn("kf-test-profile-team-1"),
    "profile team-10": arn("kf-test-profile-team-10"),
  };
  const store = {
    bucketName: "acme-test-pipelines",
    backendRoleArn: arn("kf-test-backend"),
    profileRoleArns: roleArns,
  };
  expect(outputs).toMatchObject(store);
  expect(componentOutputs).toEqual({
    "deploykf-object-store:index:KubeflowBucket kubeflow-bucket": {
      bucketName: "acme-test-pipelines",
      bucketArn: "arn:aws:s3:::acme-test-pipelines",
    },
    "deploykf-object-store:index:BackendIdentity kubeflow": { roleArn: arn("kf-test-backend") },
    "deploykf-object-store:index:ProfileIdentities kubeflow": { roleArns },
    "deploykf-object-store:index:DeploykfObjectStore kubeflow": {
      ...store,
      bucketArn: "arn:aws:s3:::acme-test-pipelines",
      values: outputs.deploykfValues,
      valuesObject: outputs.deploykfValuesObject,
      secretNames: {},
      readme: expect.stringContaining(arn("kf-test-backend")),
    },
    "pulumi:pulumi:Stack deploykf-object-store-test": outputs,
  });
});

test("the shared role stands under one name", async () => {
  const { outputs } = await runProgram(scenarios["shared role"]());

  expect(outputs.profileRoleArns).toEqual({ profiles: arn("kf-test-profiles") });
});

test("an unmanaged profile has no role here", async () => {
  const { outputs } = await runProgram(scenarios.overrides());

  expect(outputs.profileRoleArns).toEqual({ "profile team-1": arn("kf-test-profile-team-1") });
});

test("an existing bucket's name is known in a first preview, for nothing is made", async () => {
  const { outputs } = await runProgram(scenarios["existing bucket"](), { preview: true });

  expect(outputs.bucketName).toBe("acme-test-pipelines");
  expect(outputs.backendRoleArn).toBe(unknown);
});

test("the whole values text of a small stack", async () => {
  const { outputs } = await runProgram(scenarios["deployKF 0.1.4"](), { preview: true });

  expect(
    outputs.deploykfValues,
  ).toBe(`# deployKF 0.1.4 values for the object store: project deploykf-object-store, stack test.
# Generated; edit the stack config instead, and make it again with
#   npm -s start -- --stack test --format values --output values-object-store.yaml
# Applying it removes the embedded MinIO and all data in it, where the cluster has one.
deploykf_core:
  deploykf_profiles_generator:
    profiles:
      - name: team-1
        ownerEmail: ada@example.com
        members: []
        plugins:
          - kind: AwsIamForServiceAccount
            spec:
              awsIamRole: arn:aws:iam::111122223333:role/kf-test-profile-team-1
              AnnotateOnly: true
      - name: team-10
        members: []
        plugins:
          - kind: AwsIamForServiceAccount
            spec:
              awsIamRole: arn:aws:iam::111122223333:role/kf-test-profile-team-10
              AnnotateOnly: true
deploykf_opt:
  deploykf_minio:
    enabled: false
kubeflow_dependencies:
  kubeflow_argo_workflows:
    controller:
      serviceAccount:
        annotations:
          eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/kf-test-backend
    server:
      serviceAccount:
        annotations:
          eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/kf-test-backend
kubeflow_tools:
  pipelines:
    serviceAccounts:
      apiServer:
        annotations:
          eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/kf-test-backend
      frontend:
        annotations:
          eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/kf-test-backend
    bucket:
      name: acme-test-pipelines
      region: eu-west-1
    objectStore:
      useExternal: true
      host: s3.eu-west-1.amazonaws.com
      port: ""
      useSSL: true
      auth:
        fromEnv: true
    kfpV2:
      minioFix: false`);
});
