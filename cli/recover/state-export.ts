import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { mostJsonBytes, readPlainFile } from "../../base/files/read.js";
import { isMap } from "../../base/yaml/merge.js";
import type { Io } from "../terminal/io.js";
import { say } from "../terminal/print.js";
import { type Pulumi, stateUnread } from "./pulumi.js";

interface StackName {
  readonly project: string;
  readonly stack: string;
}

/**
 * The state as JSON. An `up` that died while it wrote a state that is kept in a folder leaves the file of that file's
 * attributes empty, and then nothing of Pulumi's reads it; `mayMend` takes that away, for the state itself is whole.
 * @throws CommandError
 */
export async function exportedState(io: Io, pulumi: Pulumi, name: StackName, mayMend = false): Promise<string> {
  const args = ["stack", "export", "--stack", name.stack];
  const first = await pulumi(args);
  if (first.exitCode === 0) return first.stdout;
  const said = first.stderr.replace(/[\s\p{C}]+/gu, " ").trim();
  const broken = said.includes("failed to load checkpoint: EOF") ? await emptyAttributes(pulumi, name) : undefined;
  const why = `pulumi stack export ended with exit code ${first.exitCode}: ${said}`;
  if (broken === undefined) throw stateUnread(why);
  if (!mayMend) throw stateUnread(why, `the up died while it wrote ${broken}, which is empty: remove it, or add --yes`);
  rmSync(broken);
  say(io, `Removed ${broken}, which the up that died left empty.`);
  const second = await pulumi(args);
  if (second.exitCode === 0) return second.stdout;
  throw stateUnread(`pulumi stack export ended with exit code ${second.exitCode}, also without ${broken}`);
}

/** The empty file of attributes beside a whole state; undefined where it is something else. */
async function emptyAttributes(pulumi: Pulumi, { project, stack }: StackName): Promise<string | undefined> {
  const { stdout } = await pulumi(["whoami", "--json"]);
  try {
    const login: unknown = JSON.parse(stdout);
    const url = isMap(login) && typeof login.url === "string" ? new URL(login.url) : undefined;
    if (url?.protocol !== "file:") return undefined;
    url.search = "";
    const file = join(fileURLToPath(url), ".pulumi", "stacks", project, `${stack}.json`);
    const [state, attributes] = [readPlainFile(file, mostJsonBytes), readPlainFile(`${file}.attrs`)];
    if (!("text" in state && "text" in attributes) || attributes.text !== "") return undefined;
    JSON.parse(state.text);
    return `${file}.attrs`;
  } catch {
    return undefined;
  }
}
