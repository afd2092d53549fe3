import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { projectRoot } from "../support/stack.js";

declare module "vitest" {
  interface ProvidedContext {
    /** The folder of a program that has installed the package. */
    readonly installed: string;
    readonly tarball: string;
  }
}

/** Packs the package, which builds it, and installs it in an empty folder, once for all tests. */
export function setup({ provide }: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), "deploykf-object-store-package-"));
  const npm = (args: readonly string[], cwd: string) =>
    execFileSync("npm", [...args, "--no-audit", "--no-fund", "--loglevel=error"], {
      cwd,
      stdio: ["ignore", "ignore", "inherit"],
    });
  npm(["pack", "--pack-destination", folder], projectRoot);
  const tarball = join(folder, readdirSync(folder)[0] ?? "");
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  // Scripts would fetch Pulumi's plugins; what npm ci left in the cache isn't fetched again.
  npm(["install", tarball, "--prefer-offline", "--ignore-scripts"], folder);
  provide("installed", folder);
  provide("tarball", tarball);
  return () => rmSync(folder, { recursive: true, force: true });
}
