import { spawn } from "node:child_process";
import { hostname } from "node:os";
import type { Finding } from "../../base/problems/problem.js";
import { CommandError, findingError } from "../terminal/exit-codes.js";
import type { Io } from "../terminal/io.js";
import { say, sayMore } from "../terminal/print.js";

export interface ProcessResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Pulumi's command line, without a shell. What it prints is for this program alone: it may hold secrets. */
export type Pulumi = (args: readonly string[]) => Promise<ProcessResult>;

const installOrGive = "install the Pulumi CLI and put it on the PATH, or give an exported state: --state FILE";

export function pulumiIn({ cwd, env }: Io, program = "pulumi"): Pulumi {
  return (args) => {
    const child = spawn(program, [...args, "--non-interactive"], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    return new Promise((resolve, reject) => {
      child.on("error", ({ message }) => reject(stateUnread(`${program} can't be started: ${message}`, installOrGive)));
      child.on("close", (exitCode) => resolve({ exitCode, stdout, stderr }));
    });
  };
}

/**
 * Runs a command that changes the state. A lock that the died `up` left is taken away where its process was one of this
 * machine and is gone; any other may be of one that runs.
 * @throws CommandError where it doesn't end well
 */
export async function change(io: Io, pulumi: Pulumi, stack: string, args: readonly string[]): Promise<void> {
  const command = [...args, "--stack", stack];
  const first = await pulumi(command);
  const second = isLocked(first) && leftByTheDead(first.stderr) ? await unlocked(io, pulumi, stack, command) : first;
  sayMore(io, second.stdout + second.stderr);
  if (isLocked(second)) throw findingError(locked(stack));
  if (second.exitCode === 0) return;
  throw new CommandError(`pulumi ${args[0]} ended with exit code ${second.exitCode}; what it printed says why`);
}

async function unlocked(io: Io, pulumi: Pulumi, stack: string, command: readonly string[]): Promise<ProcessResult> {
  say(io, "The lock of the up that died is taken away: its process is gone.");
  // Standard output is this command's own answer.
  const { stdout, stderr } = await pulumi(["cancel", "--yes", "--stack", stack]);
  sayMore(io, stdout + stderr);
  return pulumi(command);
}

/** Source: pulumi's pkg/backend/diy/lock.go. */
function isLocked({ exitCode, stderr }: ProcessResult): boolean {
  return exitCode !== 0 && stderr.includes("the stack is currently locked");
}

/** Whether all locks were made by processes of this machine that run no more. */
export function leftByTheDead(stderr: string, host = hostname(), alive = isAlive): boolean {
  const locks = [...stderr.matchAll(/@([^\s@]+) \(pid (\d+)\) at /g)];
  return locks.length > 0 && locks.every(([, where, pid]) => where === host && !alive(Number(pid)));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process can't be signalled, and lives.
    return !(error instanceof Error && "code" in error && error.code === "ESRCH");
  }
}

function locked(stack: string): Finding {
  return {
    code: "recover-locked",
    message: `the stack ${stack} is locked by another process`,
    rule: "an up that still runs would write over what is imported now",
    mend: `when nobody's up runs any more: pulumi cancel --stack ${stack}, and this command again`,
  };
}

export function stateUnread(
  why: string,
  mend = "log in as for pulumi up (pulumi login, PULUMI_CONFIG_PASSPHRASE), or give an exported state: --state FILE",
): CommandError {
  const rule = "what the state knows is read by pulumi stack export";
  return findingError({ code: "recover-state", message: why, rule, mend });
}
