import { load } from "js-yaml";
import { describe, expect, test } from "vitest";
import { planOffline } from "../../cli/offline/offline-plan.js";
import type { Plan } from "../../plan/plan.js";
import { platformNames } from "../../stores/index.js";
import { bySecret, inTools, secretRef, templateName } from "../support/key-values.js";
import { externalPlatforms, pipelinesOf } from "../support/platforms.js";
import { projectRoot } from "../support/stack.js";

const bucket = "acme-kubeflow-pipelines";

function example(platform: string): Plan {
  if (platform === "aws-s3") return planOffline(projectRoot, "dev").plan;
  return planOffline(projectRoot, platform, `examples/Pulumi.${platform}.yaml`).plan;
}

const annotated = (role: string) => ({
  annotations: { "eks.amazonaws.com/role-arn": `arn:aws:iam::111122223333:role/${role}` },
});

/** An entry of examples/values-dev.yaml with its role. */
const withRole = (entry: { readonly name: string }) => ({
  ...entry,
  plugins: [
    {
      kind: "AwsIamForServiceAccount",
      spec: { awsIamRole: `arn:aws:iam::111122223333:role/kf-dev-profile-${entry.name}`, AnnotateOnly: true },
    },
  ],
});

const research = { group: "research", access: { role: "edit", notebooksAccess: true } };

test("aws-s3: the whole block, with roles and without a key", () => {
  const backend = annotated("kf-dev-backend");

  expect(example("aws-s3").values.block).toEqual({
    deploykf_core: {
      deploykf_profiles_generator: {
        profiles: [
          { name: "team-1", members: [research] },
          { name: "team-1-prod", members: [{ user: "ada", access: { role: "view" } }] },
          { name: "team-2", ownerEmail: "grace@example.com", members: [] },
        ].map(withRole),
      },
    },
    deploykf_opt: { deploykf_minio: { enabled: false } },
    kubeflow_dependencies: {
      kubeflow_argo_workflows: { controller: { serviceAccount: backend }, server: { serviceAccount: backend } },
    },
    kubeflow_tools: {
      pipelines: {
        serviceAccounts: { apiServer: backend, frontend: backend },
        bucket: { name: "acme-dev-kubeflow-pipelines", region: "eu-west-1" },
        objectStore: {
          useExternal: true,
          host: "s3.eu-west-1.amazonaws.com",
          port: "",
          useSSL: true,
          auth: { fromEnv: true },
        },
      },
    },
  });
});

test.each(externalPlatforms)("%s: the whole block, with names of Secrets and without a key", (platform) => {
  const plan = example(platform);

  expect(plan.values.block).toEqual({
    deploykf_core: { deploykf_profiles_generator: { profileDefaults: inTools(secretRef(templateName)) } },
    deploykf_opt: { deploykf_minio: { enabled: false } },
    kubeflow_tools: { pipelines: pipelinesOf(platform, bucket, bySecret) },
  });
  expect({ masked: plan.valuesMasked, namesAccount: plan.values.namesAccount }).toEqual({
    masked: false,
    namesAccount: false,
  });
});

describe.each(platformNames)("%s", (platform) => {
  test("the file says what the block says", () => {
    const { block, text } = example(platform).values;

    expect(load(text)).toEqual(block);
  });
});

test("host, port, useSSL and region, side by side", () => {
  const rows = platformNames.map((platform) => {
    const { host, port, useSSL, region } = example(platform).settings.endpoint;
    return `${platform} ${useSSL ? "https" : "http"}://${host}${port && `:${port}`} ${region}`;
  });

  expect(rows).toEqual([
    "aws-s3 https://s3.eu-west-1.amazonaws.com eu-west-1",
    "wasabi https://s3.eu-central-1.wasabisys.com eu-central-1",
    "minio http://minio.minio.svc.cluster.local:9000 us-east-1",
    "seaweedfs http://seaweedfs.kubeflow.svc.cluster.local:8333 us-east-1",
    "ceph http://rook-ceph-rgw-store.rook-ceph.svc.cluster.local:80 us-east-1",
    "gcs https://storage.googleapis.com auto",
    "azure-s3proxy http://s3proxy.s3proxy.svc.cluster.local:8080 us-east-1",
    "alibaba-oss https://s3.oss-cn-hangzhou-internal.aliyuncs.com cn-hangzhou",
    "ibm-cos https://s3.private.eu-de.cloud-object-storage.appdomain.cloud eu-de",
    "cloudflare-r2 https://0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com auto",
    "s3-compatible https://s3.storage.acme.example eu-1",
  ]);
});

test("what each example is warned of", () => {
  const warned = platformNames.map((platform) => [platform, ...example(platform).warnings.map(({ code }) => code)]);

  expect(warned.filter(([, ...codes]) => codes.length > 0)).toEqual([
    ["seaweedfs", "seaweedfs-ports"],
    ["azure-s3proxy", "store-shared"],
    ["alibaba-oss", "store-virtual-host"],
    ["cloudflare-r2", "store-shared"],
  ]);
});
