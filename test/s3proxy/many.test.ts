import { expect, test } from "vitest";
import { encryptedPair } from "../support/key-changes.js";
import { onlyProblem } from "../support/problem.js";
import { config, planOf, profiles } from "../support/project.js";
import { withS3Proxy } from "../support/s3proxy.js";

const names = (count: number) => Array.from({ length: count }, (_, index) => `team-${index}`);
const many = (count: number) => [withS3Proxy({}, names(count)), profiles(...names(count))];

test("1,000 profiles: a file, an argument and a peer for each, in one Secret", () => {
  const { s3proxy, limits, isolation } = planOf(...many(1_000));
  const [container] = s3proxy?.objects.deployment.spec.template.spec.containers ?? [];

  expect(s3proxy?.identities).toHaveLength(1_001);
  expect(container?.args.filter((one) => one === "--properties")).toHaveLength(1_001);
  expect(new Set(container?.args.slice(4)).size).toBe(1_002);
  expect(s3proxy?.clients).toEqual(["kubeflow", "kubeflow-argo-workflows", ...names(1_000).sort()]);
  // The Deployment stays far below what the API server takes in one object.
  expect(JSON.stringify(s3proxy?.objects).length).toBeLessThan(200_000);
  expect(limits).toEqual([
    {
      name: "bytes in S3Proxy's Secret, with the longest keys",
      quotaCode: undefined,
      needed: expect.any(Number),
      initial: 1_048_576,
      most: 1_048_576,
      verdict: "fits",
    },
  ]);
  expect(isolation).toEqual({ objects: "shared", listing: "open", checked: 0, unchecked: [], unmanaged: [] });
});

test("more than a Secret holds: the limit, and how many keys it is", () => {
  const { code, message, rule, mend } = onlyProblem(...many(1_800));

  expect({ code, message, rule, mend }).toEqual({
    code: "s3proxy-secret-size",
    message: expect.stringMatching(/^S3Proxy's Secret would have 1,\d\d\d,\d\d\d bytes for 1,801 keys$/),
    rule: expect.stringMatching(/^a Kubernetes Secret holds 1,048,576 bytes, about 1,\d\d\d keys$/),
    mend: "set auth.profileKeys: shared, or spread the profiles over several clusters",
  });
});

test("one key for all profiles: two files, and every namespace may connect", () => {
  const { s3proxy } = planOf(
    ...many(1_800),
    config("auth.profileKeys", "shared"),
    config("keys.profiles", {}),
    config("keys.shared", encryptedPair),
  );

  expect(s3proxy?.identities).toEqual([
    { principal: "backend", file: "backend.properties" },
    { principal: "profiles", file: "profiles.properties" },
  ]);
  expect(s3proxy?.clients).toHaveLength(1_802);
});

test("the access list says what S3Proxy allows: everything, to everyone with a key", () => {
  const { access } = planOf(...many(1));
  const actions = ["GetBucketLocation", "ListBucket", "GetObject", "PutObject", "DeleteObject"];
  const rows = access.map(({ principal, action, prefix, enforced }) => [principal, action, prefix, enforced]);

  expect(rows).toEqual(
    ["backend", "profile team-0"].flatMap((principal) =>
      actions.map((action) => [principal, `s3:${action}`, "", true]),
    ),
  );
});
