import { expect, test } from "vitest";
import { platformNames } from "../../stores/index.js";
import { projectFile } from "../support/stack.js";

const linksOf = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, name]) => name);

test("docs/platforms.md has a row and a section for each platform", () => {
  const page = projectFile("docs/platforms.md");

  expect(linksOf(page, /^\| \[`([a-z0-9-]+)`\]/gm)).toEqual(platformNames);
  expect(linksOf(page, /^## ([a-z0-9-]+)$/gm)).toEqual(platformNames);
});

test("README links each platform's section", () => {
  expect(linksOf(projectFile("README.md"), /\]\(docs\/platforms\.md#([a-z0-9-]+)\)/g).sort()).toEqual(
    [...platformNames].sort(),
  );
});
