import { unseenIn, withCommas } from "./text.js";

/** Whether a text may stand in a report: it is known to hold no secret, and no longer than somebody reads. */

/** An address is a host or URL, which may have a password in it; a path is the name of a file or context. */
export type TextKind = "plain" | "address" | "path";

const mostCharacters = 1_000;

/** Whether a value of a key that is no secret holds none either. */
export function isHarmless(text: string, kind: TextKind = "plain"): boolean {
  return isShort(text) && !text.includes("\\") && !hasCredential(text, kind);
}

/** One line that can be printed. */
export function isShort(text: string): boolean {
  return text.length <= mostCharacters && unseenIn(text) === undefined;
}

const digest = /^@sha256:[0-9a-f]+$/;
const parameters = /[?&;#]\s*[\w%.-]{1,100}=([^&;#]*)/g;
/** What deployKF fills in, and switches. */
const filledIn = /^(?:\{\w+\}|true|false)$/;
const namedSecret = /(?:key|token|secret|sig|signature|password|passwd|pwd)["']?\s{0,9}[=:]\s{0,9}\S/i;

/** Whether a password, a token or the like is named in a text, with something behind it. */
export function namesSecret(text: string): boolean {
  return namedSecret.test(text);
}

/** Whether there may be a user, a password or a query in it. */
export function hasCredential(text: string, kind: TextKind): boolean {
  const scheme = text.indexOf("://");
  const rest = scheme < 0 ? text : text.slice(scheme + 3);
  if ([...rest.matchAll(parameters)].some(([, value = ""]) => !filledIn.test(value))) return true;
  if (namesSecret(text)) return true;
  if (kind === "address" && /[&;=%]|[?#]./.test(rest)) return true;
  const authority = scheme < 0 && kind !== "address" ? "" : rest.slice(0, Math.max(0, `${rest}/`.indexOf("/")));
  if (authority !== "" && !hasPlainPort(authority)) return true;
  const at = rest.lastIndexOf("@");
  if (at < 0 || digest.test(rest.slice(at))) return false;
  if (kind === "address" || scheme >= 0) return true;
  return kind === "plain" && !text.startsWith("arn:") && rest.slice(0, at).includes(":");
}

/** Whether what stands behind a colon is a port or an address of IPv6, not the beginning of a password. */
function hasPlainPort(authority: string): boolean {
  const port = authority.indexOf(":");
  return port < 0 || /^:\d*$/.test(authority.slice(port)) || /^[[\]0-9a-f:.]+$/i.test(authority);
}

/** A value in quotes, or what is said in its place. */
export function quoted(text: string): string {
  if (isHarmless(text)) return `"${text}"`;
  const { length } = text;
  if (length > mostCharacters) return `a text of ${withCommas(length)} characters`;
  return isShort(text) ? "a text that isn't shown, as it may hold a secret" : "a text that isn't one printable line";
}
