import { join } from "node:path";
import { goPrograms } from "./go.js";
import { type Command, works } from "./process.js";

/** Where a server is: its port on 127.0.0.1, and its folder, with `certs`, `client` and `data`. */
export interface MinioPlace {
  readonly folder: string;
  readonly port: number;
  readonly scheme: "http" | "https";
  readonly rootUser: string;
  readonly rootPassword: string;
}

/** How MinIO and its client `mc` are run: as programs of this machine, or in a container. */
export interface MinioRunner {
  server(place: MinioPlace): Command;
  /** Runs `mc`, which knows the server as `store`. */
  client(place: MinioPlace, args: readonly string[]): Command;
  /** A file of the place's folder, as the programs see it. */
  seen(place: MinioPlace, file: string): string;
}

// The last commit of MinIO's repository, and the client that its own go.mod names: both come of one build.
const modules = {
  minio: "github.com/minio/minio@v0.0.0-20260212201848-7aac2a2c5b7c",
  mc: "github.com/minio/mc@v0.0.0-20250313080218-cf909e1063a9",
};
const image = "minio/minio:RELEASE.2025-09-07T16-13-09Z";

let found: Promise<MinioRunner> | undefined;

/** A `minio` on PATH is used as it is; else one by Docker, else one built from its Go module. */
export function minioRunner(): Promise<MinioRunner> {
  found ??= findRunner();
  return found;
}

async function findRunner(): Promise<MinioRunner> {
  if (await works("minio", ["--version"], /^minio version/m)) {
    // PATH may have another `mc`: Midnight Commander.
    const client = (await works("mc", ["--version"], /^mc version/m)) ? "mc" : join(await built("mc"), "mc");
    return programs("minio", client);
  }
  // The time is for fetching the image; without a daemon the answer comes at once.
  if (await works("docker", ["run", "--rm", image, "--version"], /^minio version/m, 600)) return container();
  const folder = await built("minio", "mc");
  return programs(join(folder, "minio"), join(folder, "mc"));
}

function programs(minio: string, mc: string): MinioRunner {
  return {
    server: (place) => ({
      command: minio,
      args: [
        ...["server", join(place.folder, "data"), "--certs-dir", join(place.folder, "certs")],
        ...["--address", `127.0.0.1:${place.port}`],
      ],
      env: serverEnvironment(place),
    }),
    client: (place, args) => ({
      command: mc,
      args: ["--config-dir", join(place.folder, "client"), "--json", ...args],
      env: { MC_HOST_store: storeUrl(place, place.port) },
    }),
    seen: (place, file) => join(place.folder, file),
  };
}

function container(): MinioRunner {
  const name = ({ port }: MinioPlace) => `deploykf-object-store-minio-${port}`;
  const user = `${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`;
  const variables = (values: Readonly<Record<string, string>>) =>
    Object.entries(values).flatMap(([key, value]) => ["--env", `${key}=${value}`]);
  return {
    server: (place) => ({
      command: "docker",
      args: [
        ...["run", "--rm", "--name", name(place), "--user", user, "--volume", `${place.folder}:/place`],
        ...["--publish", `127.0.0.1:${place.port}:9000`, ...variables(serverEnvironment(place))],
        ...[image, "server", "/place/data", "--certs-dir", "/place/certs", "--address", ":9000"],
      ],
    }),
    client: (place, args) => ({
      command: "docker",
      args: [
        ...["exec", ...variables({ MC_HOST_store: storeUrl(place, 9000) }), name(place)],
        ...["mc", "--config-dir", "/place/client", "--json", ...args],
      ],
    }),
    seen: (_, file) => `/place/${file}`,
  };
}

function serverEnvironment({ rootUser, rootPassword }: MinioPlace): Readonly<Record<string, string>> {
  return {
    MINIO_ROOT_USER: rootUser,
    MINIO_ROOT_PASSWORD: rootPassword,
    // Neither the console, which listens at a port of its own, nor a look for newer versions.
    MINIO_BROWSER: "off",
    MINIO_UPDATE: "off",
  };
}

function storeUrl({ scheme, rootUser, rootPassword }: MinioPlace, port: number): string {
  return `${scheme}://${rootUser}:${rootPassword}@127.0.0.1:${port}`;
}

/** The folder with programs built from their Go modules. */
function built(...names: readonly (keyof typeof modules)[]): Promise<string> {
  const versioned = names.map((name) => modules[name]);
  return goPrograms({
    cache: versioned.map((module) => module.replace(/^.*\//, "").replace(/v0\.0\.0-\d+-/, "")).join("-"),
    modules: versioned,
    needed: `The tests need ${names.join(" and ")}: on PATH, by Docker, or built by Go 1.24 or newer.`,
  });
}
