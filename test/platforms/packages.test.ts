import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { platformNames } from "../../stores/index.js";
import { exampleCopy, processCommand } from "../support/command.js";
import { modulesOf } from "../support/modules.js";
import { projectFile, tempFolder } from "../support/stack.js";

/** Packages that only stacks of one store use. */
const optional = { minio: "@pulumi/minio", gcs: "@pulumi/gcp" } as const;

const cwd = exampleCopy();
const exampleOf = (platform: string) =>
  platform === "aws-s3" ? [] : ["--config-file", `examples/Pulumi.${platform}.yaml`];

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta: Readonly<Record<string, unknown>>;
}

interface LockFile {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean }>>;
}

test.each(Object.values(optional))(
  "%s is an optional peer, which npm ci --omit=dev leaves out, and is tested in one version",
  (name) => {
    const manifest = JSON.parse(projectFile("package.json")) as Manifest;
    const lock = JSON.parse(projectFile("package-lock.json")) as LockFile;

    expect(manifest.dependencies[name]).toBeUndefined();
    expect(manifest.peerDependencies[name]).toBe(`^${manifest.devDependencies[name]}`);
    expect(manifest.peerDependenciesMeta[name]).toEqual({ optional: true });
    expect(lock.packages[`node_modules/${name}`]?.dev).toBe(true);
  },
);

const missing = [
  ...Object.entries(optional).map(([platform, name]) => ({
    name,
    use: `platform is ${platform}`,
    args: exampleOf(platform),
  })),
  { name: "@pulumi/eks", use: "cluster.source is new", args: exampleOf("new") },
];

test.each(missing)("$name isn't installed: which version to install, and nothing else", async ({ name, use, args }) => {
  const without = tempFolder({
    "without.cjs": `const Module = require("node:module");
      const resolve = Module._resolveFilename;
      Module._resolveFilename = function (request, ...rest) {
        if (!request.startsWith("${name}/")) return resolve.call(this, request, ...rest);
        throw Object.assign(new Error("Cannot find module '" + request + "'"), { code: "MODULE_NOT_FOUND" });
      };`,
  });
  const env = { NODE_OPTIONS: `--require=${join(without, "without.cjs")}` };
  const { exitCode, stdout, stderr } = await processCommand("start", args, { cwd, env });
  const { dependencies, devDependencies } = JSON.parse(projectFile("package.json")) as Manifest;
  const version = { ...dependencies, ...devDependencies }[name]?.replace("^", "");

  const problem = [
    `error[package-missing]: ${use}, and the package ${name} isn't installed`,
    name === "@pulumi/eks"
      ? "= rule: it comes with this package, so its installation isn't whole"
      : "= rule: packages of stores that few use are installed only where they are used",
    `= mend: npm install --omit=dev --save-prod --save-exact ${name}@${version} (docs/troubleshooting.md#package-missing)`,
    "1 problem. Nothing was planned and nothing was changed.",
  ];
  expect({ exitCode, stdout, stderr: stderr.replace(/\s+/g, " ").trim() }).toEqual({
    exitCode: 2,
    stdout: "",
    stderr: problem.join(" "),
  });
});

const loadedBy = new Map<string, readonly string[]>();
beforeAll(async () => {
  const loaded = await modulesOf(platformNames.map(exampleOf));
  for (const [index, platform] of platformNames.entries()) loadedBy.set(platform, loaded[index] ?? []);
});

test.each(platformNames)("%s: loads no package of another store", (platform) => {
  const loaded = loadedBy.get(platform) ?? [];
  const packages = Object.values(optional).filter((name) =>
    loaded.some((file) => file.includes(`/node_modules/${name}/`)),
  );

  expect(loaded).not.toEqual([]);
  expect(packages).toEqual(Object.entries(optional).flatMap(([store, name]) => (store === platform ? [name] : [])));
});
