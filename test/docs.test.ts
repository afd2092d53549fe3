import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { generatedFiles } from "../scripts/generate.js";
import { apiPages } from "../scripts/package/pages.js";
import { stackKeys } from "../settings/schema.js";

const read = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), "utf8");

describe("generated files", () => {
  it.each(Object.entries(generatedFiles))("%s is current (npm run docs)", (file, text) => {
    expect(read(file)).toBe(text());
  });
});

describe("an installed package", () => {
  const { files } = JSON.parse(read("package.json")) as { files: readonly string[] };
  const packed = [...files, "README.md", "LICENSE", "package.json"];
  const isPacked = (path: string) => packed.some((one) => path === one || path.startsWith(`${one}/`));
  const below = ["docs", "examples"].flatMap((folder) =>
    readdirSync(new URL(`../${folder}`, import.meta.url), { recursive: true, encoding: "utf8" }).map((path) =>
      join(folder, path),
    ),
  );
  const texts = [...files, "README.md", ...below].filter((path) => path.endsWith(".md"));

  it.each(texts)("%s points to files of the package", (page) => {
    const targets = [...read(page).matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path = ""]) =>
      join(dirname(page), path),
    );
    expect(targets.filter((path) => !isPacked(path))).toEqual([]);
  });
});

describe("Pulumi.yaml", () => {
  it("declares exactly the keys of the schema, with its descriptions", () => {
    const { config } = load(read("Pulumi.yaml")) as { config: Record<string, { description: string }> };
    const declared = Object.entries(config).map(([key, { description }]) => [key, description]);
    expect(declared).toEqual(Object.entries(stackKeys).map(([key, schema]) => [key, schema.description]));
  });
});

const pages = [
  "README.md",
  "ARCHITECTURE.md",
  "CONTRIBUTING.md",
  "docs/operations.md",
  "docs/isolation.md",
  "docs/platforms.md",
  "docs/s3proxy.md",
  "docs/clusters.md",
  "docs/components.md",
  "docs/package.md",
  "docs/pull-requests.md",
  ...Object.keys(apiPages),
];

describe.each(pages)("%s", (page) => {
  it("points to files that exist, at headings that exist", () => {
    for (const [, target = ""] of read(page).matchAll(/\]\((?!https?:)([^)]+)\)/g)) {
      const [path = "", anchor] = target.split("#");
      const url =
        path === "" ? new URL(`../${page}`, import.meta.url) : new URL(path, new URL(`../${page}`, import.meta.url));
      expect(existsSync(url), target).toBe(true);
      if (anchor) expect(anchorsOf(readFileSync(url, "utf8")), target).toContain(anchor);
    }
  });

  it("names only npm scripts that exist", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    for (const [, script = ""] of read(page).matchAll(/npm run (\w+)/g)) expect(Object.keys(scripts)).toContain(script);
  });
});

/** Anchors as GitHub makes them of headings. */
function anchorsOf(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\s-]/g, "")
      .trim()
      .replaceAll(/\s/g, "-"),
  );
}
