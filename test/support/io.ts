import { Readable } from "node:stream";
import { type Calls, npmCalls } from "../../cli/terminal/calls.js";
import type { Io } from "../../cli/terminal/io.js";

export interface TestIo extends Io {
  /** What was printed so far. */
  readonly printed: { readonly stdout: string; readonly stderr: string };
}

interface IoOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What the command reads on standard input. */
  readonly input?: string | undefined;
  readonly settled?: Io["settled"];
  readonly calls?: Calls;
}

/** What a command has of its process, in a test. */
export function testIo({
  cwd = "",
  env = {},
  input = "",
  settled = noProgram,
  calls = npmCalls,
}: IoOptions = {}): TestIo {
  const printed = { stdout: "", stderr: "" };
  const out = (name: keyof typeof printed) => ({
    write(text: string): void {
      printed[name] += text;
    },
  });
  return {
    ...{ cwd, settled, calls, printed, stdout: out("stdout"), stderr: out("stderr") },
    env: { ...cleanEnvironment(), ...env },
    stdin: Readable.from(input === "" ? [] : [Buffer.from(input)]),
  };
}

async function noProgram(): Promise<never> {
  throw new Error("no program runs in this test");
}

/** Without what a test runner, or the developer's shell, would add. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(NODE_|PULUMI_|AWS_|VITEST|DEBUG$|FORCE_COLOR)/.test(name),
  );
  return Object.fromEntries(kept);
}
