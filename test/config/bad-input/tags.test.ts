import { describe, expect, it } from "vitest";
import { config, planOf, reportOf } from "../../support/project.js";
import { oneProblem } from "../../support/text.js";

describe("tags", () => {
  it("two that IAM doesn't tell apart", () => {
    expect(reportOf(config("tags", { Team: "ml", team: "platform" }))).toBe(
      oneProblem(`
      error[tags]: tags.team is "platform"
        --> Pulumi.dev.yaml:17:11
      17 |     team: platform
         |           ^^^^^^^^
         = rule: IAM doesn't tell Team from team: tag keys there ignore case
         = mend: change or remove the tag (docs/troubleshooting.md#tags)
    `),
    );
  });

  it.each([
    [{ "": "x" }, "a tag's key has 1 to 128 characters"],
    [{ ["k".repeat(129)]: "x" }, "a tag's key has 1 to 128 characters"],
    [{ team: "x".repeat(257) }, "a tag's value has at most 256 characters"],
    [{ "AWS:team": "x" }, "keys that begin with aws: are AWS's own"],
    [{ team: "ml;platform" }, "letters, digits, blanks and _.:/=+-@ only"],
  ])("%j: %s", (tags, rule) => {
    expect(reportOf(config("tags", tags))).toContain(`= rule: ${rule}\n`);
  });

  it("too many of them are one problem", () => {
    const many = Object.fromEntries(Array.from({ length: 52 }, (_, index) => [`tag-${index}`, "x"]));
    expect(reportOf(config("tags", many))).toBe(
      oneProblem(`
      error[tags]: tags.tag-48 is "x"
        --> Pulumi.dev.yaml:64:13
      64 |     tag-48: x
         |             ^
         = rule: at most 48 tags: AWS takes 50, and this program adds two
         = mend: change or remove the tag (docs/troubleshooting.md#tags)
    `),
    );
  });

  it("48, in any script", () => {
    const many = Object.fromEntries(Array.from({ length: 48 }, (_, index) => [`équipe ${index}`, "機械学習"]));
    expect(Object.keys(planOf(config("tags", many)).settings.tags)).toHaveLength(50);
  });
});
