import {
  constructFromEvents,
  EVENT_ID,
  parseEvents,
  SCALAR_STYLE_LITERAL_BLOCK,
  SCALAR_STYLE_PLAIN,
  type Schema,
  YAMLException,
} from "js-yaml";
import type { Finding, Location } from "../problems/problem.js";
import { type Disclosure, nothingDisclosed } from "./disclosed.js";
import { aliasBomb, multiDocument, notYaml, reservedKey, scalarTooLong, tooLarge } from "./findings.js";
import { withTextKeys } from "./keys.js";
import { valueAt } from "./merge.js";
import { Places } from "./places.js";
import { longScalar, measure, mostNodes } from "./size.js";
import { lastAlias, type Path, rangeOf, scalarAt, secondDocument } from "./tree.js";

export type { Path } from "./tree.js";

export type Parsed = { source: YamlSource } | { finding: Finding; location: Location | undefined };

/** A scalar without its quotes, and whether it has none. */
export interface WrittenText {
  readonly text: string;
  readonly isPlain: boolean;
}

/** A YAML text that was read, and where things stand in it. */
export class YamlSource {
  private constructor(
    /** As shown to the user: relative to the project. */
    readonly file: string,
    readonly text: string,
    readonly value: unknown,
    private readonly places: Places,
  ) {}

  /** Reads one document. What is wrong with the text comes back as a finding with its place. */
  static parse(
    file: string,
    text: string,
    schema: Schema,
    disclosure: Disclosure = nothingDisclosed,
    placed?: (place: Location) => Location,
  ): Parsed {
    let places = new Places(file, text, [], disclosure, placed);
    try {
      const events = parseEvents(text, {});
      places = new Places(file, text, events, disclosure, placed);
      const documents = events.filter(({ type }) => type === EVENT_ID.DOCUMENT).length;
      if (documents > 1) {
        return { finding: multiDocument(file, documents), location: places.of(secondDocument(events, text)) };
      }
      const long = longScalar(events);
      if (long) return { finding: scalarTooLong(file, long.end - long.start), location: places.of(long) };
      const [value] = constructFromEvents(withTextKeys(events, text), {
        source: text,
        schema,
        maxTotalMergeKeys: 100_000,
      });
      const { nodes, hasReservedKey } = measure(value);
      if (nodes > mostNodes) {
        const alias = lastAlias(events);
        return { finding: alias ? aliasBomb(file) : tooLarge(file), location: places.of(alias) };
      }
      if (hasReservedKey) return { finding: reservedKey(file), location: places.of(places.keyNamed("__proto__")) };
      return { source: new YamlSource(file, text, value ?? null, places) };
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error;
      const at = error.mark?.position;
      const range = at === undefined ? undefined : (scalarAt(places.events, at) ?? { start: at, end: at + 1 });
      return { finding: notYaml(file, error.reason, range && places.keyAt(range.start)), location: places.of(range) };
    }
  }

  /** A value that is a YAML text itself, called `file`; its places are in this one, exactly where it stands as written (after |). */
  inner(path: Path, file: string, schema: Schema, disclosure: Disclosure): Parsed {
    const event = this.places.tree.at(path)?.event;
    const start = this.locate(path);
    const isLiteral = event?.type === EVENT_ID.SCALAR && event.style === SCALAR_STYLE_LITERAL_BLOCK;
    const margin = isLiteral ? Math.max(0, event.indent) : 0;
    const within = ({ line, column, length, sourceLine }: Location, first: Location): Location => ({
      file: this.file,
      line: first.line + line - 1,
      column: column + margin,
      length,
      sourceLine: " ".repeat(margin) + sourceLine,
    });
    const placed = start && ((place: Location) => (isLiteral ? within(place, start) : start));
    return YamlSource.parse(file, String(valueAt(this.value, path) ?? ""), schema, disclosure, placed);
  }

  /** The place of a value, or of the nearest thing around it. */
  locate(path: Path): Location | undefined {
    return this.places.of(this.places.tree.locate(path));
  }

  /** The place of a key. */
  locateKey(path: Path): Location | undefined {
    const key = this.places.tree.at(path)?.key;
    return this.places.of(key && rangeOf(key));
  }

  has(path: Path): boolean {
    return this.places.tree.at(path) !== undefined;
  }

  /** A value as it is written; undefined where it is no scalar. */
  written(path: Path): WrittenText | undefined {
    const event = this.places.tree.at(path)?.event;
    if (event?.type !== EVENT_ID.SCALAR) return undefined;
    const { start, end } = rangeOf(event) ?? { start: 0, end: 0 };
    return { text: this.text.slice(start, end), isPlain: event.style === SCALAR_STYLE_PLAIN };
  }

  /** Whether a key may be named in a report, or could be a secret itself. */
  shows(path: Path): boolean {
    return this.places.shows(path);
  }
}
