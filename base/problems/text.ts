/** Breaks a text at spaces so that no line is longer than `width`, unless one word is. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split("\n")) {
    let line = "";
    for (const word of paragraph.split(" ")) {
      if (line !== "" && line.length + 1 + word.length > width) {
        lines.push(line);
        line = word;
      } else {
        line = line === "" ? word : `${line} ${word}`;
      }
    }
    lines.push(line);
  }
  return lines;
}

/** What is printed for people has at most this many columns, names, ARNs and source lines apart. */
export const textWidth = 80;

/** A text behind a mark, its following lines under its first. */
export function paragraph(mark: string, text: string): string[] {
  return wrap(text, textWidth - mark.length).map(
    (line, index) => (index === 0 ? mark : " ".repeat(mark.length)) + line,
  );
}

/** A number with a comma before every three digits; `Intl` would cost 17 ms at its first use. */
export function withCommas(count: number): string {
  const digits = String(count);
  const groups: string[] = [];
  for (let end = digits.length; end > 0; end -= 3) groups.unshift(digits.slice(Math.max(0, end - 3), end));
  return groups.join(",");
}

/** `count` with its noun: "1 profile", "1,000 profiles". */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${withCommas(count)} ${count === 1 ? noun : plural}`;
}

/** The first few of a list, and how many more there are. */
export function listed(items: readonly string[], most = 5): string {
  const rest = items.length - most;
  return rest > 0 ? `${items.slice(0, most).join(", ")} and ${rest} more` : items.join(", ");
}

/** Characters that a terminal obeys, hides, or turns the text around by; tab and newline apart. */
const unseen = /(?![\t\n])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{DI}]/gu;

/** The first of these, or the first tab or newline; a name has none. */
export function unseenIn(text: string): string | undefined {
  return /[\t\n\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{DI}]/u.exec(text)?.[0];
}

export function replaceUnseen(text: string, escapeOf: (character: string) => string): string {
  return text.replace(unseen, escapeOf);
}

/** A text for a terminal or a file that people read: what would work on the terminal is written out. */
export function visible(text: string): string {
  return replaceUnseen(text, (character) => {
    const code = hex(character.codePointAt(0) ?? 0);
    return code.length > 4 ? `\\u{${code}}` : `\\u${code}`;
  });
}

/** The same of a part that must not begin a line: names, and what others said. */
export function oneLine(text: string): string {
  return visible(text).replaceAll("\n", "\\n").replaceAll("\t", "\\t");
}

/** JSON that a terminal shows as it is: parsed, it is the same. */
export function visibleJson(value: unknown, indent?: number): string {
  const units = (character: string) => character.split("").map((unit) => `\\u${hex(unit.charCodeAt(0))}`);
  return replaceUnseen(JSON.stringify(value, undefined, indent), (character) => units(character).join(""));
}

function hex(code: number): string {
  return code.toString(16).padStart(4, "0");
}

/** A text of at most `most` characters, with its length where it was cut. */
export function shortened(text: string, most = 200): string {
  return text.length <= most ? text : `${text.slice(0, most)}... (${withCommas(text.length)} characters)`;
}

/** A list of names, as a text in which they are apart. */
export function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
