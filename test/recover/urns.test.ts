import { expect, it } from "vitest";
import { exampleRegistered } from "../support/recover.js";

/** As the engine's state has them after an up of the example stack. */
const engines = [
  "urn:pulumi:dev::deploykf-object-store::deploykf-object-store:index:DeploykfObjectStore::kubeflow",
  "urn:pulumi:dev::deploykf-object-store::deploykf-object-store:index:DeploykfObjectStore$deploykf-object-store:index:KubeflowBucket::kubeflow-bucket",
  "urn:pulumi:dev::deploykf-object-store::deploykf-object-store:index:DeploykfObjectStore$deploykf-object-store:index:KubeflowBucket$aws:s3/bucket:Bucket::kubeflow-bucket",
  "urn:pulumi:dev::deploykf-object-store::deploykf-object-store:index:DeploykfObjectStore$deploykf-object-store:index:ProfileIdentities$aws:iam/role:Role::kubeflow-profile-team-2",
];

it("URNs are the engine's, with every ancestor's type but the stack's", async () => {
  const registered = await exampleRegistered();
  const urns = registered.map(({ urn }) => urn);

  expect(urns).toEqual(expect.arrayContaining(engines));
  expect(urns.filter((urn) => urn.includes("pulumi:pulumi:Stack$"))).toEqual([]);
  expect(new Set(urns).size).toBe(urns.length);
});

it("parents are named the same way", async () => {
  const registered = await exampleRegistered();
  const urns = new Set(registered.map(({ urn }) => urn));

  for (const { parent = "" } of registered) expect(urns.has(parent) || parent.includes("Stack::")).toBe(true);
});
