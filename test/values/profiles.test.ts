import { describe, expect, it } from "vitest";
import { valueAt } from "../../base/yaml/merge.js";
import { irsaPlugin } from "../../subjects/deploykf/irsa-plugin.js";
import {
  accountId,
  append,
  type Change,
  config,
  defaultsPath,
  planOf,
  profiles,
  values,
  valuesFile,
  write,
} from "../support/project.js";

const other = { kind: "WorkloadIdentity", spec: { gcpServiceAccount: "x" } };
const theirs = irsaPlugin(`arn:aws:iam::${accountId}:role/theirs`);
const ours = (name: string) => irsaPlugin(`arn:aws:iam::${accountId}:role/kf-dev-${name}`);
const shared = config("auth.profileRole", "shared");
const override = (name: string, auth: string) => config("profiles.overrides", { [name]: { auth } });

const generatorOf = (...changes: Change[]) =>
  valueAt(planOf(...changes).values.block, ["deploykf_core", "deploykf_profiles_generator"]);
const entriesOf = (...changes: Change[]) => valueAt(generatorOf(...changes), ["profiles"]);

describe("an entry of the user's", () => {
  it("is whole and in order, with only its plugin set", () => {
    const entry = {
      members: [{ group: "g", access: { role: "edit", notebooksAccess: true } }],
      name: "team-1",
      tools: { x: { y: [1, { z: null }] } },
      ownerEmail: "a@example.com",
      resourceQuotaSpec: { hard: { cpu: "64" } },
    };
    const [first] = entriesOf(profiles(entry)) as [Record<string, unknown>];
    expect(first).toEqual({ ...entry, plugins: [ours("profile-team-1")] });
    expect(Object.keys(first)).toEqual([...Object.keys(entry), "plugins"]);
  });

  it("keeps its place in the list, and plugins theirs in the entry", () => {
    const entries = [{ name: "c" }, { name: "a", plugins: [], members: [] }, { name: "b" }];
    const after = entriesOf(profiles(...entries)) as Record<string, unknown>[];
    expect(after.map(({ name }) => name)).toEqual(["c", "a", "b"]);
    expect(Object.keys(after[1] ?? {})).toEqual(["name", "plugins", "members"]);
  });

  it("keeps scalars that YAML readers don't agree on, byte by byte", () => {
    const quota = [
      "cpu: 1.50",
      "mode: 0777",
      "day: 2026-11-22",
      "answer: yes",
      "time: 12:30:45",
      "big: 12345678901234567890",
      "count: 1_000",
    ];
    const lines = [...quota, 'quoted: "0777"', "y: 1"].map((line) => `            ${line}\n`).join("");
    const text = planOf(append(valuesFile, `        resourceQuotaSpec:\n          hard:\n${lines}`)).values.text;
    expect(text).toContain(`resourceQuotaSpec:\n          hard:\n${lines.replace("y: 1", '"y": 1')}`);
  });
});

describe("plugins under one role for each profile", () => {
  it.each<[string, Record<string, unknown>, unknown[]]>([
    ["absent: the default ones and ours", {}, [other, ours("profile-a")]],
    ["an own list: that and ours", { plugins: [{ kind: "Own" }] }, [{ kind: "Own" }, ours("profile-a")]],
    ["an empty list: ours alone", { plugins: [] }, [ours("profile-a")]],
    ["null, which is as empty to deployKF: ours alone", { plugins: null }, [ours("profile-a")]],
  ])("%s", (_, part, plugins) => {
    expect(entriesOf(values(`${defaultsPath}.plugins`, [other]), profiles({ name: "a", ...part }))).toEqual([
      { name: "a", plugins },
    ]);
  });

  it("with a role that is to be replaced: ours in its place", () => {
    const entry = { name: "a", plugins: [theirs, other] };
    expect(entriesOf(profiles(entry), override("a", "irsa"))).toEqual([
      { name: "a", plugins: [ours("profile-a"), other] },
    ]);
  });

  it("with a default role that is to be replaced", () => {
    expect(entriesOf(profiles("a"), values(`${defaultsPath}.plugins`, [theirs, other]), override("a", "irsa"))).toEqual(
      [{ name: "a", plugins: [ours("profile-a"), other] }],
    );
  });

  it("of an unmanaged profile stay, to the byte", () => {
    const entry = { name: "a", members: [], plugins: [theirs] };
    const plan = planOf(profiles(entry, "b"), override("a", "unmanaged"));
    expect(valueAt(plan.values.block, ["deploykf_core", "deploykf_profiles_generator", "profiles", 0])).toEqual(entry);
    expect(plan.principals.profiles.map(({ principal }) => principal)).toEqual(["profile b"]);
    expect(plan.isolation).toMatchObject({ objects: "isolated", checked: 1, unmanaged: ["a"] });
  });

  it("of an unmanaged profile stay in the file's own words, too", () => {
    const entry = [
      "      - plugins:",
      "          - kind: AwsIamForServiceAccount",
      "            spec:",
      "              awsIamRole: 0777",
      '        name: "no"',
      "        note: |",
      "          one",
      "            two",
      "        members: []",
      "",
    ].join("\n");
    const head = "deploykf_core:\n  deploykf_profiles_generator:\n    profiles:\n";
    const plan = planOf(write(valuesFile, `${head}${entry}      - name: a\n`), override("no", "unmanaged"));
    expect(plan.values.text).toContain(`${head}${entry}      - name: a\n        plugins:\n`);
  });

  it("are left out of the block where every profile is unmanaged", () => {
    expect(generatorOf(profiles("a"), override("a", "unmanaged"))).toBeUndefined();
  });
});

describe("plugins under a shared role", () => {
  it("are the defaults alone where no entry has its own", () => {
    expect(generatorOf(shared, profiles("a", "b"))).toEqual({ profileDefaults: { plugins: [ours("profiles")] } });
  });

  it("of an own list are that and ours; entries without one follow the defaults", () => {
    const entries = [
      { name: "a" },
      { name: "b", plugins: [other] },
      { name: "c", plugins: [] },
      { name: "d", plugins: null },
    ];
    expect(generatorOf(shared, profiles(...entries))).toEqual({
      profileDefaults: { plugins: [ours("profiles")] },
      profiles: [
        { name: "a" },
        { name: "b", plugins: [other, ours("profiles")] },
        { name: "c", plugins: [ours("profiles")] },
        { name: "d", plugins: [ours("profiles")] },
      ],
    });
  });

  it("of an unmanaged profile are the defaults of before, written out", () => {
    expect(
      generatorOf(shared, profiles("a", "b"), values(`${defaultsPath}.plugins`, [other]), override("a", "unmanaged")),
    ).toEqual({
      profileDefaults: { plugins: [other, ours("profiles")] },
      profiles: [{ name: "a", plugins: [other] }, { name: "b" }],
    });
  });

  it("of an unmanaged profile with its own list stay that list", () => {
    const entry = { name: "a", plugins: [theirs] };
    expect(entriesOf(shared, profiles(entry, "b"), override("a", "unmanaged"))).toBeUndefined();
    expect(entriesOf(shared, profiles(entry, { name: "b", plugins: [] }), override("a", "unmanaged"))).toEqual([
      entry,
      { name: "b", plugins: [ours("profiles")] },
    ]);
  });

  it("are nobody's where every profile is unmanaged", () => {
    expect(generatorOf(shared, profiles("a"), override("a", "unmanaged"))).toBeUndefined();
  });
});
