import { describe, expect, test } from "vitest";
import { comparePlans } from "../../compare/compare.js";
import type { Verdict } from "../../compare/printed.js";
import type { PlanRecord } from "../../plan/record.js";
import { compared, said } from "../support/compared.js";
import { type Change, config, defaultsPath, profiles, values, without } from "../support/project.js";
import { accessRecordOf } from "../support/records.js";

describe("the people of a profile", () => {
  const people = (groups: object[], members: object[], users: object[] = []) => [
    values("deploykf_core.deploykf_profiles_generator.users", [
      { id: "ada", email: "ada@example.com" },
      { id: "eve", email: "eve@example.com" },
      ...users,
    ]),
    values("deploykf_core.deploykf_profiles_generator.groups", groups),
    profiles({ name: "a", members }),
  ];
  const group = (...users: string[]) => [{ id: "research", users }];
  const member = (access: object = { role: "view" }) => [{ group: "research", access }];
  const base = people(group("ada"), member());

  test.each<[string, readonly Change[], Verdict, string]>([
    ["one more in a group", people(group("ada", "eve"), member()), "widens", "opens to eve@example.com (view)"],
    ["one fewer in a group", people(group(), member()), "narrows", "closes to ada@example.com (view)"],
    ["more rights", people(group("ada"), member({ role: "edit" })), "widens", "opens to ada@example.com (edit)"],
    ["notebooks", people(group("ada"), member({ role: "view", notebooksAccess: true })), "widens", "(notebooks)"],
    ["a member", people(group("ada"), [...member(), { user: "eve" }]), "widens", "opens to eve@example.com (view)"],
    [
      "an owner",
      [...base, profiles({ name: "a", ownerEmail: "eve@example.com", members: member() })],
      "widens",
      "opens to eve@example.com (owner)",
    ],
    [
      "an owner for all",
      [...base, values(`${defaultsPath}.ownerEmail`, "eve@example.com")],
      "widens",
      "opens to eve@example.com (owner)",
    ],
    [
      "another person by the same id",
      people(group("ada"), member(), [{ id: "ada", email: "mallory@example.com" }]),
      "widens",
      "opens to mallory@example.com (view)",
    ],
    [
      "nobody, by another group of the same",
      people([{ id: "lab", users: ["ada"] }], [{ group: "lab", access: { role: "view" } }]),
      "changes",
      "",
    ],
  ])("%s", (_, after, expected, text) => {
    const comparison = compared(base, after);

    expect(comparison.verdict).toBe(expected);
    expect(said(comparison)).toContain(text);
  });
});

describe("the embedded MinIO", () => {
  const record = accessRecordOf();
  const withMinio = (embeddedMinio: PlanRecord["embeddedMinio"]): PlanRecord => ({ ...record, embeddedMinio });

  test("kept before and removed now: destroys, which isn't a widening", () => {
    const keeps = withMinio({ stated: "keep", effect: "keeps" });
    const comparison = comparePlans(keeps, withMinio({ stated: "remove", effect: "removes" }));

    expect(comparison.verdict).toBe("changes");
    expect(said(comparison)).toBe("destroys the embedded MinIO: applying this deletes it with its volume");
    expect(said(comparePlans(keeps, keeps))).toBe("");
  });

  test.each(["persistence.existingClaim", "persistence.enabled", "namespace"])(
    "kept, and the values change where its data is, by %s: destroys",
    (path) => {
      const keep = config("deploykf.embeddedMinio", "keep");
      const comparison = compared([keep], [keep, values(`deploykf_opt.deploykf_minio.${path}`, "other")]);

      expect(said(comparison)).toBe("destroys the embedded MinIO: your values change where its data is");
    },
  );

  test("a new stack that doesn't say that its cluster is new: destroys", () => {
    const unstated = accessRecordOf(without("deploykf.embeddedMinio"));

    expect(said(comparePlans(undefined, unstated))).toContain("destroys the embedded MinIO: applying this deletes it");
  });

  test("what applying does is said of a new stack, and of one that doesn't state it, but not where nothing changes", () => {
    const removes = withMinio({ stated: "remove", effect: "removes" });
    const unstated = without("deploykf.embeddedMinio");
    const changed = compared([unstated], [unstated, config("tags", { a: "b" })]);

    expect(said(comparePlans(undefined, removes))).toContain("the embedded MinIO: the values switch it off");
    expect(said(changed)).toContain("the embedded MinIO: the values switch it off");
    expect(said(comparePlans(removes, { ...removes, valuesText: "" }))).toBe("");
    expect(comparePlans(record, record)).toMatchObject({ verdict: "same", consequences: [], differences: [] });
  });
});
