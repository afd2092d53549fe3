import { existsSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { healthPath, s3proxyVersion } from "../../subjects/s3proxy/facts.js";
import { answers } from "./answers.js";
import { cached } from "./cache.js";
import { freePort, type Running, runTool, startServer } from "./process.js";

/** Names a jar of S3Proxy with its dependencies, where there is no Maven. */
export const jarVariable = "DEPLOYKF_TEST_S3PROXY_JAR";
const artifact = `org.gaul:s3proxy:${s3proxyVersion}:jar:jar-with-dependencies`;
const copyGoal = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy";

export interface S3ProxyServer extends Running {
  /** That with TLS, where there is no other. */
  readonly endpoint: string;
  /** With TLS; only where the properties have one. */
  readonly secureEndpoint?: string;
}

interface S3ProxyStart {
  /** The text of its properties file, or of several: one for each identity. */
  readonly properties: string | readonly string[];
  /** Stronger than the files: what has to be otherwise here than where they were made for. */
  readonly overrides?: Readonly<Record<string, string>>;
  /** Where its certificate vouches for itself. */
  readonly caCertificate?: string;
}

/** An S3Proxy that listens on 127.0.0.1 at free ports, whatever endpoints its properties have. */
export async function startS3Proxy({
  properties,
  overrides = {},
  caCertificate,
}: S3ProxyStart): Promise<S3ProxyServer> {
  const jar = await s3ProxyJar();
  const texts = [properties].flat();
  const says = (name: string) => texts.some((text) => new RegExp(`^\\s*s3proxy\\.${name}\\b`, "m").test(text));
  const secure = says("secure-endpoint") ? { secureEndpoint: `https://127.0.0.1:${await freePort()}` } : undefined;
  const plain = secure && !says("endpoint") ? undefined : `http://127.0.0.1:${await freePort()}`;
  const folder = mkdtempSync(join(tmpdir(), "deploykf-object-store-s3proxy-"));
  const files = texts.map((text, index) => {
    const file = join(folder, `s3proxy-${index}.properties`);
    writeFileSync(file, text, { mode: 0o600 });
    return file;
  });
  const system = Object.entries({
    ...overrides,
    ...(plain && { "s3proxy.endpoint": plain }),
    ...(secure && { "s3proxy.secure-endpoint": secure.secureEndpoint }),
  });
  const endpoint = plain ?? secure?.secureEndpoint ?? "";
  const running = await startServer({
    name: "S3Proxy",
    command: java(),
    args: [
      ...system.map(([key, value]) => `-D${key}=${value}`),
      ...["-jar", jar, ...files.flatMap((file) => ["--properties", file])],
    ],
    folder,
    ready: () => answers(`${endpoint}${healthPath}`, { status: 200, caCertificate }),
    seconds: 90,
  });
  return { ...running, ...secure, endpoint };
}

/** The jar: the one that the environment names, else from Maven's repositories. */
export async function s3ProxyJar(): Promise<string> {
  const own = process.env[jarVariable];
  if (own) {
    if (existsSync(own)) return own;
    throw new Error(`${jarVariable} names ${own}, which doesn't exist`);
  }
  const folder = await cached(artifact.replaceAll(":", "-"), async (target) => {
    const args = ["-q", "-B", "-C", copyGoal, `-Dartifact=${artifact}`, `-DoutputDirectory=${target}`];
    try {
      await runTool({ name: `mvn ${copyGoal}`, command: "mvn", args, cwd: target, seconds: 600 });
    } catch (error) {
      const needed = `The tests need ${artifact}: fetched by mvn, or from the path in ${jarVariable}.`;
      throw new Error(`${needed} ${error instanceof Error ? error.message : error}`, { cause: error });
    }
  });
  const name = readdirSync(folder).find((file) => file.endsWith(".jar"));
  if (name === undefined) throw new Error(`${folder} has no jar of S3Proxy; remove the folder to fetch it again`);
  return join(folder, name);
}

function java(): string {
  const home = process.env.JAVA_HOME;
  return home ? join(home, "bin", "java") : "java";
}
