import { describe, expect, it } from "vitest";
import { catalogue } from "../../scripts/catalogue.js";
import { productSources, sourceText } from "../support/sources.js";

/** Codes of problems that are made, and of the one error that the command line writes itself. */
function codesIn(file: string): string[] {
  return [...sourceText(file).matchAll(/code: "([a-z0-9-]+)"|error\[([a-z0-9-]+)\]:/g)].map(
    ([, made, written]) => made ?? written ?? "",
  );
}

describe("the catalogue", () => {
  it("has exactly the codes that the program can say", () => {
    const said = new Set(productSources.flatMap(codesIn));
    expect([...said].sort()).toEqual(Object.keys(catalogue).sort());
  });

  it("says something of each, in sentences", () => {
    for (const [code, { title, text }] of Object.entries(catalogue)) {
      expect(code).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(title, code).toMatch(/^\S.*[^.\s]$/);
      expect(text, code).toMatch(/^\S.*\.$/);
    }
  });
});
