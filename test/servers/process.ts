import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";

export interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface ServerStart extends Command {
  readonly name: string;
  /** The server's own; removed when the server has ended. */
  readonly folder: string;
  /** Asked again and again, so it has to answer within a second or two. */
  readonly ready: () => Promise<boolean>;
  readonly seconds: number;
}

export interface Running {
  readonly pid: number;
  /** The last lines that the server printed. */
  output(): string;
  stop(): Promise<void>;
}

const running = new Set<() => void>();
process.once("exit", () => {
  for (const end of running) end();
});

/** Starts a server and waits until it is ready; one that isn't in time is ended, and its last lines are the error. */
export async function startServer(start: ServerStart): Promise<Running> {
  const { name, command, args, env, folder, ready, seconds } = start;
  const child = spawn(command, args, { env: { ...cleanEnvironment(), ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  let ended: string | undefined;
  const keep = (text: string) => {
    output = (output + text).slice(-8_000);
  };
  child.stdout.setEncoding("utf8").on("data", keep);
  child.stderr.setEncoding("utf8").on("data", keep);
  child.once("error", ({ message }) => {
    ended ??= `can't be started: ${message}`;
  });
  child.once("exit", (code, signal) => {
    ended ??= `ended with ${signal ?? `exit code ${code}`}`;
  });
  const printed = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const abandon = () => {
    child.kill("SIGTERM");
    rmSync(folder, { recursive: true, force: true });
  };
  running.add(abandon);

  const stop = async () => {
    if (ended === undefined) {
      const exit = once(child, "exit");
      child.kill("SIGTERM");
      const inTime = await Promise.race([exit.then(() => true), delay(10_000, false, { ref: false })]);
      if (!inTime) child.kill("SIGKILL");
      await exit;
    }
    running.delete(abandon);
    rmSync(folder, { recursive: true, force: true });
  };

  const deadline = Date.now() + seconds * 1_000;
  try {
    while (!(await ready())) {
      if (ended !== undefined) {
        await Promise.race([printed, delay(1_000)]);
        throw new Error(`${name} ${ended} before it was ready.${lastLines(output)}`);
      }
      if (Date.now() > deadline) throw new Error(`${name} was not ready within ${seconds} s.${lastLines(output)}`);
      await delay(100);
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { pid: child.pid ?? 0, output: () => output, stop };
}

interface ToolRun extends Command {
  readonly name: string;
  readonly seconds: number;
  readonly cwd?: string;
  /** The exit code that comes with an answer; without one on its output it is an error all the same. */
  readonly answering?: number;
}

/** Runs a command to its end, and returns what it printed; one that fails or takes too long is an error. */
export async function runTool({ name, command, args, env, cwd, seconds, answering }: ToolRun): Promise<string> {
  const options = { cwd, env: { ...cleanEnvironment(), ...env }, timeout: seconds * 1_000, maxBuffer: 64 * 2 ** 20 };
  try {
    const { stdout } = await promisify(execFile)(command, args, options);
    return stdout;
  } catch (error) {
    const { killed, code, stdout, stderr } = error as Partial<Record<"killed" | "code" | "stdout" | "stderr", unknown>>;
    if (answering !== undefined && code === answering && typeof stdout === "string" && stdout.trim()) return stdout;
    if (code === "ENOENT") throw new Error(`${name}: ${command} isn't on PATH.`, { cause: error });
    const how = killed ? `was not done within ${seconds} s` : `failed (${code})`;
    throw new Error(`${name} ${how}.${lastLines(`${stdout ?? ""}${stderr ?? ""}`)}`, { cause: error });
  }
}

/** Whether a command is there and prints what it should. */
export async function works(
  command: string,
  args: readonly string[],
  expected: RegExp,
  seconds = 20,
): Promise<boolean> {
  try {
    return expected.test(await runTool({ name: command, command, args, seconds }));
  } catch {
    return false;
  }
}

/** A port of 127.0.0.1 that nobody listens at. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (typeof address !== "object" || address === null) throw new Error("no free port on 127.0.0.1");
  return address.port;
}

function lastLines(output: string): string {
  const lines = output.trimEnd().split("\n").slice(-20);
  return lines.join("").trim() ? ` Its last lines:\n${lines.join("\n")}` : " It printed nothing.";
}

/** Without settings that would reach a server, or a tool, from the developer's shell or from the test runner. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(MINIO_|MC_|AZURITE_|S3PROXY_|JCLOUDS_|AWS_|VITEST|NODE_OPTIONS$|NODE_ENV$)/.test(name),
  );
  return Object.fromEntries(kept);
}
