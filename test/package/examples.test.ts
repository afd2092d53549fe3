import { describe, expect, test } from "vitest";
import { commentIn } from "../../scripts/package/comments.js";
import { apiPages } from "../../scripts/package/pages.js";
import { classExamples, classNames, exampleErrors, runExample } from "../support/class-examples.js";
import { unknown } from "../support/program.js";
import { tempStack } from "../support/stack.js";

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
