import { describe, expect, test } from "vitest";
import { commentIn } from "../../scripts/package/comments.js";
import { apiPages } from "../../scripts/package/pages.js";
import { classExamples, classNames, exampleErrors, runExample } from "../support/class-examples.js";
import { unknown } from "../support/program.js";
import { projectFile, tempStack } from "../support/stack.js";

const stack = tempStack({ "aws:region": "eu-west-1" });

test("every class has an example in its doc comment", () => {
  const named = classExamples.map(([name]) => name.split(" ")[0]);
  expect(classNames.filter((name) => !named.includes(name))).toEqual([]);
});

describe("the example of", () => {
  test.each(classExamples)("%s is on its page, is typed and runs, in a preview and in an apply", async (name, text) => {
    const [page = ""] = Object.keys(apiPages).filter((path) => path.endsWith(`/${name.split(" ")[0]}.md`));

    expect(apiPages[page]?.()).toContain(text);
    expect(exampleErrors(text)).toEqual([]);
    for (const preview of [true, false]) {
      const { resources } = await runExample(stack, text, { preview });
      expect(resources.length).toBeGreaterThan(1);
    }
  });
});

test("of a first preview, in which the example's key isn't known, only what has the key in it is unknown", async () => {
  const text = classExamples.find(([name]) => name === "DeploykfObjectStore 1")?.[1] ?? "";
  const { outputs, resources } = await runExample(stack, text, { preview: true });
  const isUnknown = ({ inputs }: (typeof resources)[number]) => JSON.stringify(inputs).includes(unknown);

  expect(outputs.values).toContain("name: acme-ml-pipelines");
  expect(resources.filter(isUnknown).map(({ type }) => type.split(":").at(-1))).toEqual(
    expect.arrayContaining(["BucketServerSideEncryptionConfiguration", "RolePolicy"]),
  );
  expect(resources.filter(isUnknown).filter(({ type }) => /:(?:Role|Bucket)$/.test(type))).toEqual([]);
});

describe("an example", () => {
  const role = `import { Role } from "@pulumi/aws/iam/role.js";
const role = new Role("reader", { assumeRolePolicy: "{}" });
export const id = role.id;
`;

  test("is run: what it makes and exports is seen", async () => {
    const { resources, outputs } = await runExample(stack, role);

    expect(resources.map(({ name }) => name)).toEqual(["reader"]);
    expect(Object.keys(outputs)).toEqual(["id"]);
  });

  test("that fails or isn't typed is found", async () => {
    await expect(runExample(stack, `${role}throw new Error("not this one");\n`)).rejects.toThrow("not this one");
    expect(exampleErrors(role)).toEqual([]);
    expect(exampleErrors(role.replace("assumeRolePolicy", "assumeRolePolcy")).join()).toContain("assumeRolePolcy");
  });
});

/** What this project's tsconfig.json has beside `strict`: unused names, and noUncheckedIndexedAccess. */
const strictHere = /is declared but its value is never read|^Object is possibly 'undefined'/;

test("the programs of docs/components.md are typed", () => {
  const page = projectFile("docs/components.md");
  const programs = [...page.matchAll(/^```ts\n(.*?)^```/gms)].map(
    ([, text = ""], index) => `namespace p${index} {\n${text}}\n`,
  );
  // What they take from the program around them.
  const around = `import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { DeploykfObjectStore, EksCluster, KubeflowBucket, PipelineKey, PipelineRole } from "deploykf-object-store";
declare const key: aws.kms.Key;
declare const bucket: KubeflowBucket;
declare const roleArn: pulumi.Output<string>;
declare const issuerUrl: pulumi.Output<string>;
declare const providerArn: pulumi.Output<string>;
declare const subnetIds: string[];
`;

  expect(programs.length).toBeGreaterThan(7);
  const found = exampleErrors(around + programs.join(""));
  expect(found.filter((text) => !strictHere.test(text))).toEqual([]);
});

test("a class's doc comment is read with its links and every example, and no other class's", () => {
  const text = `/** Not this. */
export class Thing2 {}
/** A licence. */

/**
 * Makes a thing,
 * as {@link Thing2} does.
 *
 * @example
 * \`\`\`ts
 * // It's a thing.
 * new Thing("a", {
 *   name: "@b",
 * });
 * \`\`\`
 * @example
 * new Thing("c");
 */
export class Thing extends Base {}
`;
  expect(commentIn(text, "Thing")).toEqual({
    text: "Makes a thing, as `Thing2` does.",
    examples: ['// It\'s a thing.\nnew Thing("a", {\n  name: "@b",\n});\n', 'new Thing("c");\n'],
  });
  expect(commentIn(text, "Thin")).toBeUndefined();
});
