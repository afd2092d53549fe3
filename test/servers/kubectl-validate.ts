import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { devNull, tmpdir } from "node:os";
import { join } from "node:path";
import { goPrograms } from "./go.js";
import type { Manifest } from "./manifests.js";
import { runTool, works } from "./process.js";

/** Names a program kubectl-validate, where there is no Go. */
export const validatorVariable = "DEPLOYKF_TEST_KUBECTL_VALIDATE";
const module = "sigs.k8s.io/kubectl-validate@v0.0.4";

/** Of the versions that deployKF 0.1.5 lists, 1.22 to 1.30, the oldest and the newest that the program has schemas of. */
export const kubernetesVersions = ["1.23", "1.30"] as const;

interface Schemas {
  readonly kubernetes: (typeof kubernetesVersions)[number];
  /** Folders with CustomResourceDefinitions; a later one's is stronger. */
  readonly crds?: readonly string[];
}

/** What the API server's schemas have against manifests, unknown fields included; nothing where they are valid. */
export async function problemsOf(manifests: readonly Manifest[], schemas: Schemas): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), "deploykf-object-store-manifests-"));
  try {
    const files = manifests.map((manifest, index) => {
      const file = join(folder, `${index}.json`);
      writeFileSync(file, JSON.stringify(manifest), { mode: 0o600 });
      return file;
    });
    const answers = await answersOf(folder, schemas);
    return manifests.flatMap((manifest, index) => problemOf(manifest, answers[files[index] ?? ""]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The part of Kubernetes' Status that is read. */
interface Status {
  readonly status?: string;
  readonly message?: string;
}
type Answers = Readonly<Record<string, readonly Status[] | undefined>>;

async function answersOf(folder: string, { kubernetes, crds = [] }: Schemas): Promise<Answers> {
  const printed = await runTool({
    name: "kubectl-validate",
    command: await kubectlValidate(),
    args: ["--version", kubernetes, "--output", "json", ...crds.flatMap((one) => ["--local-crds", one]), folder],
    // It would prefer the schemas of a cluster that it finds: the developer's, or the one that it runs in.
    env: { KUBECONFIG: devNull, KUBERNETES_SERVICE_HOST: "" },
    seconds: 60,
    answering: 1,
  });
  return JSON.parse(printed);
}

function problemOf({ kind, metadata }: Manifest, answer: readonly Status[] = []): string[] {
  const who = [kind, metadata.namespace, metadata.name].filter(Boolean).join(" ");
  // A file that wasn't read would look like a valid one.
  if (answer.length === 0) return [`${who}: kubectl-validate says nothing of it`];
  const refused = answer.filter(({ status }) => status !== "Success");
  return refused.map(
    ({ message = "invalid" }) => `${who}: ${message.trim().replace(/^(\S+ )?"[^"]*" is invalid: /, "")}`,
  );
}

let found: Promise<string> | undefined;

/** The program: the one that the environment names, else the one on PATH, else built from its Go module. */
export function kubectlValidate(): Promise<string> {
  found ??= findProgram();
  return found;
}

async function findProgram(): Promise<string> {
  const isIt = (command: string) => works(command, ["--help"], /^ +kubectl-validate /m);
  const own = process.env[validatorVariable];
  if (own) {
    if (await isIt(own)) return own;
    throw new Error(`${validatorVariable} names ${own}, which isn't kubectl-validate`);
  }
  if (await isIt("kubectl-validate")) return "kubectl-validate";
  const folder = await goPrograms({
    cache: module.replace(/^.*\//, ""),
    modules: [module],
    needed: `The tests need kubectl-validate: on PATH, from the path in ${validatorVariable}, or built by Go 1.24 or newer.`,
  });
  return join(folder, "kubectl-validate");
}
