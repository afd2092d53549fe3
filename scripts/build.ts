import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

/**
 * `npm run build`: the package's code in dist/. It is CommonJS, as Pulumi's own packages are and as tsx runs the sources: one copy
 * of a class serves every program. What ES modules import names the same by itself.
 */
process.chdir(fileURLToPath(new URL("..", import.meta.url)));

const json = (file: string) => JSON.parse(readFileSync(file, "utf8"));
const { include }: { include: readonly string[] } = json("tsconfig.build.json");
const { name, version, dependencies, peerDependencies } = json("package.json");
/** What programs import, and the command line. */
const entries = ["components/index", "program/run"];

rmSync("dist", { recursive: true, force: true });
execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"], { stdio: "inherit" });
buildSync({
  entryPoints: include.map((folder) => `${folder}/**/*.ts`),
  outdir: "dist",
  outbase: ".",
  platform: "node",
  format: "cjs",
  target: "node20",
  // Every use of it is createRequire's argument, which takes a path, too.
  define: { "import.meta.url": "__filename" },
});
for (const entry of entries) {
  const text = `export * from "./${entry.replace(/^.*\//, "")}.js";\n`;
  for (const ending of ["mjs", "d.mts"]) writeFileSync(`dist/${entry}.${ending}`, text);
}
// What the code reads of the package.json above its folders.
writeFileSync(
  "dist/package.json",
  `${JSON.stringify({ name, version, type: "commonjs", dependencies, peerDependencies }, undefined, 2)}\n`,
);
writeFileSync("dist/bin.js", '#!/usr/bin/env node\nrequire("./cli/main.js").packageBin();\n', { mode: 0o755 });
