import { expect, test } from "vitest";
import { comparePlans } from "../../compare/compare.js";
import { comparisonsMarkdown } from "../../compare/markdown.js";
import type { PlanRecord } from "../../plan/record.js";
import { values } from "../support/project.js";
import { recordOf } from "../support/records.js";

const annotations = "kubeflow_tools.pipelines.serviceAccounts.apiServer.annotations";
const own = "arn:aws:iam::111122223333:role/own";
const withRole = values(annotations, { "eks.amazonaws.com/role-arn": own });
const markdown = (before: PlanRecord, after: PlanRecord) =>
  comparisonsMarkdown([{ comparison: comparePlans(before, after), base: "main", gate: "open", needs: [] }]);

test("what is newly replaced in the user's files is said, with file and line", async () => {
  const text = markdown(await recordOf(), await recordOf(withRole)).replace(/\s+/g, " ");

  expect(text).toContain(`the block replaces ${own} by arn:aws:iam::111122223333:role/kf-dev-backend, values.yaml:`);
});

test("what was replaced before isn't said again, nor is another line a difference", async () => {
  const record = await recordOf(withRole);
  const moved = { ...record, replaced: record.replaced?.map((one) => ({ ...one, line: one.line + 1 })) };

  expect(comparePlans(moved, record).verdict).toBe("same");
});

test("of a record of before it isn't known", async () => {
  const record = await recordOf(withRole);

  expect(comparePlans({ ...record, replaced: undefined }, record).verdict).toBe("same");
});
