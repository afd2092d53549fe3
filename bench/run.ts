import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeYaml } from "../base/yaml/write.js";
import { measure, type Pair, paired } from "./measure.js";

/**
 * `npm run bench`: the offline plan against its floor, paired in one run, and `--format values` against bare Node.
 * `--short` is for CI: fewer runs. `--write` puts the tables into docs/performance.md.
 */
const short = process.argv.includes("--short");
const sizes = short ? [2, 100] : [2, 100, 1000];
const runs = short ? 1 : 5;
const registrationsPerProfile = 2;

const root = fileURLToPath(new URL("..", import.meta.url));
const start = join(root, "cli", "start.cjs");
const scratch = mkdtempSync(join(tmpdir(), "deploykf-object-store-bench-"));

function project(profiles: number): string {
  const folder = join(scratch, String(profiles));
  mkdirSync(join(folder, "examples"), { recursive: true });
  for (const file of ["Pulumi.yaml", "Pulumi.dev.yaml"]) cpSync(join(root, file), join(folder, file));
  const entries = Array.from({ length: profiles }, (_, index) => ({
    name: `team-${index}`,
    ownerEmail: `owner-${index}@example.com`,
    members: [{ group: `group-${index}`, access: { role: "edit", notebooksAccess: true } }],
  }));
  const values = { deploykf_core: { deploykf_profiles_generator: { profiles: entries } } };
  writeFileSync(join(folder, "examples", "values-dev.yaml"), writeYaml(values));
  return folder;
}

function planAgainstFloor(profiles: number): Pair {
  const folder = project(profiles);
  const floor = ["--import=tsx", join(root, "bench", "floor.ts"), String(profiles)];
  return paired(
    () => measure([start], folder),
    () => measure(floor, root),
    runs,
  );
}

function valuesAgainstNode(profiles: number): Pair {
  const folder = project(profiles);
  return paired(
    () => measure([start, "--format", "values"], folder),
    () => measure(["--eval", "0"], folder),
    runs,
  );
}

/** Stacks of the same size whose clusters come from elsewhere; only a new cluster needs `@pulumi/eks`. */
const sources = ["oidc", "eks", "new"] as const;

interface SourceCost {
  readonly pair: Pair;
  /** Modules of `@pulumi/eks` that were loaded. */
  readonly modules: number;
}

function sourceAgainstOidc(source: (typeof sources)[number]): SourceCost {
  const plan = (name: string) => measure([start, "--config-file", `examples/Pulumi.${name}.yaml`], root);
  const pair = paired(
    () => plan(source),
    () => plan("oidc"),
    runs,
  );
  return { pair, modules: plan(source).loaded["@pulumi/eks"] ?? 0 };
}

function sourceTable(costs: ReadonlyMap<string, SourceCost>): string {
  const rows = [...costs].map(([source, { pair, modules }]) => {
    const { seconds, megabytes, otherSeconds } = pair;
    const more = `${seconds < otherSeconds ? "" : "+"}${(seconds - otherSeconds).toFixed(2)} s`;
    return `| \`${source}\` | ${seconds.toFixed(2)} s, ${megabytes.toFixed(0)} MB | ${more} | ${modules} |`;
  });
  const heading = "| `cluster.source` | offline plan | beside `oidc` | modules of `@pulumi/eks` |";
  return [heading, "| --- | ---: | ---: | ---: |", ...rows].join("\n");
}

function registrations(profiles: number): number {
  const { stdout } = measure([start, "--format", "json"], project(profiles));
  return (JSON.parse(stdout) as { resources: { custom: boolean }[] }).resources.filter(({ custom }) => custom).length;
}

function table(
  heading: string,
  other: string,
  measured: ReadonlyMap<number, Pair>,
  last: (pair: Pair) => string,
): string {
  const rows = [...measured].map(
    ([profiles, pair]) =>
      `| ${profiles} | ${pair.seconds.toFixed(2)} s, ${pair.megabytes.toFixed(0)} MB | ` +
      `${pair.otherSeconds.toFixed(2)} s, ${pair.otherMegabytes.toFixed(0)} MB | ${last(pair)} |`,
  );
  return [`| profiles | ${heading} | ${other} | |`, "| ---: | ---: | ---: | ---: |", ...rows].join("\n");
}

function report(costs: ReadonlyMap<string, SourceCost>): string {
  const plans = new Map(sizes.map((size) => [size, planAgainstFloor(size)]));
  const values = new Map(sizes.map((size) => [size, valuesAgainstNode(size)]));
  return [
    table("offline plan", "floor", plans, ({ ratio }) => `${ratio.toFixed(2)}x`),
    table("`--format values`", "bare Node", values, (pair) => `+${(pair.seconds - pair.otherSeconds).toFixed(2)} s`),
    sourceTable(costs),
  ].join("\n\n");
}

function main(): void {
  const perProfile = (registrations(102) - registrations(2)) / 100;
  const costs = new Map(sources.map((source) => [source, sourceAgainstOidc(source)]));
  const text = report(costs);
  process.stdout.write(`${text}\n\n${perProfile} registrations for each profile\n`);
  if (process.argv.includes("--write")) writePage(text);
  const needless = [...costs].filter(([source, { modules }]) => modules > 0 && source !== "new");
  for (const [source] of needless) process.stdout.write(`${source} loads @pulumi/eks\n`);
  if (perProfile !== registrationsPerProfile || needless.length > 0) process.exitCode = 1;
}

function writePage(text: string): void {
  const page = join(root, "docs", "performance.md");
  writeFileSync(page, `${preface}\n${text}\n`);
  process.stdout.write("wrote docs/performance.md\n");
}

const preface = `<!-- Written by npm run bench -- --write. -->
# Performance

Whole processes, medians of ${runs} runs, each pair run in turn (A B A B) on Node ${process.versions.node}; \`npm run bench\`
repeats it. Take the ratios, not the seconds, with you to another machine.

The floor is a bare Pulumi program that registers as many raw resources under the SDK's mocks, with the SDK's defaults.
The offline plan does that and everything else (reading the values files, policies, the isolation check, the text), and is
faster where there are many profiles because it keeps no stack traces: half of the SDK's time for a registration.
\`--format values\` loads nothing of the SDK.

Each profile costs ${registrationsPerProfile} registrations, the role and its inline policy. CI fails when that number changes, or when
a stack that creates no cluster loads \`@pulumi/eks\`; times aren't gated.
`;

try {
  main();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
