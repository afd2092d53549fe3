import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

export interface Sample {
  /** Wall time of the whole process. */
  readonly seconds: number;
  /** Peak memory. */
  readonly megabytes: number;
  readonly stdout: string;
  /** Modules loaded of packages that only some stacks need. */
  readonly loaded: Readonly<Record<string, number>>;
}

/** What usage.cjs writes. */
interface Usage {
  readonly kilobytes: number;
  readonly loaded: Readonly<Record<string, number>>;
}

const usage = fileURLToPath(new URL("usage.cjs", import.meta.url));

/** Runs Node once and measures the process from outside. */
export function measure(args: readonly string[], cwd: string): Sample {
  const start = process.hrtime.bigint();
  const child = spawnSync(process.execPath, ["--require", usage, ...args], {
    cwd,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (child.status !== 0) throw new Error(`${args.join(" ")} ended with ${child.status}:\n${child.stderr}`);
  const { kilobytes, loaded } = JSON.parse(child.output[3] ?? "") as Usage;
  return { seconds, megabytes: kilobytes / 1024, stdout: child.stdout, loaded };
}

export interface Pair {
  readonly seconds: number;
  readonly megabytes: number;
  readonly otherSeconds: number;
  readonly otherMegabytes: number;
  /** Median of the ratios of paired runs. */
  readonly ratio: number;
}

/** Two commands in turn, A B A B, so that a machine whose speed drifts treats both alike; medians of `runs`. */
export function paired(a: () => Sample, b: () => Sample, runs: number): Pair {
  a();
  b();
  const samples = Array.from({ length: runs }, () => [a(), b()] as const);
  return {
    seconds: median(samples.map(([one]) => one.seconds)),
    megabytes: median(samples.map(([one]) => one.megabytes)),
    otherSeconds: median(samples.map(([, other]) => other.seconds)),
    otherMegabytes: median(samples.map(([, other]) => other.megabytes)),
    ratio: median(samples.map(([one, other]) => one.seconds / other.seconds)),
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
