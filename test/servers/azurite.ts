import { randomBytes } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { answers } from "./answers.js";
import { freePort, type Running, startServer } from "./process.js";

export interface AzuriteServer extends Running {
  /** With the account, as an emulator has it in the path. */
  readonly blobEndpoint: string;
  readonly account: string;
  readonly key: string;
}

/** An Azure Blob Storage of its own on 127.0.0.1, with one account and no container. */
export async function startAzurite(): Promise<AzuriteServer> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "deploykf-object-store-azurite-"));
  const account = "teststorage";
  const key = randomBytes(64).toString("base64");
  const blobEndpoint = `http://127.0.0.1:${port}/${account}`;
  const running = await startServer({
    name: "Azurite",
    command: process.execPath,
    args: [
      ...[program(), "--blobHost", "127.0.0.1", "--blobPort", String(port), "--location", folder],
      // S3Proxy speaks a newer version of the API than Azurite knows.
      ...["--skipApiVersionCheck", "--disableTelemetry"],
    ],
    env: { AZURITE_ACCOUNTS: `${account}:${key}` },
    folder,
    ready: () => answers(blobEndpoint),
    seconds: 60,
  });
  return { ...running, blobEndpoint, account, key };
}

function program(): string {
  const require = createRequire(import.meta.url);
  const manifest = require.resolve("azurite/package.json");
  const { bin } = require(manifest) as { bin: Readonly<Record<string, string>> };
  const blob = bin["azurite-blob"];
  if (blob === undefined) throw new Error("azurite has no program azurite-blob");
  return join(dirname(manifest), blob);
}
