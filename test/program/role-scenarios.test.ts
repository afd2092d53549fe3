import { describe, expect, test } from "vitest";
import { changesOf, modes } from "../support/baseline.js";
import { bucketResources, type Described, described } from "../support/expected.js";
import * as role from "../support/expected-role.js";
import { runProgram } from "../support/program.js";
import { scenarios } from "../support/scenarios.js";

const tags = { "managed-by": "deploykf-object-store", "pulumi-stack": "test" };
const issuer = { accountId: "111122223333", host: "oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF" };
const bucketArn = "arn:aws:s3:::acme-test-pipelines";
const profiles = ["team-1", "team-10"];

/** Parts of the roles that scenarios change. */
interface Changed {
  readonly arn?: string;
  readonly listed?: (prefixes: readonly string[]) => readonly unknown[];
}

type Parts = Partial<Parameters<typeof role.roleResources>[0]> & Changed;

function backend(preview: boolean, { arn = bucketArn, ...parts }: Parts = {}) {
  return role.roleResources({
    preview,
    tags,
    issuer,
    key: "backend",
    name: "kf-test-backend",
    description: role.backendDescription,
    accounts: role.backendAccounts,
    statements: [role.listing(arn), role.objects(arn, role.backendPrefixes)],
    ...parts,
  });
}

function profile(preview: boolean, name: string, { arn = bucketArn, listed, ...parts }: Parts = {}) {
  const prefixes = [`artifacts/${name}/`, `v2/artifacts/${name}/`];
  return role.roleResources({
    preview,
    tags,
    issuer,
    key: `profile-${name}`,
    name: `kf-test-profile-${name}`,
    description: `deployKF profile ${name}: its own artifacts`,
    accounts: [`${name}/default-editor`, `${name}/default-viewer`],
    statements: [...(listed?.(prefixes) ?? [role.listing(arn)]), role.objects(arn, prefixes)],
    ...parts,
  });
}

function all(preview: boolean, parts: Parts = {}): Record<string, Described> {
  return Object.assign({}, backend(preview, parts), ...profiles.map((name) => profile(preview, name, parts)));
}

function gone(resources: Record<string, Described>): Record<string, null> {
  return Object.fromEntries(Object.keys(resources).map((key) => [key, null]));
}

describe.each(modes)("the roles, %s", (_, preview) => {
  test("are as planned in the baseline, which the other scenarios are compared with", async () => {
    const { resources } = await runProgram(scenarios.baseline(), { preview });

    expect(described(resources)).toMatchObject(all(preview));
    expect(resources.filter(({ type }) => type.startsWith("aws:iam/"))).toHaveLength(2 + 2 * profiles.length);
  });

  test("shared role: one for all profiles, with all artifacts and all their service accounts", async () => {
    const shared = role.roleResources({
      preview,
      tags,
      issuer,
      key: "profiles",
      name: "kf-test-profiles",
      description: "All deployKF profiles: all artifacts",
      accounts: profiles.flatMap((name) => [`${name}/default-editor`, `${name}/default-viewer`]),
      statements: [role.listing(bucketArn), role.objects(bucketArn, ["artifacts/", "v2/artifacts/"])],
    });

    expect(await changesOf("shared role", preview)).toEqual({
      ...gone(profile(preview, "team-1")),
      ...gone(profile(preview, "team-10")),
      ...shared,
    });
  });

  test("GovCloud: every ARN is in its partition", async () => {
    const partition = "aws-us-gov";
    const govIssuer = { ...issuer, partition, host: "oidc.eks.us-gov-west-1.amazonaws.com/id/ABCDEF" };
    const bucket = bucketResources({ preview, name: "acme-test-pipelines", tags, rules: [], partition });
    const policy = "BucketPolicy kubeflow-bucket-policy";

    expect(await changesOf("GovCloud", preview)).toEqual({
      ...all(preview, { issuer: govIssuer, arn: `arn:${partition}:s3:::acme-test-pipelines` }),
      [policy]: bucket[policy],
    });
  });

  test("overrides: a role is replaced where asked for, and none is made for an unmanaged profile", async () => {
    expect(await changesOf("overrides", preview)).toEqual(gone(profile(preview, "team-10")));
  });

  test("boundary, path and tags: on every role, and tags on the bucket, the user's before ours", async () => {
    const own = { team: "ml", "managed-by": "platform", "pulumi-stack": "test" };
    const bucket = bucketResources({ preview, name: "acme-test-pipelines", tags: own, rules: [] });
    const parts = {
      tags: own,
      path: "/kubeflow/dev/",
      permissionsBoundary: "arn:aws:iam::111122223333:policy/boundary",
    };
    const roles = Object.entries(all(preview, parts)).filter(([key]) => key.startsWith("Role "));

    expect(await changesOf("boundary, path and tags", preview)).toEqual({
      ...Object.fromEntries(roles),
      "Bucket kubeflow-bucket": bucket["Bucket kubeflow-bucket"],
    });
  });

  test("listing by prefix: for the profiles alone; the backend's bucket check carries no prefix", async () => {
    const listed = (prefixes: readonly string[]) => role.listingBelow(bucketArn, prefixes);
    const policies = profiles.map((name) => [
      `RolePolicy kubeflow-profile-${name}`,
      profile(preview, name, { listed })[`RolePolicy kubeflow-profile-${name}`],
    ]);

    expect(await changesOf("listing by prefix", preview)).toEqual(Object.fromEntries(policies));
  });

  test("deployKF 0.1.4: nothing in AWS differs", async () => {
    expect(await changesOf("deployKF 0.1.4", preview)).toEqual({});
  });

  test("account not stated: AWS's answer stands in every ARN, in a preview too", async () => {
    expect(await changesOf("account not stated", preview)).toEqual({});
  });
});
