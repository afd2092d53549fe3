import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Plan } from "../../plan/plan.js";
import { objectActions } from "../../subjects/access/actions.js";
import { prefixesOf } from "../../subjects/deploykf/prefixes.js";
import type { PrincipalPlan } from "../../subjects/identity/plan.js";
import { admits, allows } from "../support/iam.js";
import { accountId, bucketName, issuer } from "../support/project.js";
import { planned, settingsOf } from "../support/settings.js";
import { keysOf, variations } from "../support/variations.js";

const arnOf = (key: string) => `arn:aws:s3:::${bucketName}/${key}`;
const openTo = (key: string) => (plan: PrincipalPlan) =>
  objectActions.some((action) => allows(plan.policy, { action, resource: arnOf(key) }));

function ownersOf(plan: Plan, key: string): readonly string[] {
  return plan.principals.profiles.filter(openTo(key)).map(({ principal }) => principal);
}

describe("a plan", () => {
  it("exists exactly if no two profiles' prefixes overlap, nor one with pipeline definitions", () => {
    fc.assert(
      fc.property(variations, (variation) => {
        const { profiles, roots } = settingsOf(variation).deploykf;
        const owned = profiles.flatMap((profile) =>
          prefixesOf(roots, profile).map((prefix) => [profile.name, prefix] as const),
        );
        const overlapping = owned.some(
          ([name, prefix]) =>
            prefix.startsWith("pipelines/") ||
            "pipelines/".startsWith(prefix) ||
            owned.some(([other, inner]) => other !== name && inner.startsWith(prefix)),
        );
        const result = planned(variation);
        expect("codes" in result ? result.codes : []).toEqual(overlapping ? ["prefixes-overlap"] : []);
      }),
      { numRuns: 150 },
    );
  });

  it("opens no key to two profiles, and none of pipeline definitions to any", () => {
    fc.assert(
      fc.property(variations, (variation) => {
        const result = planned(variation);
        fc.pre("plan" in result);
        for (const key of keysOf(variation)) {
          const owners = ownersOf(result.plan, key);
          expect([key, owners.length]).toEqual([key, Math.min(owners.length, 1)]);
          if (key.startsWith("pipelines/")) expect(owners).toEqual([]);
        }
      }),
      { numRuns: 50 },
    );
  });

  it("opens to each profile its own keys, and to the backend all of them", () => {
    fc.assert(
      fc.property(variations, (variation) => {
        const result = planned(variation);
        fc.pre("plan" in result);
        const { settings, principals } = result.plan;
        for (const profile of settings.deploykf.profiles) {
          for (const prefix of prefixesOf(settings.deploykf.roots, profile)) {
            expect(ownersOf(result.plan, `${prefix}x`)).toEqual([`profile ${profile.name}`]);
            expect(openTo(`${prefix}x`)(principals.backend)).toBe(true);
          }
        }
        expect(openTo("pipelines/x")(principals.backend)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it("lets a profile list nothing but its own under listScope: prefix, and the backend everything", () => {
    fc.assert(
      fc.property(variations, (variation) => {
        const result = planned({ ...variation, auth: { listScope: "prefix" } });
        fc.pre("plan" in result);
        const { profiles, backend } = result.plan.principals;
        const list = (prefix?: string) => ({
          action: "s3:ListBucket",
          resource: `arn:aws:s3:::${bucketName}`,
          ...(prefix === undefined ? {} : { context: { "s3:prefix": prefix } }),
        });
        expect(allows(backend.policy, list())).toBe(true);
        for (const plan of profiles) {
          expect(allows(plan.policy, list())).toBe(false);
          for (const key of keysOf(variation)) expect(allows(plan.policy, list(key))).toBe(openTo(key)(plan));
        }
      }),
      { numRuns: 30 },
    );
  });

  it("lets no service account into two roles, and into the right one", () => {
    fc.assert(
      fc.property(variations, (variation) => {
        const result = planned(variation);
        fc.pre("plan" in result);
        const { settings, principals } = result.plan;
        const provider = `arn:aws:iam::${accountId}:oidc-provider/${issuer}`;
        const rolesOf = (sub: string, aud = "sts.amazonaws.com") =>
          [principals.backend, ...principals.profiles]
            .filter((plan) => plan.kind === "role" && admits(plan.trust, { provider, issuer, aud, sub }))
            .map(({ principal }) => principal);
        for (const { name, namespace } of settings.deploykf.profiles) {
          for (const account of ["default-editor", "default-viewer"]) {
            expect(rolesOf(`system:serviceaccount:${namespace}:${account}`)).toEqual([`profile ${name}`]);
          }
          expect(rolesOf(`system:serviceaccount:${namespace}:default`)).toEqual([]);
          expect(rolesOf(`system:serviceaccount:${namespace}x:default-editor`).length).toBeLessThan(2);
          expect(rolesOf(`system:serviceaccount:${namespace}:default-editor`, "other")).toEqual([]);
        }
        expect(rolesOf("system:serviceaccount:kubeflow:ml-pipeline")).toEqual(["backend"]);
      }),
      { numRuns: 50 },
    );
  });

  it("names in no document of a profile another profile's prefix or subject", () => {
    fc.assert(
      fc.property(variations, (variation) => {
        const result = planned(variation);
        fc.pre("plan" in result);
        const { settings, principals } = result.plan;
        const { profiles, roots } = settings.deploykf;
        for (const plan of principals.profiles) {
          const text = JSON.stringify([plan.policy, plan.kind === "role" ? plan.trust : undefined]);
          for (const other of profiles.filter(({ name }) => plan.principal !== `profile ${name}`)) {
            for (const prefix of prefixesOf(roots, other)) expect(text).not.toContain(`${bucketName}/${prefix}`);
            expect(text).not.toContain(`system:serviceaccount:${other.namespace}:`);
          }
        }
      }),
      { numRuns: 50 },
    );
  });
});
