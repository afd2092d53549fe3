import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planSharing } from "../../subjects/bucket/plan.js";
import { prefixesOf } from "../../subjects/deploykf/prefixes.js";
import { reachOfProfiles } from "../../subjects/identity/who.js";
import { settingsOf } from "../support/settings.js";
import { artifactRoots, profileNames } from "../support/variations.js";

const roots = { v1: "artifacts/", v2: "v2/artifacts/" };
const reach = (names: readonly string[]) => reachOfProfiles(settingsOf({ names, roots }), "prefix");
const shared = (names: readonly string[], others: readonly string[] | undefined) =>
  planSharing([{ stack: "other", prefixes: others }], reach(names));

describe("what two stacks share in one bucket", () => {
  it("nothing where nobody shares the bucket", () => {
    expect(planSharing([], reach(["a"]))).toEqual([]);
  });

  it("the prefixes of profiles of the same name, and no others", () => {
    const others = ["artifacts/b/", "v2/artifacts/b/", "artifacts/ab/", "artifacts/c/"];

    expect(shared(["a", "b"], others)).toEqual([{ stack: "other", prefixes: ["artifacts/b/", "v2/artifacts/b/"] }]);
  });

  it("nobody's prefixes where none are the same", () => {
    expect(shared(["a"], ["artifacts/b/"])).toEqual([{ stack: "other", prefixes: [] }]);
  });

  it("what isn't known stays so", () => {
    expect(shared(["a"], undefined)).toEqual([{ stack: "other", prefixes: undefined }]);
  });

  it("of prefixes that lie in one another the inner one", () => {
    expect(shared(["a"], ["artifacts/"])).toEqual([{ stack: "other", prefixes: ["artifacts/a/"] }]);
    expect(shared(["a"], ["v2/artifacts/a/b/"])).toEqual([{ stack: "other", prefixes: ["v2/artifacts/a/b/"] }]);
    expect(shared(["a"], [""])).toEqual([{ stack: "other", prefixes: ["artifacts/a/", "v2/artifacts/a/"] }]);
  });

  it("each stack by itself", () => {
    const sharedWith = [
      { stack: "one", prefixes: ["artifacts/a/"] },
      { stack: "two", prefixes: ["artifacts/b/"] },
    ];

    expect(planSharing(sharedWith, reach(["a", "b"]))).toEqual(sharedWith);
  });

  it("is the same seen from both: the prefixes of either that lie in one of the other's", () => {
    fc.assert(
      fc.property(profileNames, profileNames, artifactRoots, artifactRoots, (own, other, ownRoots, otherRoots) => {
        const mine = settingsOf({ names: own, roots: ownRoots });
        const theirs = settingsOf({ names: other, roots: otherRoots });
        const prefixes = ({ deploykf }: typeof mine) =>
          deploykf.profiles.flatMap((one) => prefixesOf(deploykf.roots, one));
        const seen = (from: typeof mine, to: typeof mine) =>
          planSharing([{ stack: "x", prefixes: prefixes(to) }], reachOfProfiles(from, "prefix"))[0]?.prefixes ?? [];
        const inside = (one: readonly string[], other: readonly string[]) =>
          one.filter((prefix) => other.some((outer) => prefix.startsWith(outer)));
        const common = new Set([
          ...inside(prefixes(mine), prefixes(theirs)),
          ...inside(prefixes(theirs), prefixes(mine)),
        ]);
        expect(seen(mine, theirs).slice().sort()).toEqual([...common].sort());
        expect(seen(theirs, mine).slice().sort()).toEqual([...common].sort());
      }),
    );
  });
});
