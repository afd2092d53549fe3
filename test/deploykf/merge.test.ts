import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isMap, mergeValues, valueAt } from "../../base/yaml/merge.js";

describe("values", () => {
  it("are merged key by key, and lists, null and scalars whole", () => {
    const base = { a: { x: 1, y: [1, 2], z: { q: 1 } }, b: "b", c: { d: 1 } };
    const over = { a: { y: [3], z: null }, b: { now: "a map" }, c: {}, e: [] };
    expect(mergeValues(base, over)).toEqual({ a: { x: 1, y: [3], z: null }, b: { now: "a map" }, c: { d: 1 }, e: [] });
  });

  it("keep the order of keys: those of the base first", () => {
    expect(Object.keys(Object(mergeValues({ b: 1, a: 1 }, { c: 1, a: 2 })))).toEqual(["b", "a", "c"]);
  });

  it("aren't changed by being merged", () => {
    const base = Object.freeze({ a: Object.freeze({ b: 1 }) });
    expect(mergeValues(base, { a: { c: 2 } })).toEqual({ a: { b: 1, c: 2 } });
    expect(base).toEqual({ a: { b: 1 } });
  });

  it("whose keys every object has are keys like any others", () => {
    const over: unknown = JSON.parse('{"constructor": {"a": 1}, "toString": {"b": 1}, "__proto__": {"c": 1}}');
    const merged = mergeValues({ x: 1 }, over);
    expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
    expect(Object.keys(Object(merged))).toEqual(["x", "constructor", "toString", "__proto__"]);
    expect(valueAt(merged, ["constructor", "a"])).toBe(1);
    expect(valueAt({}, ["constructor", "name"])).toBeUndefined();
  });

  it("of three files merge alike, whichever two are merged first", () => {
    const leaf = fc.oneof(fc.nat(3), fc.constant(null), fc.array(fc.nat(2), { maxLength: 2 }));
    const keys = fc.constantFrom("a", "b", "c");
    const plain = { noNullPrototype: true } as const;
    const tree = fc.dictionary(keys, fc.oneof(leaf, fc.dictionary(keys, leaf, plain)), plain);
    fc.assert(
      fc.property(tree, tree, tree, (x, y, z) => {
        // A map behind something else replaces it, so only maps in the same places are merged alike.
        const sameShape = Object.keys({ ...x, ...y, ...z }).every((key) => {
          const kinds = [x[key], y[key], z[key]].filter((value) => value !== undefined).map(isMap);
          return new Set(kinds).size < 2;
        });
        fc.pre(sameShape);
        expect(mergeValues(mergeValues(x, y), z)).toEqual(mergeValues(x, mergeValues(y, z)));
      }),
    );
  });
});
