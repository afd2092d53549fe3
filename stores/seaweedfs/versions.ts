/** What a server keeps keys from. */
type Wall = "nothing" | "objects" | "objects and names";

/** What was seen of versions that were run, oldest first. One between two is judged by the older. */
const oldest = { as: "4.00", wall: "nothing" } as const satisfies Seen;
const seen: readonly Seen[] = [oldest, { as: "4.34", wall: "objects" }, { as: "4.53", wall: "objects and names" }];

interface Seen {
  readonly as: string;
  readonly wall: Wall;
}

/** A server as the stack describes it, and the version that it is judged as. */
export interface Judged extends Seen {
  /** Undefined where nobody stated it. */
  readonly version: string | undefined;
}

/** Without a version nothing is claimed. */
export function judge(version: string | undefined): Judged {
  const known = version === undefined ? undefined : seen.findLast(({ as }) => numberOf(as) <= numberOf(version));
  return { version, ...(known ?? oldest) };
}

/** Two digits follow the point, so that 4.9 is nobody's 4.09 or 4.90. */
export function isVersion(text: string): boolean {
  return /^(?:0|[1-9]\d?)\.\d{2}$/.test(text);
}

/** The versions that stand in a longer text, such as a line of `weed version` or an image's tag. */
export function versionsIn(text: string): readonly string[] {
  const found = text.matchAll(/(?<![\w.])v?((?:0|[1-9]\d?)\.\d{2})(?![\d.])/g);
  return [...found].flatMap(([, version]) => version ?? []);
}

function numberOf(version: string): number {
  const [major, minor] = version.split(".");
  return Number(major) * 1000 + Number(minor);
}
