import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AccountKey, decideKeys } from "../../recover/access-keys.js";
import type { Registered } from "../../recover/candidates.js";
import { stateOf } from "../support/recover.js";

const user = "kf-dev-backend";
const making = (slot: string, of = user): Registered => ({
  urn: `urn:pulumi:dev::deploykf-object-store::aws:iam/accessKey:AccessKey::${slot}`,
  type: "aws:iam/accessKey:AccessKey",
  name: slot,
  parent: undefined,
  custom: true,
  inputs: { user: of },
  protect: false,
  provider: undefined,
  version: undefined,
});

interface Case {
  readonly keys: readonly AccountKey[];
  readonly creating?: readonly Registered[];
  readonly known?: readonly string[];
  readonly inSecrets?: readonly string[];
  readonly secretsKnown?: boolean;
}

function decided({ keys, creating = [], known = [], inSecrets = [], secretsKnown = true }: Case) {
  const state = { ...stateOf([], creating), accessKeys: new Set(known) };
  return decideKeys({ user, keys }, { state, inSecrets: new Set(inSecrets), secretsKnown });
}

const lost = { id: "AKIALOST", everUsed: false };

describe("a key that nobody knows", () => {
  it("is deleted where an up died while it made one, and it was never used", () => {
    expect(decided({ keys: [lost], creating: [making("a")] })).toEqual([
      { user, key: "AKIALOST", action: "delete", finding: undefined },
    ]);
  });

  it.each<[string, Case]>([
    ["no up died", { keys: [lost] }],
    ["an up died over another user's", { keys: [lost], creating: [making("a", "kf-dev-other")] }],
    ["it was used", { keys: [{ ...lost, everUsed: true }], creating: [making("a")] }],
    ["nobody knows whether it was used", { keys: [{ ...lost, everUsed: undefined }], creating: [making("a")] }],
    ["there are two, and one up died", { keys: [lost, { ...lost, id: "AKIAMORE" }], creating: [making("a")] }],
    ["a Secret couldn't be looked at", { keys: [lost], creating: [making("a")], secretsKnown: false }],
  ])("is left where %s, with the line that deletes it", (_, one) => {
    const [decision] = decided(one);

    expect(decision?.action).toBe("refuse");
    expect(decision?.finding?.mend).toContain(
      "aws iam delete-access-key --user-name kf-dev-backend --access-key-id AKIALOST",
    );
  });
});

it("keys that couldn't be listed are not known", () => {
  const state = stateOf([]);
  const context = { state, inSecrets: new Set<string>(), secretsKnown: true };

  expect(decideKeys({ user, keys: undefined, why: "AccessDenied" }, context)).toMatchObject([{ action: "unknown" }]);
});

it("a key that the state or a Secret knows is never touched, nor one that was used", () => {
  const ids = ["AKIA1", "AKIA2", "AKIA3"];
  const key = fc.record({ id: fc.constantFrom(...ids), everUsed: fc.constantFrom(true, false, undefined) });
  fc.assert(
    fc.property(
      fc.uniqueArray(key, { selector: ({ id }) => id }),
      fc.subarray(ids),
      fc.subarray(ids),
      fc.array(fc.constantFrom(making("a"), making("b"), making("c", "other"))),
      fc.boolean(),
      (keys, known, inSecrets, creating, secretsKnown) => {
        for (const { key: id = "", action } of decided({ keys, known, inSecrets, creating, secretsKnown })) {
          expect([...known, ...inSecrets]).not.toContain(id);
          if (action === "delete") expect(keys.find((one) => one.id === id)?.everUsed).toBe(false);
        }
      },
    ),
  );
});
