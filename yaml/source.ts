import { constructFromEvents, EVENT_ID, type Event, parseEvents, type Schema, YAMLException } from "js-yaml";
import type { Finding, Location } from "../problems/problem.js";
import { withCommas } from "../problems/text.js";
import { withTextKeys } from "./keys.js";
import { lastAlias, locate, locateKey, type Path, type Range, scalarAt, secondDocument } from "./locate.js";

export type { Path } from "./locate.js";

/** More nodes than this after aliases are expanded is taken for an attack on memory, not for a file. */
const mostNodes = 1_000_000;

/** A YAML text that was read, and where things stand in it. */
export class YamlSource {
  private constructor(
    /** As shown to the user: relative to the project. */
    readonly file: string,
    readonly text: string,
    readonly value: unknown,
    private readonly events: readonly Event[],
  ) {}

  /** Reads one document. What is wrong with the text comes back as a finding with its place. */
  static parse(
    file: string,
    text: string,
    schema: Schema,
  ): { source: YamlSource } | { finding: Finding; location: Location | undefined } {
    let events: Event[] = [];
    const place = (range: Range | undefined) => range && locationAt(file, text, range);
    try {
      events = parseEvents(text, {});
      const documents = events.filter(({ type }) => type === EVENT_ID.DOCUMENT).length;
      if (documents > 1) {
        return { finding: multiDocument(file, documents), location: place(secondDocument(events, text)) };
      }
      const [value] = constructFromEvents(withTextKeys(events, text), {
        source: text,
        schema,
        maxTotalMergeKeys: 100_000,
      });
      if (expandedNodes(value) > mostNodes) return { finding: aliasBomb(file), location: place(lastAlias(events)) };
      return { source: new YamlSource(file, text, value ?? null, events) };
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error;
      const at = error.mark?.position;
      const location = place(at === undefined ? undefined : (scalarAt(events, at) ?? { start: at, end: at + 1 }));
      return { finding: notYaml(file, error.reason, location), location };
    }
  }

  /** The place of a value, or of the nearest thing around it. */
  locate(path: Path): Location | undefined {
    const found = locate(this.events, this.text, path);
    return found && locationAt(this.file, this.text, found.range);
  }

  /** The place of a key. */
  locateKey(path: Path): Location | undefined {
    const range = locateKey(this.events, this.text, path);
    return range && locationAt(this.file, this.text, range);
  }

  has(path: Path): boolean {
    return locate(this.events, this.text, path)?.exact ?? false;
  }
}

function locationAt(file: string, text: string, range: Range): Location {
  const start = Math.min(range.start, text.length);
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const lineEnd = text.indexOf("\n", lineStart);
  const sourceLine = text.slice(lineStart, lineEnd < 0 ? undefined : lineEnd).replace(/\r$/, "");
  const column = start - lineStart + 1;
  const length = Math.max(1, Math.min(range.end - start, sourceLine.length - column + 1));
  const line = text.slice(0, lineStart).split("\n").length;
  return { file, line, column, length, sourceLine: withoutKeys(sourceLine.replaceAll("\t", " ")) };
}

/** What stands behind `accessKey:` and its like, in a line; maps, such as `{secure: ...}`, are let through. */
const keyValue = /((?:access|secret)_?key(?:_?id)?["']? *: *)("[^"]*"?|'[^']*'?|[^\s"'{[][^,}\]]*)/gi;

/** A line as it may be shown: an access key in it is starred out, so that columns stay what they are. */
function withoutKeys(line: string): string {
  return line.replace(keyValue, (_, key: string, value: string) => key + "*".repeat(value.length));
}

/** Counts nodes as if aliases were written out; a cycle counts as infinite. Linear in the size of the text. */
function expandedNodes(root: unknown): number {
  const sizes = new Map<object, number>();
  const count = (value: unknown): number => {
    if (typeof value !== "object" || value === null) return 1;
    const known = sizes.get(value);
    if (known !== undefined) return known;
    sizes.set(value, Number.POSITIVE_INFINITY);
    let size = 1;
    for (const child of Object.values(value)) size += count(child);
    sizes.set(value, size);
    return size;
  };
  return count(root);
}

function notYaml(file: string, reason: string, location: Location | undefined): Finding {
  if (reason.includes("duplicated mapping key")) {
    const key = location?.sourceLine.slice(location.column - 1, location.column - 1 + location.length);
    return {
      code: "yaml-duplicate-key",
      message: `${file} has the key ${key} twice in one map`,
      rule: "a key stands once in a map; readers differ on which one counts",
      mend: "merge the two, or remove one",
    };
  }
  return {
    code: "yaml-invalid",
    message: `${file} is not YAML: ${reason}`,
    rule: "the file has to be one YAML document",
    mend: "correct the text at the place shown, or just above it",
  };
}

function multiDocument(file: string, documents: number): Finding {
  return {
    code: "yaml-multi-document",
    message: `${file} has ${documents} YAML documents`,
    rule: "one document a file; a second one would be ignored in silence",
    mend: "remove the lines that hold only ---, or split the file and list both",
  };
}

function aliasBomb(file: string): Finding {
  return {
    code: "yaml-alias-bomb",
    message: `${file} grows without bound when its aliases are written out`,
    rule: `at most ${withCommas(mostNodes)} nodes after aliases (*name) are expanded`,
    mend: "write the repeated parts out, or alias smaller parts",
  };
}
