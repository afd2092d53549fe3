import { expect, test } from "vitest";
import { filesIn } from "../../base/files/project-files.js";
import { planRecord } from "../../cli/json.js";
import { planFiles } from "../../cli/offline/offline-plan.js";
import { tempStack } from "../support/stack.js";

const values =
  "deploykf_core:\n  deploykf_profiles_generator:\n    profiles:\n      - name: team-1\n        members: []\n";
const config = {
  "aws:region": "eu-west-1",
  "aws:sharedCredentialsFiles": ["big.ini"],
  accountId: "111122223333",
  namePrefix: "kf-test",
  bucket: { name: "acme-test-pipelines" },
  cluster: { source: "oidc", issuerUrl: "https://oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF" },
  deploykf: {
    version: "0.1.5",
    valuesFiles: ["values.yaml"],
    generatedFile: "values-object-store.yaml",
    embeddedMinio: "remove",
  },
};

test("files that only a record has are read for a record alone", () => {
  const { root, stack } = tempStack(config, { "values.yaml": values, "big.ini": "", "values-object-store.yaml": "" });
  const files = filesIn(root);
  const reads: string[] = [];
  const read = (path: string) => {
    reads.push(path);
    return files.read(path);
  };
  const offline = planFiles({ ...files, read }, stack);
  const ofRecords = () => reads.filter((path) => path === "big.ini" || path === "values-object-store.yaml").sort();

  expect(offline.plan.values.text).toContain("team-1");
  expect(reads).toContain("values.yaml");
  expect(ofRecords()).toEqual([]);
  expect(Object.keys(planRecord(offline, []).sources.files)).toContain("big.ini");
  expect(ofRecords()).toEqual(["big.ini", "values-object-store.yaml"]);
});

test("a plan's values are written and merged once", () => {
  const { root, stack } = tempStack(config, { "values.yaml": values });
  const { plan } = planFiles(filesIn(root), stack);

  expect(plan.values.merged).toBe(plan.values.merged);
  expect(plan.values.text).toBe(plan.values.text);
});
