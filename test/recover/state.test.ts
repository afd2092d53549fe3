import { describe, expect, it } from "vitest";
import { parseState, providerUrn } from "../../recover/state.js";

const urn = "urn:pulumi:t::p::aws:iam/role:Role::r";

describe("the state", () => {
  it("has resources by URN, keys by id, and what was being created", () => {
    const key = { urn: "urn:pulumi:t::p::aws:iam/accessKey:AccessKey::k", type: "aws:iam/accessKey:AccessKey" };
    const state = parseState({
      deployment: {
        resources: [
          {
            urn: "urn:pulumi:t::p::pulumi:pulumi:Stack::p-t",
            type: "pulumi:pulumi:Stack",
            created: "2026-11-01T00:00:00Z",
          },
          { urn, type: "aws:iam/role:Role", id: "r", dependencies: ["x"] },
          { ...key, id: "AKIAKEPT" },
          { ...key, id: "AKIAGOING", delete: true },
        ],
        pending_operations: [
          { type: "creating", resource: { urn: `${urn}2`, type: "aws:iam/role:Role", inputs: { name: "r2" } } },
          { type: "updating", resource: { urn, type: "aws:iam/role:Role" } },
        ],
      },
    });

    expect(state?.interrupted).toBe(true);
    expect(state?.created).toBe("2026-11-01T00:00:00Z");
    expect(state?.resources.get(urn)).toEqual({
      ...{ urn, type: "aws:iam/role:Role", id: "r", pendingReplacement: false, dependencies: ["x"] },
    });
    expect(state?.creating.map(({ name, inputs }) => [name, inputs])).toEqual([["r2", { name: "r2" }]]);
    // One that is still to be deleted is in the account, and known.
    expect([...(state?.accessKeys ?? [])]).toEqual(["AKIAKEPT", "AKIAGOING"]);
    expect(state?.resources.get(key.urn)?.id).toBe("AKIAKEPT");
  });

  it("of a stack that was never deployed is empty", () => {
    for (const deployment of [{}, { resources: null, pending_operations: null }]) {
      expect(parseState({ deployment })).toMatchObject({
        ...{ creating: [], interrupted: false, created: undefined },
      });
    }
  });

  it.each([
    null,
    [],
    "text",
    {},
    { deployment: [] },
    { deployment: { resources: "many" } },
    { deployment: { resources: [1] } },
  ])("isn't %j", (value) => {
    expect(parseState(value)).toBeUndefined();
  });
});

it("a reference to a provider is its URN and an id", () => {
  const provider = "urn:pulumi:t::p::pulumi:providers:aws::default_7_48_0";

  expect(providerUrn(`${provider}::6726cf77-5037-4db9-88ce-8d4fb44060dc`)).toBe(provider);
  expect(providerUrn(undefined)).toBeUndefined();
});
