import * as pulumi from "@pulumi/pulumi";
import { isMap } from "../../base/yaml/merge.js";
import type { DeploykfObjectStoreArgs } from "../../components/args.js";

/** A stack's config, as the engine hands it over, as the facade's arguments. */
export function stackArguments(config: Readonly<Record<string, string>>, project: string): DeploykfObjectStoreArgs {
  const own = Object.entries(config).flatMap(([key, text]): [string, unknown][] => {
    if (key === "aws:region") return [["region", text]];
    if (!key.startsWith(`${project}:`)) return [];
    const name = key.slice(project.length + 1);
    const value: unknown = /^[[{]/.test(text) ? JSON.parse(text) : text;
    return [[name, name === "keys" ? secrets(value) : value]];
  });
  const args: object = Object.fromEntries(own);
  return args as DeploykfObjectStoreArgs;
}

/** Settings of providers, which the engine's config has in any program. */
export function providerConfig(
  config: Readonly<Record<string, string>>,
  project: string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(config).filter(([key]) => !key.startsWith(`${project}:`)));
}

function secrets(value: unknown): unknown {
  if (!isMap(value)) return pulumi.secret(String(value));
  if (typeof value.secure === "string") return pulumi.secret(value.secure);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, secrets(part)]));
}

/** The same config as the engine hands it over, in which secrets are plain. */
export function decrypted(config: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  // Example stacks have the same text in place of each.
  let count = 0;
  const plain = (text: string) =>
    text.replace(/\{"secure":"((?:[^"\\]|\\.)*)"\}/g, (_, secret: string) => {
      count += 1;
      return `"${secret}-${count}"`;
    });
  return Object.fromEntries(Object.entries(config).map(([key, text]) => [key, plain(text)]));
}
