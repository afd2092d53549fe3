import { readFileSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { join } from "node:path";
import { afterAll } from "vitest";
import { type CommandResult, command, valuesCommand } from "./command.js";

/**
 * As `npmOfProject`, but its commands run in this process, by which a step takes a tenth of the time. For files whose steps
 * don't block this process; the server ends with the file.
 */
export async function npmOfThisProcess(): Promise<string> {
  const server = createServer((socket) => {
    socket.setEncoding("utf8").once("data", (folder: string) => void answer(socket, folder.trim()));
  });
  afterAll(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return `#!/bin/bash
folder=$(mktemp -d)
printf '%s\\0' "$PWD" "$@" > "$folder/args"
exec 3<> /dev/tcp/127.0.0.1/${port}
printf '%s\\n' "$folder" >&3
read -r code <&3
cat "$folder/stdout"
cat "$folder/stderr" >&2
rm -r "$folder"
exit "$code"
`;
}

async function answer(socket: Socket, folder: string): Promise<void> {
  const [cwd = "", ...args] = readFileSync(join(folder, "args"), "utf8").split("\0").slice(0, -1);
  const { exitCode, stdout, stderr } = await called(args, cwd);
  writeFileSync(join(folder, "stdout"), stdout);
  writeFileSync(join(folder, "stderr"), stderr);
  socket.end(`${exitCode}\n`);
}

async function called([silent, ...args]: readonly string[], cwd: string): Promise<CommandResult> {
  const called = args.join(" ");
  if (silent === "-s" && called.startsWith("start -- ")) return await command(args.slice(2), { cwd });
  if (silent === "-s" && called.startsWith("run values -- ")) return await valuesCommand(args.slice(3), { cwd });
  return { exitCode: 99, stdout: "", stderr: `npm ${silent} ${called}\n` };
}
