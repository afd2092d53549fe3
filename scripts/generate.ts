import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { configReference } from "./config-reference.js";
import { interfaces } from "./package/interfaces.js";
import { apiPages } from "./package/pages.js";
import { packageSchema } from "./package/schema.js";
import { platforms } from "./platforms.js";
import { stackSchema } from "./stack-schema.js";
import { troubleshooting } from "./troubleshooting.js";

/** Files of the repository that are made from code; a test says so when one is stale. */
export const generatedFiles: Readonly<Record<string, () => string>> = {
  "settings/stack.schema.json": () => json(stackSchema()),
  "components/args.ts": interfaces,
  "schema.json": () => json(packageSchema()),
  ...apiPages,
  "docs/config.md": configReference,
  "docs/platforms.md": platforms,
  "docs/troubleshooting.md": troubleshooting,
};

function json(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

if (process.argv[1]?.endsWith("generate.ts")) {
  for (const [file, text] of Object.entries(generatedFiles)) {
    const url = new URL(`../${file}`, import.meta.url);
    if (!existsSync(url) || readFileSync(url, "utf8") !== text()) {
      writeFileSync(url, text());
      process.stdout.write(`wrote ${file}\n`);
    }
  }
}
