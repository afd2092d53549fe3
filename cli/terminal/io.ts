import type { Calls } from "./calls.js";

/** What a command has of the process that it runs in. A test gives its own, and so runs many in one process. */
export interface Io {
  /** Where paths of the command line begin. */
  readonly cwd: string;
  readonly env: Readonly<NodeJS.ProcessEnv>;
  readonly stdout: Out;
  readonly stderr: Out;
  readonly stdin: AsyncIterable<Buffer> & { readonly isTTY?: boolean };
  /** How commands are called here. */
  readonly calls: Calls;
  /** Runs a Pulumi program until it has really ended, and returns what failed in it. */
  readonly settled: (program: () => Promise<unknown>) => Promise<ReadonlySet<unknown>>;
}

interface Out {
  write(text: string): unknown;
}
