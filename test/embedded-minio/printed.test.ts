import { describe, expect, test } from "vitest";
import { npmCalls } from "../../cli/terminal/calls.js";
import { planText } from "../../cli/text/plan.js";
import { parsePlanRecord } from "../../compare/parse.js";
import { command, edit, exampleCopy } from "../support/command.js";
import { sectionOf, tooLong } from "../support/plan-text.js";
import { type Change, config, planOf, without } from "../support/project.js";
import { accessRecordOf } from "../support/records.js";

const states = (stated: string) => config("deploykf.embeddedMinio", stated);
const unstated = without("deploykf.embeddedMinio");

describe("the plan's text", () => {
  test.each<[string, Change, string]>([
    [
      "keep",
      states("keep"),
      `  kept     as deploykf.embeddedMinio says: it stays on with its data, beside the
           external store that everything uses`,
    ],
    [
      "remove",
      states("remove"),
      `  removed  as deploykf.embeddedMinio says: where the cluster has one, applying
           the values deletes it, its volume and all data in it`,
    ],
    [
      "not stated",
      unstated,
      `  removed  deploykf.embeddedMinio isn't stated: where the cluster has one,
           applying the values deletes it, its volume and all data in it`,
    ],
  ])("%s: says what becomes of it", (_, change, section) => {
    const text = planText(planOf(change), [], npmCalls);

    expect(sectionOf(text, "Embedded MinIO")).toBe(section);
    expect(text.includes("warning[embedded-minio]")).toBe(change === unstated);
    expect(tooLong(text)).toEqual([]);
  });
});

describe("the JSON", () => {
  test.each<[string, Change, object]>([
    ["keep", states("keep"), { stated: "keep", effect: "keeps" }],
    ["remove", states("remove"), { stated: "remove", effect: "removes" }],
    ["not stated", unstated, { stated: null, effect: "removes" }],
  ])("%s, and a comparison reads it", (_, change, embeddedMinio) => {
    const record = accessRecordOf(change);

    expect(record.embeddedMinio).toEqual(embeddedMinio);
    expect(parsePlanRecord(JSON.stringify(record), npmCalls.plan)).toMatchObject({ record: { embeddedMinio } });
  });

  test("has the warning", () => {
    expect(accessRecordOf(unstated)).toMatchObject({ warnings: [{ code: "embedded-minio" }] });
  });
});

test("--format values says it on standard error, with both lines", async () => {
  const cwd = exampleCopy();
  edit(cwd, "Pulumi.dev.yaml", "    embeddedMinio: remove", "    #");
  const { stdout, stderr, exitCode } = await command(["--format", "values"], { cwd });

  expect(exitCode).toBe(0);
  expect(stdout).toContain("enabled: false");
  expect(stderr).toMatch(
    /^warning\[embedded-minio\]: neither embeddedMinio: keep .* nor embeddedMinio: remove .* deletes .* every artifact/,
  );
});
