import { hasCredential, isShort } from "../problems/harmless.js";
import type { Finding, ProblemList } from "../problems/problem.js";
import { shortened, withCommas } from "../problems/text.js";
import { isAmbiguous } from "../yaml/dialect.js";
import { isMap } from "../yaml/merge.js";
import type { Path } from "../yaml/source.js";
import { controlCharacter } from "./control-characters.js";
import { type RawConfig, shownPath } from "./raw.js";
import { isSecure } from "./secure.js";
import type { Words } from "./words.js";

/** What no setting may be, whichever it is: encrypted, a password, several lines, or different things to different readers. */

/** Whether a plain setting may be read at all; what may not is seen by no other check, which might repeat it. */
export function isReadable(raw: RawConfig, fullKey: string, problems: ProblemList): boolean {
  const encryptedPaths = leaves(raw.written(fullKey), [fullKey]).filter(({ value }) => isSecure(value));
  for (const { path } of encryptedPaths) {
    const place = raw.locateKey(path) ?? raw.locateKey([...path, "secure"]);
    problems.error(encrypted(shownPath(raw, path), raw.words), place);
  }
  if (encryptedPaths.length > 0) return false;
  let fine = true;
  for (const { path, value } of leaves(raw.values.get(fullKey), [fullKey])) {
    const keyAt = path.findIndex((step) => typeof step === "string" && !isShort(step));
    const finding =
      keyAt >= 0
        ? wrongName(raw, path.slice(0, keyAt), String(path[keyAt]))
        : typeof value === "string" && wrongText(raw, path, value);
    if (!finding) continue;
    fine = false;
    const keyPath = keyAt >= 0 ? path.slice(0, keyAt + 1) : path;
    const atKey = finding.code === "config-control-character" ? raw.locateKey(keyPath) : undefined;
    problems.error(finding, atKey ?? raw.locate(path));
  }
  return fine;
}

/** Of a key in the map at the path. */
function wrongName(raw: RawConfig, parent: Path, name: string): Finding {
  const { words } = raw;
  return controlCharacter(shownPath(raw, parent), name, true, words) ?? severalLines(words.key, name, words);
}

/** Reports what Pulumi's engine, or another reader of YAML, takes for something else than this program. */
export function reportAmbiguous(raw: RawConfig, fullKey: string, problems: ProblemList): void {
  for (const { path, value } of leaves(raw.written(fullKey), [fullKey])) {
    const source = raw.source(path);
    if (!source?.isPlain || typeof value === "boolean" || !isAmbiguous(source.text)) continue;
    problems.error(ambiguous(shownPath(raw, path), shortened(source.text), value), raw.locate(path));
  }
}

interface Leaf {
  readonly path: Path;
  readonly value: unknown;
}

/** Everything that is no map or list, and what is encrypted. */
function leaves(value: unknown, path: Path): readonly Leaf[] {
  if (isSecure(value) || (!isMap(value) && !Array.isArray(value))) return [{ path, value }];
  const isList = Array.isArray(value);
  return Object.entries(value).flatMap(([key, part]) => leaves(part, [...path, isList ? Number(key) : key]));
}

function wrongText(raw: RawConfig, path: Path, text: string): Finding | undefined {
  const key = shownPath(raw, path);
  const control = controlCharacter(key, text, false, raw.words);
  if (control) return control;
  const lines = raw.source(path)?.text.trim() ?? "";
  if (!isShort(text) || lines.includes("\n")) return severalLines(key, text, raw.words);
  return hasCredential(text, raw.schema.kindOf(path) ?? "plain") ? credential(key) : undefined;
}

const severalLines = (key: string, text: string, { shortLine }: Words): Finding => ({
  code: "config-text",
  message: `${key} isn't one short line of text: it has ${withCommas(text.length)} characters, in one line or several`,
  rule: "names, hosts and paths are one line of at most 1,000 printable characters",
  mend: shortLine,
});

const credential = (key: string): Finding => ({
  code: "config-credential",
  message: `${key} has a user, a password, a query or a token in it, or what looks like one`,
  rule: "settings are printed in plans and stand in plain text in the cluster; this one isn't shown",
  mend: "take it out, down to the bare host, URL or name, and replace the password or token",
});

const ambiguous = (key: string, source: string, value: unknown): Finding => ({
  code: "config-ambiguous",
  message: `${key} is ${source}, which YAML readers take for different things`,
  rule: `${typeof value === "number" ? `this program reads ${value}` : "this program reads a text"}, and Pulumi's engine may read something else`,
  mend: typeof value === "number" ? `write ${value}` : `put it in quotes: "${source}"`,
});

const encrypted = (key: string, words: Words): Finding => ({
  code: "config-type",
  message: `${key} is encrypted`,
  rule: "names and numbers are read in plain text, so that a plan can be made without a passphrase",
  mend: words.plainly(key),
});
