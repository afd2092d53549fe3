import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const servers = "test/servers/**/*.test.ts";
const installed = "test/installed/**/*.test.ts";

export default defineConfig({
  // As tsconfig.json has it: examples import the package by its name.
  resolve: {
    alias: [
      {
        find: /^deploykf-object-store$/,
        replacement: fileURLToPath(new URL("components/index.ts", import.meta.url)),
      },
    ],
  },
  test: {
    reporters: ["default", "./test/support/slowest-files.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    setupFiles: ["test/support/setup.ts"],
    projects: [
      {
        extends: true,
        test: {
          name: "program",
          include: ["test/**/*.test.ts"],
          exclude: [servers, installed, "**/node_modules/**"],
          // Every file of a worker shares its modules: loading the SDK for each took half of the time.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: "stores",
          include: [servers],
          globalSetup: "test/servers/global-setup.ts",
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: { name: "package", include: [installed], globalSetup: "test/installed/global-setup.ts", isolate: false },
      },
    ],
  },
});
