import fc from "fast-check";
import { expect, test } from "vitest";
import { accessDiff } from "../../compare/access.js";
import type { AccessTuple } from "../../subjects/access/list.js";

function tuple(prefix: string, secret = "kubeflow/shared"): AccessTuple {
  return {
    ...{ principal: "profiles", serviceAccount: null, issuer: null, secret, enforced: true },
    ...{ action: "s3:GetObject", bucket: "acme", prefix },
  };
}

test("a prefix is neither gained nor lost where a wider one of the same subject covers it, and only there", () => {
  const side = fc.array(
    fc.tuple(fc.string({ unit: fc.constantFrom("a", "/"), maxLength: 4 }), fc.constantFrom("x", "y")),
  );
  fc.assert(
    fc.property(side, side, (before, after) => {
      const tuples = (some: typeof before) => some.map(([prefix, secret]) => tuple(prefix, secret));
      const expected = after.filter(
        ([prefix, secret]) => !before.some(([wider, other]) => other === secret && prefix.startsWith(wider)),
      );
      const texts = expected.map(([prefix, secret]) => `Secret ${secret} s3:GetObject acme  ${prefix}`).sort();
      expect(accessDiff(tuples(before), tuples(after)).gained).toEqual(texts);
    }),
  );
});

test("one subject with very many prefixes is compared in a time that grows with their number alone", () => {
  // Each with each would be 10,000,000,000 comparisons.
  const side = Array.from({ length: 100_000 }, (_, index) => tuple(`artifacts/team-${index}/`));

  expect(accessDiff(side, side).gained).toEqual([]);
});
