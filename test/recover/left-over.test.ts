import { describe, expect, it } from "vitest";
import { candidatesOf, type Registered } from "../../recover/candidates.js";
import { decide, isAsked } from "../../recover/decide.js";
import { account, contextOf, exampleRegistered, stateOf, there } from "../support/recover.js";

const registered = await exampleRegistered();
const components = registered.filter(({ custom }) => !custom);
const role = "aws:iam/role:Role";
const bucket = "aws:s3/bucket:Bucket";
const ofType = (type: string) => registered.filter((one) => one.type === type);

describe("what an up was creating and the plan has no more", () => {
  const gone = (type: string, inputs: Registered["inputs"], protect = false): Registered => ({
    urn: `urn:pulumi:dev::deploykf-object-store::${type}::gone`,
    type,
    name: "gone",
    parent: undefined,
    custom: true,
    inputs,
    protect,
    provider: undefined,
    version: undefined,
  });
  const decidedGone = (one: Registered) => {
    const state = stateOf(components, [one]);
    const candidate = candidatesOf(registered, state, account).find(({ urn }) => urn === one.urn);
    if (!candidate) throw new Error("what was being created is a candidate");
    return decide(candidate, there(), contextOf(registered, state));
  };

  it("is imported, so that up removes it", () => {
    expect(decidedGone(gone(role, { name: "kf-dev-profile-gone" })).action).toBe("import");
  });

  it("is imported with its inline policy, without which IAM deletes no role; not with what overwrites nothing", () => {
    const policy = gone("aws:iam/rolePolicy:RolePolicy", { role: "kf-dev-profile-gone", name: "object-store" });
    const setting = gone("aws:s3/bucketPolicy:BucketPolicy", { bucket: "acme-gone" });
    const state = stateOf(components, [policy, setting]);
    const asked = candidatesOf(registered, state, account).filter(
      (one) => one.leftOver && isAsked(one, contextOf(registered, state)),
    );

    expect(asked.map(({ type }) => type)).toEqual([policy.type]);
    expect(decidedGone(policy).action).toBe("import");
  });

  it("is left to the user where up could not remove it", () => {
    expect(decidedGone(gone(bucket, { bucket: "acme-gone" }, true)).finding?.code).toBe("recover-left-behind");
  });

  it("is left to the user where its place is taken: the same resource under another name", () => {
    const [one] = ofType(role);
    if (!one) throw new Error("the example has a role");
    const state = stateOf(components, [{ ...one, inputs: { ...one.inputs, name: "kf-old-backend" } }]);
    const own = candidatesOf(registered, state, account).filter(({ urn }) => urn === one.urn);

    expect(own.map(({ leftOver, wasCreating }) => [leftOver, wasCreating])).toEqual([
      [false, false],
      [true, true],
    ]);
    const [, old] = own;
    expect(old && decide(old, there(), contextOf(registered, state)).finding?.code).toBe("recover-left-behind");
  });
});
