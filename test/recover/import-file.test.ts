import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { candidatesOf } from "../../recover/candidates.js";
import { importFile, missingFor } from "../../recover/import-file.js";
import { keyStack } from "../support/key-stacks.js";
import { account, candidateOf, exampleRegistered, registeredOf, stateOf } from "../support/recover.js";
import { repoStack } from "../support/stack.js";

const registered = await exampleRegistered();
const components = registered.filter(({ custom }) => !custom);
const prefix = "urn:pulumi:dev::deploykf-object-store::deploykf-object-store:index:DeploykfObjectStore";

describe("the file for pulumi import", () => {
  it("names parents that the state has by their URNs", () => {
    const state = stateOf(components);
    const parent = `${prefix}$deploykf-object-store:index:KubeflowBucket::kubeflow-bucket`;

    expect(importFile([candidateOf(registered, state, "aws:s3/bucket:Bucket")], registered, state)).toEqual({
      nameTable: { [parent]: parent },
      resources: [
        {
          type: "aws:s3/bucket:Bucket",
          name: `${prefix}$deploykf-object-store:index:KubeflowBucket$aws:s3/bucket:Bucket::kubeflow-bucket`,
          logicalName: "kubeflow-bucket",
          id: repoStack("dev").config["deploykf-object-store:bucket"]?.match(/acme[\w-]+/)?.[0],
          parent,
          version: "7.48.0",
        },
      ],
    });
  });

  it("names the region of a bucket that isn't in the provider's", () => {
    const state = stateOf(components);
    const bucket = candidateOf(registered, state, "aws:s3/bucket:Bucket");
    const elsewhere = { ...bucket, inputs: { ...bucket.inputs, region: "eu-north-1" } };

    expect(importFile([elsewhere], registered, state).resources[0]?.id).toBe("acme-dev-kubeflow-pipelines@eu-north-1");
  });

  it("makes components that the state lacks, before what is in them", () => {
    const state = stateOf([]);
    const { nameTable, resources } = importFile(
      [candidateOf(registered, state, "aws:iam/role:Role")],
      registered,
      state,
    );

    expect(nameTable).toEqual({});
    expect(resources.map(({ type, component }) => [type, component])).toEqual([
      ["deploykf-object-store:index:DeploykfObjectStore", true],
      ["deploykf-object-store:index:BackendIdentity", true],
      ["aws:iam/role:Role", undefined],
    ]);
  });

  it("names the provider that a Secret is made with; without it in the state nothing can be imported", async () => {
    const withKeys = await registeredOf(keyStack());
    const [provider] = withKeys.filter(({ name }) => name === "kubeflow-secrets");
    const state = stateOf(withKeys.filter(({ custom, urn }) => !custom || urn === provider?.urn));
    const secret = candidateOf(withKeys, state, "kubernetes:core/v1:Secret");
    const { nameTable, resources } = importFile([secret], withKeys, state);

    expect(provider?.urn).toContain("$pulumi:providers:kubernetes::kubeflow-secrets");
    expect(resources).toMatchObject([
      { id: "kubeflow/kubeflow-pipelines--backend-object-store-auth", provider: provider?.urn },
    ]);
    expect(resources[0]).not.toHaveProperty("version");
    expect(nameTable).toHaveProperty([provider?.urn ?? ""], provider?.urn);
    expect(missingFor(secret, withKeys, state)).toBeUndefined();
    expect(missingFor(secret, withKeys, stateOf(withKeys.filter(({ custom }) => !custom)))).toBe(provider?.urn);
  });

  it("has every parent in the state, or before its children; nothing twice, nothing that the state has", () => {
    fc.assert(
      fc.property(fc.subarray([...registered]), fc.subarray([...registered]), (known, wanted) => {
        const state = stateOf(known);
        const candidates = candidatesOf(registered, state, account).filter(
          ({ urn, subject }) => subject && !state.resources.has(urn) && wanted.some((one) => one.urn === urn),
        );
        const { nameTable, resources } = importFile(candidates, registered, state);
        const before = new Set(Object.keys(nameTable));
        for (const { name, parent, id, component } of resources) {
          if (parent !== undefined) expect(before).toContain(parent);
          expect(before).not.toContain(name);
          expect(state.resources.has(name)).toBe(false);
          expect(component === true).toBe(id === undefined);
          before.add(name);
        }
        for (const urn of Object.values(nameTable)) expect(state.resources.has(urn)).toBe(true);
        expect(resources.filter(({ component }) => !component)).toHaveLength(candidates.length);
      }),
    );
  });
});
