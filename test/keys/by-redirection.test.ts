import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { inlineMasked } from "../../cli/refusals.js";
import { npmCalls } from "../../cli/terminal/calls.js";
import { planText } from "../../cli/text/plan.js";
import { blockHeader } from "../../subjects/deploykf/block-header.js";
import { config, planOf } from "../support/project.js";
import { productSources } from "../support/sources.js";
import { projectRoot } from "../support/stack.js";

const inline = [
  config("auth", { mode: "keys", backendKey: "inline" }),
  config("cluster.kubeconfig", { context: "test" }),
];
const command =
  "pulumi stack output deploykfValues --show-secrets --stack dev | npm -s run values -- write --stack dev --allow-secrets";

/** A redirection makes a file that everybody may read. */
const byRedirection = /--show-secrets[^|\n]*>/;

const told = ["README.md", ...["docs", ".github/workflows", "scripts"].flatMap(files), ...productSources];

function files(folder: string): string[] {
  const all = readdirSync(join(projectRoot, folder), { recursive: true, encoding: "utf8" });
  return all.filter((name) => /\.(?:md|yml|ts)$/.test(name)).map((name) => join(folder, name));
}

describe("values with a key in them are written by the command that keeps them to their owner", () => {
  it("in the plan's last lines", () => {
    const text = planText(planOf(...inline), [], npmCalls);

    expect(text.split("\n")).toContain(`  ${command}`);
    expect(text).not.toMatch(byRedirection);
  });

  it("on top of the block", () => {
    expect(planOf(...inline).values.text.split("\n")[2]).toBe(`#   ${command}`);
    expect(blockHeader({ project: "p", stack: "dev", version: "1", generatedFile: "f", hasKey: true })).toContain(
      command,
    );
  });

  it("where they are refused", () => {
    expect(inlineMasked("dev", {}).message.split("\n").at(-1)).toBe(`    ${command}`);
  });

  it.each(told)("in %s", (file) => {
    const text = readFileSync(join(projectRoot, file), "utf8");

    expect(text).not.toMatch(byRedirection);
    for (const line of text.split("\n").filter((one) => one.includes("deploykfValues --show-secrets"))) {
      expect(line).toMatch(/--show-secrets --stack \S+ (?:\\?\||\|$)/);
    }
  });
});
