import { describe, expect, it } from "vitest";
import { filesIn } from "../../base/files/project-files.js";
import { rawConfigOfEngine, readProject } from "../../base/input/project.js";
import type { RawConfig } from "../../base/input/raw.js";
import { ProblemList, ProblemsError } from "../../base/problems/problem.js";
import { resolveSettings } from "../../settings/resolve.js";
import type { Settings } from "../../settings/settings.js";
import { stackSchema } from "../../settings/stack-schema.js";
import { append, type Change, config, edit, inProject, profiles, projectName, stackFile } from "../support/project.js";
import { oneProblem } from "../support/text.js";

/** The config as Pulumi's engine hands it over: keys of maps sorted, everything but maps and lists as text. */
function engineValues(raw: RawConfig | undefined): Record<string, string> {
  return Object.fromEntries([...(raw?.values ?? [])].map(([key, value]) => [key, asText(value)]));
}

function asText(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(sorted(value)) : String(value);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, part]): [string, unknown] => [key, sorted(part)])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function settled(raw: RawConfig | undefined): Settings | string {
  try {
    return resolveSettings(raw, new ProblemList());
  } catch (error) {
    if (error instanceof ProblemsError) return error.message;
    throw error;
  }
}

/** What the files give, and what a run of the engine with the same files gives; `values` change the latter. */
function both(changes: readonly Change[], values: Record<string, string> = {}) {
  return inProject(changes, (root) => {
    const raw = readProject(stackSchema, filesIn(root), "dev", new ProblemList());
    const engine = rawConfigOfEngine({
      schema: stackSchema,
      project: projectName,
      stack: "dev",
      root,
      values: { ...engineValues(raw), ...values },
    });
    return { offline: settled(raw), engine: settled(engine) };
  });
}

describe("a run of the engine", () => {
  it("gives the same settings as the files", () => {
    const { offline, engine } = both([config("tags", { team: "ml", area: "x" })]);
    expect(offline).toHaveProperty("bucket");
    expect(JSON.parse(JSON.stringify(engine))).toEqual(JSON.parse(JSON.stringify(offline)));
  });

  it.each<[string, Change]>([
    ["a number that stands for a name", edit(stackFile, /accountId: .*/, "accountId: 111122223333")],
    ["a wrong name", config("bucket.name", "a.b")],
    ["a key that isn't known", append(stackFile, "  deploykf-object-store:buckt: {}\n")],
    ["a key in a map that isn't known", config("bucket.nme", "x")],
    ["a wrong type", config("bucket.create", "no")],
    ["a list", config("auth.profileServiceAccounts", ["a", "B"])],
    ["a values file", profiles("A")],
  ])("gives the same report: %s", (_, change) => {
    const { offline, engine } = both([change]);
    expect(offline).toMatch(/\n1 problem\./);
    expect(engine).toBe(offline);
  });

  it("names no place for a value that the file doesn't have, as from an environment", () => {
    const { engine } = both([], { [`${projectName}:accountId`]: "1" });
    expect(engine).toBe(
      oneProblem(`
      error[account-id]: accountId is "1"
        = rule: an AWS account id has exactly 12 digits
        = mend: aws sts get-caller-identity --query Account --output text
                (docs/troubleshooting.md#account-id)
    `),
    );
    const { engine: merged } = both([], { [`${projectName}:bucket`]: '{"name":"a.b","region":"eu-west-1"}' });
    expect(merged).not.toContain("-->");
  });

  it("refuses what is encrypted in the file, though the engine has decrypted it: the offline plan can't", () => {
    const { offline, engine } = both([config("accountId", { secure: "v1:abc" })], {
      [`${projectName}:accountId`]: "111122223333",
    });
    expect(offline).toContain("accountId is encrypted");
    expect(engine).toBe(offline);
  });

  it.each([
    ["a map", { mode: { secure: "v1:abc" } }, { mode: "irsa" }],
    ["a list", { profileServiceAccounts: ["a", { secure: "v1:abc" }] }, { profileServiceAccounts: ["a", "b"] }],
  ])("knows the place of what is encrypted in %s", (_, written, given) => {
    const { offline, engine } = both([config("auth", written)], { [`${projectName}:auth`]: JSON.stringify(given) });
    expect(engine).toMatch(/is encrypted\n {2}--> Pulumi\.dev\.yaml:/);
    expect(engine).toBe(offline);
  });

  it("needs no stack file: the engine has read it", () => {
    const settings = inProject([], (root) => {
      const values = engineValues(readProject(stackSchema, filesIn(root), "dev", new ProblemList()));
      return settled(
        rawConfigOfEngine({ schema: stackSchema, project: projectName, stack: "elsewhere", root, values }),
      );
    });
    expect(settings).toMatchObject({ stack: "elsewhere", accountId: "111122223333" });
  });

  it("takes a text that looks like a map and isn't for a text, and doesn't show what is in it", () => {
    const { engine } = both([], { [`${projectName}:bucket`]: "{name: acme" });
    expect(engine).toContain("bucket is a text\n");
  });
});

describe("Pulumi.yaml", () => {
  const defaults = (text: string) =>
    inProject([edit("Pulumi.yaml", "config:\n", `config:\n${text}`)], (root) =>
      readProject(stackSchema, filesIn(root), "dev", new ProblemList()),
    )?.values;

  it.each([
    ["a plain value", "  note: x\n"],
    ["a value", "  note: {value: x}\n"],
    ["a default", "  note: {type: string, default: x}\n"],
    ["a full key", "  deploykf-object-store:note: x\n"],
  ])("gives every stack %s", (_, text) => {
    expect(defaults(text)?.get("deploykf-object-store:note")).toBe("x");
  });

  it("gives nothing for a key that it only declares", () => {
    expect(defaults("  note: {type: string}\n")?.has("deploykf-object-store:note")).toBe(false);
  });

  it("gives way to the stack's file", () => {
    expect(defaults("  note: {default: eu-west-1}\n  aws:region: us-east-1\n")?.get("aws:region")).toBe("eu-west-1");
  });
});
