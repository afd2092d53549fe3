import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { candidatesOf, type Registered } from "../../recover/candidates.js";
import { decide, isAsked } from "../../recover/decide.js";
import { ownerOf } from "../../recover/found.js";
import { adoptedBy } from "../../recover/kinds.js";
import { outcomeOf } from "../../recover/outcome.js";
import {
  account,
  anyFound,
  candidateOf,
  contextOf,
  exampleRegistered,
  ourTags,
  stateOf,
  there,
} from "../support/recover.js";

const registered = await exampleRegistered();
const components = registered.filter(({ custom }) => !custom);
const role = "aws:iam/role:Role";
const bucket = "aws:s3/bucket:Bucket";
const ofType = (type: string) => registered.filter((one) => one.type === type);

interface Case {
  readonly known?: readonly Registered[];
  readonly creating?: readonly Registered[];
  readonly adopt?: readonly string[];
}

function decided(type: string, found: Parameters<typeof decide>[1], options: Case = {}) {
  const { known = components, creating = [], adopt = [] } = options;
  const state = stateOf(known, creating);
  const { action, finding } = decide(candidateOf(registered, state, type), found, contextOf(registered, state, adopt));
  return [action, finding?.code];
}

describe("what the state lacks", () => {
  it("and doesn't exist is made by up", () => {
    expect(decided(role, { answer: "absent" })).toEqual(["create", undefined]);
  });

  it("and couldn't be looked at is not known, also where up was creating it", () => {
    const found = { answer: "unknown", why: "AccessDenied" } as const;

    expect(decided(role, found)).toEqual(["unknown", "recover-not-known"]);
    expect(decided(role, found, { creating: ofType(role) })).toEqual(["unknown", "recover-not-known"]);
  });

  it("and an up was creating is imported, with tags and without", () => {
    expect(decided(bucket, there(), { creating: ofType(bucket) })).toEqual(["import", undefined]);
    expect(decided(role, there({ tags: ourTags }), { creating: ofType(role) })).toEqual(["import", undefined]);
  });

  it("and was there before the stack isn't what an up was creating", () => {
    const old = there({ created: "2026-10-01T00:00:00Z" });

    expect(decided(bucket, old, { creating: ofType(bucket) })).toEqual(["refuse", "recover-unproven"]);
    expect(decided(role, there({ tags: ourTags, created: "2026-10-01T00:00:00Z" }))).toEqual([
      "refuse",
      "recover-unproven",
    ]);
  });

  it("and carries this stack's tags since it began is imported; without a date nobody knows", () => {
    expect(decided(role, there({ tags: ourTags }))).toEqual(["import", undefined]);
    expect(decided(role, there({ tags: ourTags, created: undefined }))).toEqual(["refuse", "recover-unproven"]);
  });

  it("and has no mark is refused, unless its name is stated", () => {
    expect(decided(bucket, there())).toEqual(["refuse", "recover-unproven"]);
    expect(decided(bucket, there(), { adopt: ["acme-dev-kubeflow-pipelines"] })).toEqual(["import", undefined]);
    expect(decided(bucket, there(), { adopt: ["acme-other"] })).toEqual(["refuse", "recover-unproven"]);
  });

  it.each([{ ...ourTags, "pulumi-stack": "prod" }, { "managed-by": "terraform" }, { "pulumi-stack": "x" }])(
    "and carries %j is another's, whatever anybody says",
    (tags) => {
      const options = { creating: ofType(bucket), adopt: ["acme-dev-kubeflow-pipelines"] };

      expect(decided(bucket, there({ tags }), options)).toEqual(["refuse", "recover-other-owner"]);
    },
  );

  it("and up would replace is refused", () => {
    const elsewhere = there({ place: "/elsewhere/" });

    expect(decided(role, elsewhere, { creating: ofType(role) })).toEqual(["refuse", "recover-elsewhere"]);
  });

  it("and the state has under another name is refused", () => {
    const [one] = ofType(role);
    if (!one) throw new Error("the example has a role");
    const state = stateOf(components, ofType(role));
    const candidate = candidateOf(registered, state, role);
    const urn = "urn:pulumi:dev::deploykf-object-store::aws:iam/role:Role::renamed";
    const id = String(one.inputs.name);
    const resources = new Map([
      ...state.resources,
      [urn, { urn, type: role, id, pendingReplacement: false, dependencies: [] }],
    ]);

    const { finding } = decide(candidate, there(), contextOf(registered, { ...state, resources }));
    expect(finding?.code).toBe("recover-known-otherwise");
  });

  it("and was half replaced is imported in place of the old one, unless something that exists depends on that", () => {
    const state = stateOf(components, ofType(role));
    const candidate = candidateOf(registered, state, role);
    const half = { urn: candidate.urn, type: role, id: "x", pendingReplacement: true, dependencies: [] };
    const dependent = (type: string, gone: boolean) => {
      const one = {
        urn: `${candidate.urn}-${type}`,
        type,
        id: "y",
        pendingReplacement: gone,
        dependencies: [half.urn],
      };
      const resources = new Map([...state.resources, [half.urn, half], [one.urn, one]]);
      const all = { ...state, resources };
      return outcomeOf([decide(candidate, there(), contextOf(registered, all))], [], all);
    };

    for (const outcome of [dependent(role, true), dependent("aws:iam/rolePolicy:RolePolicy", false)]) {
      expect(outcome).toMatchObject({ forget: [candidate.urn], findings: [], verdict: "todo" });
    }
    const { forget, findings } = dependent(role, false);
    expect([forget, findings[0]?.code]).toEqual([[], "recover-half-replaced"]);
    expect(findings[0]?.mend).toContain(`pulumi state delete --stack dev --target-dependents --yes '${candidate.urn}'`);
  });

  it("and up writes over isn't asked for, unless what it belongs to is adopted", () => {
    const state = stateOf(components);
    const policy = candidateOf(registered, state, "aws:s3/bucketPolicy:BucketPolicy");

    expect(isAsked(policy, contextOf(registered, state))).toBe(false);
    expect(isAsked(policy, contextOf(registered, state, ["acme-dev-kubeflow-pipelines"]))).toBe(true);
  });
});

const situations = fc.record({
  known: fc.subarray([...registered]),
  creating: fc.subarray(registered.filter(({ custom }) => custom)),
  adopted: fc.double({ min: 0, max: 1 }).map((share) => share < 0.3),
  found: fc.array(anyFound, { minLength: registered.length * 2, maxLength: registered.length * 2 }),
});

describe("in any situation", () => {
  it("nothing of another's, nothing unproven and nothing that the state has is imported", () => {
    fc.assert(
      fc.property(situations, ({ known, creating, adopted, found }) => {
        const state = stateOf([...components, ...known], creating);
        const candidates = candidatesOf(registered, state, account);
        const names = candidates.flatMap(({ subject }) => (subject ? [adoptedBy(subject)] : []));
        const context = contextOf(registered, state, adopted ? names : []);
        candidates.forEach((candidate, index) => {
          const answer = isAsked(candidate, context) ? found[index] : undefined;
          if (decide(candidate, answer, context).action !== "import") return;
          expect(answer?.answer).toBe("there");
          expect(state.resources.has(candidate.urn)).toBe(false);
          if (answer?.answer !== "there") return;
          const owner = ownerOf(answer.thing, "dev");
          expect(typeof owner).not.toBe("object");
          expect(adopted || candidate.wasCreating || owner === "ours").toBe(true);
          const old = answer.thing.created?.startsWith("2026-10") ?? false;
          expect(adopted || !old).toBe(true);
        });
      }),
      { numRuns: 300 },
    );
  });
});
