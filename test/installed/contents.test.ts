import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, inject, test } from "vitest";
import { mapOf } from "../support/project.js";
import { productSources } from "../support/sources.js";
import { projectFile, projectRoot } from "../support/stack.js";

const folder = join(inject("installed"), "node_modules", "deploykf-object-store");
const manifest = mapOf(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")));
const files = execFileSync("tar", ["-tzf", inject("tarball")], { encoding: "utf8" })
  .trim()
  .split("\n")
  .map((path) => path.replace(/^package\//, ""))
  .sort();

test("the tarball has what is built of each source, what tells of it, and nothing else", () => {
  const built = productSources.filter((path) => path !== "index.ts" && !path.startsWith("vitest"));
  const expected = [
    ...built.flatMap((path) => [".js", ".d.ts"].map((ending) => `dist/${path.replace(/\.ts$/, ending)}`)),
    ...["components/index", "program/run"].flatMap((entry) => [`dist/${entry}.mjs`, `dist/${entry}.d.mts`]),
    ...["dist/bin.js", "dist/package.json", "settings/stack.schema.json"],
    ...["examples", ".github"].flatMap(filesIn),
    ...["ARCHITECTURE.md", "CONTRIBUTING.md", "Pulumi.dev.yaml", "Pulumi.prod.yaml"],
    ...["CHANGELOG.md", "LICENSE", "PulumiPlugin.yaml", "README.md", "package.json", "plugin.cjs", "schema.json"],
  ];

  const beside = files.filter((path) => !/^docs\/[\w/-]+\.md$/.test(path));
  expect(beside).toEqual(expected.sort());
});

test("what package.json names is there, but for the program of this repository", () => {
  const { exports, bin, main, types, typesVersions } = manifest;
  const named = [exports, bin, main, types, typesVersions].flatMap(pathsIn).filter((path) => path !== "./index.ts");

  expect(named).toContain("./dist/components/index.mjs");
  expect(named.filter((path) => !existsSync(join(folder, path)))).toEqual([]);
});

function filesIn(top: string): readonly string[] {
  const found = readdirSync(join(projectRoot, top), { recursive: true, withFileTypes: true });
  return found.flatMap((one) => (one.isFile() ? relative(projectRoot, join(one.parentPath, one.name)) : []));
}

function pathsIn(value: unknown): readonly string[] {
  return typeof value === "string" ? [value] : Object.values(mapOf(value)).flatMap(pathsIn);
}

// Examples in doc comments import the package itself.
test("every package that is imported is a dependency or a peer", () => {
  const imported = readdirSync(join(folder, "dist"), { recursive: true, encoding: "utf8" })
    .filter((path) => /\.(?:js|d\.ts)$/.test(path))
    .flatMap((path) => [
      ...readFileSync(join(folder, "dist", path), "utf8").matchAll(
        /(?:from |import\(|require\(|packageOf\)\()"([^"]+)"/g,
      ),
    ])
    .map(([, name = ""]) => /^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? "")
    .filter((name) => !/^(?:\.|node:)/.test(name));
  const stated = { ...mapOf(manifest.dependencies), ...mapOf(manifest.peerDependencies) };

  expect([...new Set(imported)].filter((name) => !(name in stated) && name !== manifest.name)).toEqual([]);
});

test("what programs have copies of, too, is stated as a range, so that one copy serves both; what is ours alone is exact", () => {
  const versions = Object.entries(mapOf(JSON.parse(projectFile("package.json"))).dependencies ?? {});
  for (const [name, version] of versions) {
    expect(version, name).toMatch(name.startsWith("@pulumi/") ? /^\^\d+\.\d+\.\d+$/ : /^\d+\.\d+\.\d+$/);
  }
});
