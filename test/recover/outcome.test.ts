import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decideKeys } from "../../recover/access-keys.js";
import { candidatesOf } from "../../recover/candidates.js";
import { decide, isAsked } from "../../recover/decide.js";
import { importId } from "../../recover/kinds.js";
import { outcomeOf } from "../../recover/outcome.js";
import { outcomeJson, outcomeText } from "../../recover/text.js";
import { account, contextOf, exampleRegistered, stateOf } from "../support/recover.js";

const registered = await exampleRegistered();
const state = stateOf(registered.filter(({ custom }) => !custom));
const context = contextOf(registered, state);
const asked = candidatesOf(registered, state, account).filter((one) => one.subject && isAsked(one, context));
const idOf = (index: number) => {
  const subject = asked[index]?.subject;
  return subject ? importId(subject) : "";
};

function outcome(whyOf: (index: number) => string) {
  const decisions = asked.map((one, index) => decide(one, { answer: "unknown", why: whyOf(index) }, context));
  return outcomeOf(decisions, [], state);
}

describe("what couldn't be looked at", () => {
  test("is said once with the count where one cause is behind all", () => {
    const { findings, verdict } = outcome(() => "the cluster doesn't answer");

    expect(verdict).toBe("unknown");
    expect(findings).toHaveLength(1);
    expect(findings[0]?.message).toContain(`whether ${asked.length} things (`);
    expect(findings[0]?.message).toMatch(/ and \d+ more\) exist is not known: the cluster doesn't answer$/);
  });

  test("is one cause, too, where a denial names each thing", () => {
    const { findings } = outcome((index) => `AccessDenied: not authorized to look at ${idOf(index)}`);

    expect(findings).toHaveLength(1);
  });

  test("is named where it is alone, and still has its own finding in the JSON", () => {
    const one = outcome((index) => (index === 0 ? "Timeout" : "AccessDenied"));

    expect(one.findings[0]?.message).toMatch(/^whether \S+ \S+ exists is not known: Timeout$/);
    const { resources } = JSON.parse(outcomeJson("dev", one, {}));
    expect(resources).toHaveLength(asked.length);
    expect(resources[1].finding.message).toMatch(/^whether \S+ \S+ exists is not known: AccessDenied$/);
  });

  test("of users' keys is one cause for all of them, and their JSON has nothing more than before", () => {
    const keys = ["kf-dev-backend", "kf-dev-team-1"].flatMap((user) =>
      decideKeys(
        { user, keys: undefined, why: `AccessDenied: user ${user}` },
        { state, inSecrets: new Set(), secretsKnown: true },
      ),
    );
    const one = outcomeOf([], keys, state);

    expect(one.findings.map(({ message }) => message)).toEqual([
      "whether 2 things (AccessKey of kf-dev-backend, AccessKey of kf-dev-team-1) exist is not known: AccessDenied: user kf-dev-backend",
    ]);
    expect(Object.keys(JSON.parse(outcomeJson("dev", one, {})).keys[0])).toEqual(["user", "action", "finding"]);
  });

  test("has as many warnings as there are causes", () => {
    const cause = fc.constantFrom("Timeout", "AccessDenied", "no credentials");
    const each = fc.array(cause, { minLength: asked.length, maxLength: asked.length });
    fc.assert(
      fc.property(each, (causes) => {
        const one = outcome((index) => causes[index] ?? "");

        expect(outcomeText("dev", one).match(/warning\[recover-not-known\]/g)).toHaveLength(new Set(causes).size);
      }),
    );
  });
});
