import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { irsaPlugin, isIrsaPlugin, roleOfIrsaPlugin, withIrsaPlugin } from "../../subjects/deploykf/irsa-plugin.js";

const other = fc.record({ kind: fc.constantFrom("WorkloadIdentity", "", 7, null), spec: fc.constant({ a: 1 }) });
const theirs = fc.constantFrom(
  irsaPlugin("arn:aws:iam::1:role/theirs"),
  { kind: "AwsIamForServiceAccount" },
  { kind: "AwsIamForServiceAccount", spec: null },
);
const plugins = fc.array(fc.oneof(other, theirs, fc.constantFrom(null, "x", 1)), { maxLength: 6 });

describe("the plugin", () => {
  it("is the guide's", () => {
    expect(irsaPlugin("arn")).toEqual({
      kind: "AwsIamForServiceAccount",
      spec: { awsIamRole: "arn", AnnotateOnly: true },
    });
  });

  it("says its role where it has one", () => {
    expect(roleOfIrsaPlugin(irsaPlugin("arn"))).toBe("arn");
    for (const nothing of [null, "x", {}, { spec: null }, { spec: { awsIamRole: 7 } }]) {
      expect(roleOfIrsaPlugin(nothing)).toBeUndefined();
    }
  });
});

describe("a list of plugins with ours", () => {
  it("has ours exactly once, and all the others in their order", () => {
    fc.assert(
      fc.property(plugins, (before) => {
        const after = withIrsaPlugin(before, "ours");
        expect(after.filter(isIrsaPlugin)).toEqual([irsaPlugin("ours")]);
        const rest = (list: readonly unknown[]) => list.filter((plugin) => !isIrsaPlugin(plugin));
        expect(rest(after)).toEqual(rest(before));
      }),
    );
  });

  it("has ours where the first of its kind was, else at the end", () => {
    fc.assert(
      fc.property(plugins, (before) => {
        const at = before.findIndex(isIrsaPlugin);
        expect(withIrsaPlugin(before, "ours").findIndex(isIrsaPlugin)).toBe(at < 0 ? before.length : at);
      }),
    );
  });

  it("stays what it is when ours is put in again, and isn't changed itself", () => {
    fc.assert(
      fc.property(plugins, (before) => {
        const copy = structuredClone(before);
        const once = withIrsaPlugin(before, "ours");
        expect(withIrsaPlugin(once, "ours")).toEqual(once);
        expect(before).toEqual(copy);
      }),
    );
  });
});
