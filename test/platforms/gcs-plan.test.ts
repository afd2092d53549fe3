import { expect, test } from "vitest";
import { command, exampleCopy } from "../support/command.js";
import { neighbour } from "../support/neighbour.js";
import { onPlatform } from "../support/platforms.js";
import { codesOf, config, planOf } from "../support/project.js";

const cwd = exampleCopy();

async function printed(...args: string[]): Promise<string> {
  const all = ["--config-file", "examples/Pulumi.gcs.yaml", ...args];
  const { stdout, stderr, exitCode } = await command(all, { cwd });
  expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
  return stdout;
}

const section = (text: string, name: string) => text.split("\n\n").find((part) => part.startsWith(`${name}\n`));

test("the plan: what is made is called as Google calls it, and counted against its limits", async () => {
  const text = await printed();

  expect(text.split("\n\n")[0]).toBe(`Plan for stack gcs of deploykf-object-store
  store    Google Cloud Storage at https://storage.googleapis.com
  bucket   acme-kubeflow-pipelines in europe-west1 (to create)
  auth     access keys in Kubernetes Secrets (auth.keySource: iam-users)
  cluster  context acme of KUBECONFIG, or ~/.kube/config
  listing  auth.listScope: bucket`);
  expect(section(text, "Resources")?.split("\n").slice(1, 9)).toEqual([
    "  DeploykfObjectStore kubeflow",
    "   ├─┬ KubeflowBucket kubeflow-bucket",
    "   │ └── Bucket acme-kubeflow-pipelines [kept]",
    "   ├─┬ BackendIdentity kubeflow",
    "   │ ├── ServiceAccount kf-gcs-backend",
    "   │ ├── BucketIAMMember kubeflow-backend.1",
    "   │ ├── BucketIAMMember kubeflow-backend.2",
    "   │ ├── HmacKey kubeflow-backend.initial",
  ]);
  expect(section(text, "Resources")).toContain("├── IAMCustomRole kf_gcs_Objects");
  expect(section(text, "Limits")).toBe(`Limits
  fits  4 of 100     service accounts per project
  fits  2 of 300     custom roles per project
  fits  14 of 1,500  principals in the bucket's allow policy
  fits  2 of 12      logical operators per condition
  fits  1 of 20      conditions per role and principal
  fits  1 of 10      HMAC keys per service account`);
});

test("the access list names service accounts", async () => {
  const blocks = (await printed("--show", "access")).trimEnd().split("\n\n");

  expect(blocks.map((block) => block.split("\n")[0])).toEqual(
    ["backend", "profile-team-1", "profile-team-1-prod", "profile-team-2"].map(
      (key) => `service account kf-gcs-${key}`,
    ),
  );
});

test("JSON: roles of the project, and each account with its bindings", async () => {
  const { gcp, principals, limits } = JSON.parse(await printed("--format", "json"));

  expect(gcp.roles.map(({ roleId }: { roleId: string }) => roleId)).toEqual(["kf_gcs_BucketLister", "kf_gcs_Objects"]);
  expect(principals[1].user).toEqual({
    userName: "kf-gcs-profile-team-1",
    slots: { active: "initial" },
    gcp: {
      displayName: "deployKF profile team-1",
      description: "deployKF profile team-1: its own artifacts",
      bindings: [
        { role: { name: "BucketLister", permissions: ["storage.buckets.get", "storage.objects.list"] } },
        {
          role: expect.objectContaining({ name: "Objects" }),
          condition: {
            title: "keys below own prefixes 1",
            expression: ["artifacts/team-1/", "v2/artifacts/team-1/"]
              .map(
                (prefix) => `resource.name.startsWith("projects/_/buckets/acme-kubeflow-pipelines/objects/${prefix}")`,
              )
              .join(" || "),
          },
        },
      ],
    },
  });
  expect(limits[0]).toEqual({ name: "service accounts per project", needed: 4, initial: 100, verdict: "fits" });
});

/** Another stack, which creates the baseline's bucket. */
const owner = (namePrefix: string) =>
  neighbour({
    ...{ "aws:region": undefined, accountId: undefined, platform: "gcs", namePrefix },
    bucket: { name: "acme-dev-pipelines", region: "europe-west1" },
    auth: { mode: "keys" },
    cluster: { source: "kubeconfig", context: "other" },
  });
const joining = [onPlatform("gcs"), config("auth", { mode: "keys" }), config("bucket.sharedWith", ["other"])];

test("a stack that joins another's bucket needn't say where that is", () => {
  expect(planOf(...joining, owner("kf-other")).sharing.map(({ stack }) => stack)).toEqual(["other"]);
});

test("a stack that joins another's bucket has service accounts of its own", () => {
  expect(codesOf(...joining, owner("kf-dev"))).toEqual(["name-prefix-taken"]);
});
