import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answers } from "./answers.js";
import { selfSigned } from "./certificate.js";
import { type MinioPlace, type MinioRunner, minioRunner } from "./minio-runner.js";
import { freePort, type Running, startServer } from "./process.js";

export interface MinioServer extends MinioPlace, Running {
  readonly endpoint: string;
  readonly host: string;
  /** What a client has to trust; only with TLS. */
  readonly caCertificate?: string;
  readonly runner: MinioRunner;
}

/** A MinIO of its own on 127.0.0.1, which knows only its root user. */
export async function startMinio({ tls = false }: { readonly tls?: boolean } = {}): Promise<MinioServer> {
  const runner = await minioRunner();
  const host = "127.0.0.1";
  const place: MinioPlace = {
    folder: mkdtempSync(join(tmpdir(), "deploykf-object-store-minio-")),
    port: await freePort(),
    scheme: tls ? "https" : "http",
    rootUser: "root-user",
    rootPassword: randomBytes(20).toString("hex"),
  };
  try {
    for (const part of ["data", "certs", "client/certs/CAs"]) mkdirSync(join(place.folder, part), { recursive: true });
    const trust = tls ? { caCertificate: await certify(place.folder) } : {};
    const endpoint = `${place.scheme}://${host}:${place.port}`;
    const running = await startServer({
      ...runner.server(place),
      name: "MinIO",
      folder: place.folder,
      ready: () => answers(`${endpoint}/minio/health/ready`, { ...trust, status: 200 }),
      seconds: 60,
    });
    return { ...place, ...running, ...trust, endpoint, host, runner };
  } catch (error) {
    rmSync(place.folder, { recursive: true, force: true });
    throw error;
  }
}

/** Gives the server a certificate, and its client the same to trust. */
async function certify(folder: string): Promise<string> {
  const { certificate, privateKey } = await selfSigned();
  writeFileSync(join(folder, "certs", "private.key"), privateKey, { mode: 0o600 });
  writeFileSync(join(folder, "certs", "public.crt"), certificate);
  writeFileSync(join(folder, "client", "certs", "CAs", "public.crt"), certificate);
  return certificate;
}
