import { readFileSync } from "node:fs";
import fc from "fast-check";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { isMap, mergeValues, valueAt } from "../../base/yaml/merge.js";
import { defaultsOfBlock } from "../../subjects/deploykf/block-defaults.js";
import { codesOf, config, defaultsPath, planOf, profiles, values } from "../support/project.js";

const annotation = "kubeflow_tools.pipelines.serviceAccounts.apiServer.annotations";
const own = "arn:aws:iam::111122223333:role/own";
const roleKey = "eks.amazonaws.com/role-arn";
const plugin = { kind: "AwsIamForServiceAccount", spec: { awsIamRole: own, AnnotateOnly: true } };

const replacedIn = (...changes: Parameters<typeof planOf>) =>
  planOf(...changes).replaced.map(({ profile = "", from, to }) => `${profile} ${from} > ${to}`.trim());
const warningsIn = (...changes: Parameters<typeof planOf>) => planOf(...changes).warnings.map(({ code }) => code);

function leaves(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  return isMap(value) ? Object.entries(value).flatMap(([key, part]) => leaves(part, [...path, key])) : [path];
}

describe("what our block replaces in the user's files", () => {
  it("is nothing where the files state deployKF's defaults or our own values", () => {
    expect(planOf().replaced).toEqual([]);
    const change = values("kubeflow_tools", mergeValues({}, defaultsOfBlock.kubeflow_tools));
    expect(replacedIn(change)).toEqual([]);
    expect(replacedIn(values(annotation, { [roleKey]: "arn:aws:iam::111122223333:role/kf-dev-backend" }))).toEqual([]);
  });

  it("is the backend's role, with file and line, and a warning", () => {
    const plan = planOf(values(annotation, { [roleKey]: own }));
    expect(plan.replaced).toMatchObject([
      { from: own, to: "arn:aws:iam::111122223333:role/kf-dev-backend", location: { file: "values.yaml" } },
    ]);
    expect(plan.warnings.map(({ code }) => code)).toEqual(["role-replaced"]);
  });

  it("is a profile's role, in its entry or inherited, once somebody decided it", () => {
    const decided = config("profiles", { overrides: { "team-1": { auth: "irsa" } } });
    const ours = "team-1 arn:aws:iam::111122223333:role/own > arn:aws:iam::111122223333:role/kf-dev-profile-team-1";
    expect(replacedIn(decided, profiles({ name: "team-1", plugins: [{ kind: "Other" }, plugin] }))).toEqual([ours]);
    expect(replacedIn(decided, profiles("team-1"), values(`${defaultsPath}.plugins`, [plugin]))).toEqual([ours]);
    const kept = config("profiles", { overrides: { "team-1": { auth: "unmanaged" } } });
    expect(replacedIn(kept, profiles({ name: "team-1", plugins: [plugin] }, "team-2"))).toEqual([]);
  });

  it("is a Secret that deployKF reads no more under fromEnv", () => {
    const secret = values("kubeflow_tools.pipelines.objectStore.auth", { existingSecret: "their-keys" });
    expect(replacedIn(secret)).toEqual(["their-keys > nothing"]);
    expect(warningsIn(secret)).toEqual(["secret-replaced"]);
  });

  it("never shows what may be a secret", () => {
    const secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    for (const key of ["existingSecret", "accessKey", "secretKey"]) {
      const change = values("kubeflow_tools.pipelines.objectStore.auth", { [key]: secret });
      expect(JSON.stringify(planOf(change).replaced)).not.toContain(secret);
    }
  });

  it("is decided where deployKF's built-in profiles are overridden by name", () => {
    const overrides = config("profiles", {
      overrides: { "team-1": { auth: "irsa" }, "team-1-prod": { auth: "irsa" } },
    });
    const none = values("deploykf_core", { deploykf_profiles_generator: { profileDefaults: { plugins: [plugin] } } });
    expect(replacedIn(overrides, none)).toHaveLength(2);
    expect(codesOf(config("profiles", { overrides: { other: { auth: "irsa" } } }), none)).toContain(
      "profiles-built-in",
    );
  });

  it("is every stated leaf that differs from ours and from the default, and no other", () => {
    const ours = planOf().values.block;
    const places = leaves(ours).filter((path) => typeof valueAt(ours, path) === "string");
    fc.assert(
      fc.property(fc.subarray([...places], { minLength: 1 }), fc.boolean(), (paths, same) => {
        const changes = paths.map((path) => {
          const at = path.slice(0, -1).join(".");
          const key = path.at(-1) ?? "";
          return { path, at, key, value: same ? valueAt(ours, path) : "something-else" };
        });
        const stated = changes.reduce<unknown>(
          (all, { path, value }) =>
            mergeValues(
              all,
              path.reduceRight<unknown>((below, step) => ({ [step]: below }), value),
            ),
          {},
        );
        const plan = planOf(...Object.entries(stated as object).map(([key, value]) => values(key, value)));
        const found = plan.replaced.map(({ path }) => path.join()).sort();
        expect(found).toEqual(same ? [] : paths.map((path) => path.join()).sort());
      }),
      { numRuns: 20 },
    );
  });
});

describe("the defaults of what the block sets", () => {
  const real: unknown = load(
    readFileSync(new URL("../fixtures/deploykf-v0.1.5-default-values.yaml", import.meta.url), "utf8"),
  );

  it.each(leaves(defaultsOfBlock).map((path) => [path.join("."), path] as const))("%s is the real one", (_, path) => {
    expect(valueAt(defaultsOfBlock, path)).toEqual(valueAt(real, path));
  });
});
