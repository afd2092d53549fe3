import { posix } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { productSources, sourceText } from "./support/sources.js";
import { projectFile } from "./support/stack.js";

/** The folders of ARCHITECTURE.md, from the bottom up, and what each may import: types count like everything else. */

const bottom = ["problems", "files", "yaml", "aws", "stores", "deploykf"];
const upToConfig = [...bottom, "config"];
const upToPlan = [...upToConfig, "values", "plan"];

interface Border {
  readonly folders: readonly string[];
  /** Whether Pulumi's packages may be imported, too. */
  readonly sdk?: true;
}

const borders: ReadonlyMap<string, Border> = new Map<string, Border>([
  ...bottom.map((folder) => [folder, { folders: bottom }] as const),
  ["config", { folders: bottom }],
  ["values", { folders: upToConfig }],
  ["plan", { folders: [...upToConfig, "values"] }],
  ["compare", { folders: upToPlan }],
  ["recover", { folders: ["aws", "deploykf", "problems"] }],
  // Slices of the plan, never settings.
  ["components", { folders: [...bottom, "plan"], sdk: true }],
  ["engine", { folders: [...upToPlan, "components"], sdk: true }],
  ["cli", { folders: [...upToPlan, "compare", "recover", "components", "engine"], sdk: true }],
  ["index.ts", { folders: ["engine"] }],
]);

/** What reads from the disk outside of files/, and what it reads is no file of a user's, or only looked for. */
const readersElsewhere: Readonly<Record<string, readonly string[]>> = {
  // What stands where it would write.
  "cli/output.ts": ["lstatSync"],
  // The program's own package.json.
  "cli/main.ts": ["readFileSync"],
  "engine/store-makers.ts": ["readFileSync"],
  // Whether BASE is a folder, a file or a commit.
  "cli/compare-sides.ts": ["existsSync", "realpathSync", "statSync"],
};
const writers = ["chmodSync", "mkdirSync", "mkdtempSync", "renameSync", "rmSync", "writeFileSync"];

const topOf = (path: string) => path.split("/")[0] ?? "";

/** Every name that a file imports from, in types and by `import()`, too; own files by their path from the root. */
const imports: ReadonlyMap<string, readonly string[]> = new Map(
  productSources.map((path) => [
    path,
    ts
      .preProcessFile(sourceText(path))
      .importedFiles.map(({ fileName }) =>
        fileName.startsWith(".") ? posix.join(posix.dirname(path), fileName).replace(/\.js$/, ".ts") : fileName,
      ),
  ]),
);

test("every folder has its border, in the order of ARCHITECTURE.md", () => {
  expect([...new Set(productSources.map(topOf))].sort()).toEqual([...borders.keys()].sort());
  const rows = projectFile("ARCHITECTURE.md").match(/^\| `.*/gm) ?? [];
  const named = rows.flatMap((row) =>
    [...(row.split("|")[1] ?? "").matchAll(/`([\w.]+)\/?`/g)].map(([, name]) => name),
  );
  expect(named).toEqual([...borders.keys()]);
});

describe.each([...borders])("%s", (folder, { folders, sdk }) => {
  const own = [...imports].filter(([path]) => topOf(path) === folder);

  test("imports nothing from above", () => {
    const strange = own.flatMap(([path, names]) =>
      names
        .filter((name) => productSources.includes(name) && ![folder, ...folders].includes(topOf(name)))
        .map((name) => `${path} -> ${name}`),
    );
    expect(strange).toEqual([]);
  });

  test("imports files that exist, and Pulumi only where resources are made or recorded", () => {
    const strange = own.flatMap(([path, names]) =>
      names
        .filter((name) => (name.endsWith(".ts") ? !productSources.includes(name) : name.startsWith("@pulumi/") && !sdk))
        .map((name) => `${path} -> ${name}`),
    );
    expect(strange).toEqual([]);
  });
});

test("files import each other in no circle", () => {
  expect(circles()).toEqual([]);
});

/** The sets of files that reach each other. */
function circles(): readonly (readonly string[])[] {
  const reached = new Map(productSources.map((path) => [path, reachedFrom(path)]));
  const circle = (path: string) =>
    productSources.filter((other) => reached.get(path)?.has(other) && reached.get(other)?.has(path));
  return productSources.map(circle).filter(([first], index) => first !== undefined && first === productSources[index]);
}

function reachedFrom(path: string): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [path];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const name of imports.get(next) ?? []) {
      if (reached.has(name)) continue;
      reached.add(name);
      open.push(name);
    }
  }
  return reached;
}

test("a user's files are read in files/ alone", () => {
  const strange = productSources
    .filter((path) => topOf(path) !== "files")
    .flatMap((path) => fromDisk(path).map((name) => [path, name] as const))
    .filter(([path, name]) => ![...writers, ...(readersElsewhere[path] ?? [])].includes(name));
  expect(strange).toEqual([]);
});

/** What a file imports of `node:fs` by name; `*` for all of it. */
function fromDisk(path: string): readonly string[] {
  if (!imports.get(path)?.some((name) => /^(?:node:)?fs(?:\/|$)/.test(name))) return [];
  const source = ts.createSourceFile(path, sourceText(path), ts.ScriptTarget.Latest);
  const names = source.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) || !/fs/.test(statement.moduleSpecifier.getText(source))) return [];
    const bindings = statement.importClause?.namedBindings;
    return bindings && ts.isNamedImports(bindings)
      ? bindings.elements.map(({ name, propertyName }) => (propertyName ?? name).text)
      : ["*"];
  });
  return names.length > 0 ? names : ["*"];
}
