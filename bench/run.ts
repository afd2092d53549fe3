import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeYaml } from "../base/yaml/write.js";

/**
 * `npm run bench`: the command line beside bare Node, each as a process of its own. `--short` is for CI: fewer runs.
 * `--write` puts the table into docs/performance.md.
 */
const short = process.argv.includes("--short");
const sizes = short ? [2, 100] : [2, 100, 1000];
const runs = short ? 1 : 5;

const root = fileURLToPath(new URL("..", import.meta.url));
const start = join(root, "cli", "start.cjs");
const scratch = mkdtempSync(join(tmpdir(), "deploykf-object-store-bench-"));

/** What is measured, in a project's folder; `record` is the JSON plan of the same project, with fewer rights. */
const commands: Readonly<Record<string, (record: string) => readonly string[]>> = {
  "bare Node": () => ["--eval", "0"],
  "`--format values`": () => [start, "--format", "values"],
  "text plan": () => [start],
  "JSON plan": () => [start, "--format", "json"],
  "`--compare` with a JSON plan": (record) => [start, "--compare", record],
};

function project(profiles: number, role: string): string {
  const folder = join(scratch, `${profiles}-${role}`);
  mkdirSync(join(folder, "examples"), { recursive: true });
  for (const file of ["Pulumi.yaml", "Pulumi.dev.yaml"]) cpSync(join(root, file), join(folder, file));
  const entries = Array.from({ length: profiles }, (_, index) => ({
    name: `team-${index}`,
    ownerEmail: `owner-${index}@example.com`,
    members: [{ group: `group-${index}`, access: { role, notebooksAccess: true } }],
  }));
  const values = { deploykf_core: { deploykf_profiles_generator: { profiles: entries } } };
  writeFileSync(join(folder, "examples", "values-dev.yaml"), writeYaml(values));
  return folder;
}

interface Sample {
  /** Wall time of the whole process. */
  readonly seconds: number;
  /** Peak memory. */
  readonly megabytes: number;
}

const tellMemory = join(scratch, "memory.cjs");
writeFileSync(
  tellMemory,
  'process.on("exit", () => require("node:fs").writeSync(3, `${process.resourceUsage().maxRSS / 1024}`));\n',
);

function measure(args: readonly string[], cwd: string): Sample {
  const begin = process.hrtime.bigint();
  const child = spawnSync(process.execPath, ["--require", tellMemory, ...args], {
    ...{ cwd, encoding: "utf8", maxBuffer: 1 << 28 },
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
  if (child.status !== 0) throw new Error(`${args.join(" ")} ended with ${child.status}:\n${child.stderr}`);
  return { seconds, megabytes: Number(child.output[3]) };
}

/** All commands in turn, so that a machine whose speed drifts treats them alike; the least of each, which others disturbed least. */
function cells(profiles: number): readonly string[] {
  const record = join(scratch, `${profiles}.json`);
  measure([start, "--format", "json", "--output", record], project(profiles, "view"));
  const cwd = project(profiles, "edit");
  const rounds = Array.from({ length: runs + 1 }, () =>
    Object.values(commands).map((args) => measure(args(record), cwd)),
  );
  return Object.keys(commands).map((_, index) => {
    // The first round fills caches.
    const samples = rounds.slice(1).flatMap((round) => round[index] ?? []);
    const [seconds, megabytes] = [samples.map((one) => one.seconds), samples.map((one) => one.megabytes)];
    return `${Math.min(...seconds).toFixed(2)} s, ${Math.min(...megabytes).toFixed(0)} MB`;
  });
}

function table(): string {
  const columns = sizes.map(cells);
  const rows = Object.keys(commands).map(
    (name, index) => `| ${[name, ...columns.map((one) => one[index])].join(" | ")} |`,
  );
  const heading = `| profiles | ${sizes.join(" | ")} |`;
  return [heading, `| --- |${" ---: |".repeat(sizes.length)}`, ...rows].join("\n");
}

const preface = `<!-- Written by npm run bench -- --write. -->
# Performance

Whole processes: wall time and peak memory, the least of ${runs} runs in turn on Node ${process.versions.node}; \`npm run bench\`
repeats it. Take the ratios, not the seconds, with you to another machine. No test and no gate hangs on a time.

\`--format values\` loads nothing of Pulumi's SDK. The other formats run the program under the SDK's mocks, because what is
registered is what is shown, but without what a plan never asks of it (\`cli/sdk.ts\`, \`cli/offline/quick-sdk.ts\`): its automation
API, npm and TypeScript aren't loaded, and a registration keeps no traces, makes no copies in protobufs, and has outputs
only where somebody reads them. \`DEBUG=1\` keeps the SDK as it is, but for the first. Tests hold that the same is registered in the same
order, two resources for each profile's role, and that a stack without a new cluster doesn't load \`@pulumi/eks\`.
`;

try {
  const text = table();
  process.stdout.write(`${text}\n`);
  if (process.argv.includes("--write")) {
    writeFileSync(join(root, "docs", "performance.md"), `${preface}\n${text}\n`);
    process.stdout.write("wrote docs/performance.md\n");
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
