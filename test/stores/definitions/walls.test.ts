import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ramPolicy } from "../../../stores/alibaba-oss/policy.js";
import { gcpBindings } from "../../../stores/gcs/policy.js";
import { ibmPolicies } from "../../../stores/ibm-cos/policy.js";
import type { PolicyDocument } from "../../../subjects/access/documents.js";
import type { Grants } from "../../../subjects/access/grants.js";
import { neutralGrants } from "../../../subjects/access/neutral-grants.js";
import { backendPolicy, profilePolicy } from "../../../subjects/access/policies.js";
import { acme } from "../../support/grants.js";

/** Reads documents again, knowing nothing of how they were made: what of the bucket do they reach? */
interface Reached {
  readonly key: (key: string) => boolean;
  readonly listing: (prefix: string) => boolean;
}

const like = (pattern: string, text: string): boolean =>
  new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}$`).test(text);

interface Statements {
  readonly Statement: readonly {
    readonly Action: string | readonly string[];
    readonly Resource?: string | readonly string[];
    readonly Condition?: Readonly<Record<string, object>>;
  }[];
}

function byStatements({ Statement }: Statements, bucket: string, get: string, list: string): Reached {
  const having = (action: string) => Statement.filter(({ Action }) => Action.includes(action));
  return {
    key: (key) =>
      having(get).some(({ Resource = [] }) => [Resource].flat().some((one) => like(one, `${bucket}/${key}`))),
    listing: (prefix) =>
      having(list).some(({ Condition }) => {
        const patterns: unknown = Condition ? Object.values(Condition.StringLike ?? {}).flat() : ["*"];
        return Array.isArray(patterns) && patterns.some((pattern) => like(String(pattern), prefix));
      }),
  };
}

function byIbm(grants: Grants): Reached {
  const matches = (name: string, text: string) =>
    ibmPolicies(grants).some(({ rule }) =>
      rule.conditions.some(
        (one) =>
          one.key === `{{resource.attributes.${name}}}` &&
          one.operator === "stringMatchAnyOf" &&
          one.value.some((pattern) => like(pattern, text)),
      ),
    );
  return { key: (key) => matches("path", key), listing: (prefix) => matches("prefix", prefix) };
}

function byGcp(grants: Grants): Reached {
  const bindings = gcpBindings(grants);
  const starts = (subject: RegExp, text: string) =>
    bindings.some(({ condition }) =>
      (condition?.expression ?? "").split(" || ").some((term) => {
        const [, of = "", prefix] = /^(.*)\.startsWith\("(.*)"\)$/.exec(term) ?? [];
        return prefix !== undefined && subject.test(of) && text.startsWith(prefix);
      }),
    );
  const everything = bindings.some(
    ({ role, condition }) => !condition && role.permissions.includes("storage.objects.list"),
  );
  return {
    key: (key) => starts(/^resource\.name$/, `projects/_/buckets/${grants.bucket}/objects/${key}`),
    listing: (prefix) => everything || starts(/objectListPrefix/, prefix),
  };
}

const byGrants = (read: (grants: Grants) => Reached) => (policy: PolicyDocument) =>
  read(neutralGrants(policy, { name: "acme", arn: "arn:aws:s3:::acme" }));
const byRam = (grants: Grants) =>
  byStatements(ramPolicy(grants), "acs:oss:*:*:acme", "oss:GetObject", "oss:ListObjects");

const languages: readonly (readonly [name: string, read: (policy: PolicyDocument) => Reached])[] = [
  ["AWS IAM", (policy) => byStatements(policy, "arn:aws:s3:::acme", "s3:GetObject", "s3:ListBucket")],
  ["Alibaba RAM", byGrants(byRam)],
  ["IBM IAM", byGrants(byIbm)],
  ["Google Cloud IAM", byGrants(byGcp)],
];

const prefixesOf = (profile: string) => [`artifacts/${profile}/`, `v2/artifacts/${profile}/`];

describe.each(languages)("in %s", (_, read) => {
  it.each(["team-10", "team-1-prod", "team", "Team-1"])("team-1 reaches its own keys, and none of %s", (other) => {
    const reached = read(profilePolicy(acme, prefixesOf("team-1"), "prefix"));
    for (const [own, foreign] of [
      [reached.key("artifacts/team-1/run/model"), reached.key(`artifacts/${other}/run/model`)],
      [reached.key("v2/artifacts/team-1/a"), reached.key(`v2/artifacts/${other}/a`)],
      [reached.listing("artifacts/team-1/"), reached.listing(`artifacts/${other}/`)],
      [reached.listing("v2/artifacts/team-1/run"), reached.listing(`v2/artifacts/${other}/run`)],
      [reached.listing("artifacts/team-1/"), reached.listing("artifacts/team-1")],
      [reached.listing("artifacts/team-1/"), reached.listing("")],
      [reached.key("artifacts/team-1/a"), reached.key("pipelines/a")],
    ]) {
      expect([own, foreign]).toEqual([true, false]);
    }
  });

  it("a profile reaches another's keys for no pair of names", () => {
    const name = fc.stringMatching(/^[ab-]{1,4}$/);
    fc.assert(
      fc.property(name, name, (one, other) => {
        const reached = read(profilePolicy(acme, prefixesOf(one), "prefix"));
        for (const prefix of prefixesOf(other)) {
          expect(reached.key(`${prefix}x`)).toBe(one === other);
          expect(reached.listing(prefix)).toBe(one === other);
        }
      }),
    );
  });

  it("the backend lists from the root, and so does a profile whose listing isn't bound", () => {
    for (const policy of [
      backendPolicy(acme, { v1: "artifacts/", v2: "v2/artifacts/" }),
      profilePolicy(acme, prefixesOf("team-1"), "bucket"),
    ]) {
      expect(read(policy).listing("")).toBe(true);
      expect(read(policy).listing("anything")).toBe(true);
      expect(read(policy).key("elsewhere/x")).toBe(false);
    }
  });

  it("an empty prefix reaches every key", () => {
    expect(read(backendPolicy(acme, { v1: "", v2: "v2/artifacts/" })).key("x")).toBe(true);
  });
});
