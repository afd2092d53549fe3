import { posix } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { productSources, sourceText } from "./support/sources.js";
import { projectFile } from "./support/stack.js";

/** The folders of code from the bottom up: a file imports from its own folder and from those before it, types included. */
const folders = [
  "base/problems",
  "base/files",
  "base/yaml",
  "base/kubernetes",
  "base/aws",
  "base/endpoint",
  "base/input",
  "base/planned",
  "subjects/deploykf",
  "subjects/access",
  "subjects/cluster",
  "subjects/bucket",
  "subjects/identity",
  "subjects/s3proxy",
  "stores/common",
  "stores/aws-s3",
  "stores/wasabi",
  "stores/minio",
  "stores/ceph",
  "stores/gcs",
  "stores/azure-s3proxy",
  "stores/alibaba-oss",
  "stores/ibm-cos",
  "stores/cloudflare-r2",
  "stores/s3-compatible",
  "stores/seaweedfs",
  "stores",
  "settings",
  "plan",
  "compare/leaves",
  "compare/consequences",
  "compare",
  "recover",
  "components",
  "program",
  "cli/terminal",
  "cli/offline",
  "cli/text",
  "cli/compare",
  "cli/recover",
  "cli",
  "",
];

/** Files beside these that may import Pulumi's packages: what registers resources, and what asks the cloud. */
const sdkFolders = ["components", "program", "cli/offline", "cli/recover"];
const sdkFiles = /^(?:resources|ask)[a-z0-9-]*\.ts$/;

/** What reads from the disk outside of base/files/, and what it reads is no file of a user's, or only looked for. */
const readersElsewhere: Readonly<Record<string, readonly string[]>> = {
  // What stands where it would write.
  "cli/terminal/output.ts": ["lstatSync"],
  // Whether BASE is a folder, a file or a commit.
  "cli/compare/sides.ts": ["existsSync", "realpathSync", "statSync"],
};
const writers = ["chmodSync", "mkdirSync", "mkdtempSync", "renameSync", "rmSync", "writeFileSync"];

/** Every name that a file imports from, in types, re-exports and by `import()`, too; own files by their path from the root. */
const imports: ReadonlyMap<string, readonly string[]> = new Map(
  productSources.map((path) => [
    path,
    namesIn(ts.createSourceFile(path, sourceText(path), ts.ScriptTarget.Latest)).map((name) => ownPath(path, name)),
  ]),
);

/** The path from the root of what a file imports, or a package's name. */
function ownPath(path: string, name: string): string {
  return name.startsWith(".") ? posix.join(posix.dirname(path), name).replace(/\.js$/, ".ts") : name;
}

function namesIn(node: ts.Node): readonly string[] {
  const own = moduleOf(node);
  const names: string[] = own && ts.isStringLiteralLike(own) ? [own.text] : [];
  ts.forEachChild(node, (child) => {
    names.push(...namesIn(child));
  });
  return names;
}

function moduleOf(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return node.argument.literal;
  if (ts.isExternalModuleReference(node)) return node.expression;
  const isCall = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
  return isCall ? node.arguments[0] : undefined;
}

const folderOf = (path: string) => (path.includes("/") ? posix.dirname(path) : "");

test("every folder of code has its place", () => {
  expect([...new Set(productSources.map(folderOf))].sort()).toEqual([...folders].sort());
});

test("a folder imports nothing from above", () => {
  const found = productSources.flatMap((path) =>
    (imports.get(path) ?? [])
      .filter((name) => productSources.includes(name))
      .filter((name) => folders.indexOf(folderOf(name)) > folders.indexOf(folderOf(path)))
      .map((name) => `${path} -> ${name}`),
  );
  expect(found).toEqual([]);
});

test("imports are of files that exist, and of Pulumi only where resources are made or the cloud is asked", () => {
  const strange = [...imports].flatMap(([path, names]) =>
    names
      .filter((name) => {
        if (name.endsWith(".ts")) return !productSources.includes(name);
        const mayImport = sdkFolders.includes(folderOf(path)) || sdkFiles.test(posix.basename(path));
        return name.startsWith("@pulumi/") && !mayImport;
      })
      .map((name) => `${path} -> ${name}`),
  );
  expect(strange).toEqual([]);
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

function reachedFrom(path: string, names = (from: string) => imports.get(from) ?? []): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [path];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const name of names(next)) {
      if (reached.has(name)) continue;
      reached.add(name);
      open.push(name);
    }
  }
  return reached;
}

test("the program starts without the client of Kubernetes, which is slow to load and needed only to look at a cluster", () => {
  const started = reachedFrom("index.ts", (path) => (productSources.includes(path) ? startImports(path) : []));
  expect(started).toContain("subjects/deploykf/ask-embedded-minio.ts");
  expect(started).not.toContain("@kubernetes/client-node");
});

/** What is loaded together with a file: neither types nor what it loads by `import()` later. */
function startImports(path: string): readonly string[] {
  const source = ts.createSourceFile(path, sourceText(path), ts.ScriptTarget.Latest);
  const values = source.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const isType = ts.isImportDeclaration(statement) ? statement.importClause?.isTypeOnly : statement.isTypeOnly;
    return isType || !statement.moduleSpecifier ? [] : [statement.moduleSpecifier];
  });
  return values.flatMap((name) => (ts.isStringLiteral(name) ? [ownPath(path, name.text)] : []));
}

test("what a command line loads imports no file of ours by import(), which the hook of its start files doesn't see", () => {
  const loaded = new Set(["cli/main.ts", ...reachedFrom("cli/main.ts")]);
  expect(loaded).toContain("cli/offline/program-run.ts");
  expect([...loaded].filter((path) => productSources.includes(path)).flatMap(dynamicImports)).toEqual([]);
});

/** Calls of `import()`, but for those of a package by its name. */
function dynamicImports(path: string): readonly string[] {
  const source = ts.createSourceFile(path, sourceText(path), ts.ScriptTarget.Latest);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [name] = node.arguments;
      if (!name || !ts.isStringLiteral(name) || name.text.startsWith("."))
        found.push(`${path}: ${node.getText(source)}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

test("a user's files are read in base/files/ alone", () => {
  const strange = productSources
    .filter((path) => folderOf(path) !== "base/files")
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

test("ARCHITECTURE.md shows the folders as they are, from the top down", () => {
  const [, picture = ""] = projectFile("ARCHITECTURE.md").split("## The folders");
  const [, tree = ""] = picture.split("```");
  const shown = [...tree.matchAll(/^(?:([\w/.]+\/)| {2}([a-z0-9-]+(?: {1,2}[a-z0-9-]+)*))(?: {3,}|$)/gm)];
  let top = "";
  const named = shown.flatMap(([, folder, inner]) => {
    if (folder) top = folder.slice(0, -1);
    return inner ? inner.split(/ +/).map((name) => `${top}/${name}`) : [top];
  });
  const tops = named.filter((name) => !name.includes("/"));
  expect([...new Set(tops)]).toEqual([
    "cli",
    "program",
    "components",
    "recover",
    "compare",
    "plan",
    "settings",
    "stores",
    "subjects",
    "base",
  ]);
  const inOrder = tops.flatMap((name) => [name, ...named.filter((one) => one.startsWith(`${name}/`))]);
  expect(inOrder.filter((name) => folders.includes(name))).toEqual(folders.filter((name) => name !== "").reverse());
});
