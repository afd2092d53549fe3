import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { isAbsolute, join } from "node:path";

/** Names another folder for what the tests download or build. */
export const cacheVariable = "DEPLOYKF_TEST_CACHE";

/**
 * A folder of the user's cache with what `make` puts there, made once: it appears whole or not at all, also
 * where two processes make it at the same time.
 */
export async function cached(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const root = cacheRoot();
  const folder = join(root, name);
  if (existsSync(folder)) return folder;
  const unfinished = mkdtempSync(join(root, `${name}.unfinished-`));
  try {
    await make(unfinished);
    keep(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
}

/** Another process may have been faster; then its folder is as good. */
function keep(unfinished: string, folder: string): void {
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  }
}

function cacheRoot(): string {
  const { [cacheVariable]: own, XDG_CACHE_HOME: xdg } = process.env;
  const base = xdg && isAbsolute(xdg) ? xdg : join(homedir(), ".cache");
  if (own) return made(own);
  try {
    return made(join(base, "deploykf-object-store"));
  } catch {
    // No home folder that can be written to.
    return made(join(tmpdir(), `deploykf-object-store-cache-${process.getuid?.() ?? "user"}`));
  }
}

function made(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}
