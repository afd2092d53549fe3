import { homedir } from "node:os";
import { resolve } from "node:path";
import * as pulumi from "@pulumi/pulumi";

/** Where a path of the stack config's leads; apart from the client, which few runs load. */
export function kubeconfigPath(path: string): string {
  return resolve(pulumi.getRootDirectory(), path.replace(/^~(?=\/)/, homedir()));
}
