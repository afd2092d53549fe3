import { columns } from "../base/problems/columns.js";
import { counted, paragraph, withCommas } from "../base/problems/text.js";
import { shortType } from "../plan/resource-types.js";
import { verbOf } from "../subjects/access/words.js";
import type { Consequence } from "./consequences/consequence.js";
import { acceptances } from "./gate.js";
import type { Acceptance, AccessChange, Comparison, PrintedComparison, ResourceChange, Right } from "./printed.js";

/** Lines of one part that are shown before the rest is only counted. */
const mostShown = 30;

/** A comparison for people, at most 80 columns wide (names and values apart). */
export function comparisonText(printed: PrintedComparison): string {
  const { comparison, base } = printed;
  const { consequences, differences, resources, valuesDiff, unchanged } = comparison;
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ["Consequences", consequenceBlock(consequences)],
    ["Access", accessBlock(comparison)],
    ["Also different", differenceBlock(differences)],
    [`Resources: ${resourceCounts(comparison)}`, resourceBlock(resources)],
    ["Values block", valuesDiff === "" ? [] : valuesDiff.split("\n")],
  ];
  const body = sections
    .filter(([, lines]) => lines.length > 0)
    .map(([heading, lines]) => [heading, ...lines].join("\n"));
  const same = `${counted(unchanged, "principal")} on both sides ${unchanged === 1 ? "has" : "have"} the same access.`;
  const isWorthIt = comparison.verdict !== "same" && unchanged > 0;
  const end = [...(isWorthIt ? [same] : []), ...gateLines(printed)];
  const digest = acceptances(comparison).length > 0 ? `, digest ${comparison.digest}` : "";
  const verdict = `${comparison.verdict.toUpperCase()}  ${comparison.stack}: ${summary(comparison)}`;
  const parts = [`${verdict}\n  compared with ${base}${digest}`, ...body, end.join("\n")];
  return parts.filter((part) => part !== "").join("\n\n");
}

/** Such as "2 gain access, 1 loses access, 1 interrupted". */
export function summary({ verdict, gains, losses, consequences }: Comparison): string {
  const principals = (changes: readonly AccessChange[]) => new Set(changes.map(({ principal }) => principal)).size;
  const of = (kind: Consequence["kind"]) =>
    consequences.filter((one) => one.kind === kind).reduce((sum, { subjects }) => sum + subjects.length, 0);
  const [gaining, losing] = [principals(gains), principals(losses)];
  const parts = [
    of("destroys") > 0 && "data is destroyed",
    gaining > 0 && `${withCommas(gaining)} ${gaining === 1 ? "gains" : "gain"} access`,
    losing > 0 && `${withCommas(losing)} ${losing === 1 ? "loses" : "lose"} access`,
    of("widens") > 0 && `${counted(of("widens"), "widening")}`,
    of("narrows") > 0 && `${counted(of("narrows"), "narrowing")}`,
    of("interrupts") > 0 && `${withCommas(of("interrupts"))} interrupted`,
    of("refused") > 0 && "pulumi up refuses",
  ].filter(Boolean);
  if (parts.length > 0) return parts.join(", ");
  return verdict === "same" ? "nothing changes" : "nobody's access changes";
}

/** Who gains and who loses what; each line begins with + or -. */
export function accessBlock({ gains, losses }: Comparison): string[] {
  return [...gains.flatMap((one) => changeLines("+", one)), ...losses.flatMap((one) => changeLines("-", one))];
}

function changeLines(mark: "+" | "-", change: AccessChange): string[] {
  const { principal, subjects, rights, whole, enforced } = change;
  const verb = mark === "+" ? "can now" : "can no longer";
  const condition = enforced || mark === "-" ? "" : ", if its key is made to allow it";
  const rows = rights.map((right): [string, string] => [verbsOf(right), placesOf(right)]);
  const shown: [string, string][] = whole && mark === "-" ? [["do anything", ""]] : rows;
  const details = columns([["as", subjects.join("  ")], ...shown], 4);
  return [`${mark} ${principal} ${verb}${condition}`, ...details.map((line) => mark + line.slice(1))];
}

/** Such as "read write delete". */
function verbsOf({ actions }: Right): string {
  return actions.map(verbOf).join(" ");
}

/** Prefixes, or what stands for them. */
function placesOf({ actions, places, bucket }: Right): string {
  return places
    .map((place) => {
      if (place.startsWith("arn:")) return place;
      if (actions.every((action) => action === "s3:GetBucketLocation")) return `the bucket ${bucket}`;
      return place === "" ? "all keys" : place;
    })
    .join("  ");
}

const marks: Readonly<Record<Consequence["kind"], string>> = {
  destroys: "X ",
  widens: "+ ",
  narrows: "- ",
  interrupts: "! ",
  refused: "x ",
  moves: "~ ",
};

/** What the change does beside that; each line begins with a mark. */
export function consequenceBlock(consequences: readonly Consequence[]): string[] {
  const order = Object.keys(marks);
  const sorted = [...consequences].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  return sorted.flatMap(consequenceLines);
}

/** What differs beside that, the first of it. */
export function differenceBlock(differences: readonly string[]): string[] {
  return shortened(differences.map((one) => `~ ${one}`));
}

function consequenceLines({ kind, subjects, what, effect }: Consequence): string[] {
  const [first = "", ...rest] = subjects;
  const others = rest.length > 0 ? ` and ${counted(rest.length, "other principal")}` : "";
  return paragraph(marks[kind], `${first}${others}: ${what}; ${effect}`);
}

/** Resources, the dangerous changes first. */
export function resourceBlock({ added, changed, removed, replaced }: Comparison["resources"]): string[] {
  const line = (mark: string) => (one: ResourceChange) =>
    `${mark} ${shortType(one.type)} ${one.name}${one.keys.length > 0 ? `  ${one.keys.join(", ")}` : ""}`;
  const lines = [
    ...replaced.map(line("±")),
    ...removed.map(line("-")),
    ...changed.map(line("~")),
    ...added.map(line("+")),
  ];
  return shortened(lines);
}

function shortened(lines: string[]): string[] {
  const rest = lines.length - mostShown;
  return rest > 0
    ? [...lines.slice(0, mostShown), `  ... and ${withCommas(rest)} more (--format json has them)`]
    : lines;
}

/** Such as "3 added, 1 changed". */
export function resourceCounts({ resources }: Comparison): string {
  const names = ["added", "changed", "replaced", "removed"] as const;
  return names
    .filter((name) => resources[name].length > 0)
    .map((name) => `${withCommas(resources[name].length)} ${name}`)
    .join(", ");
}

const accepts: Readonly<Record<Acceptance, string>> = {
  access: "this widening",
  destroys: "this destruction of data",
};

const options: Readonly<Record<Acceptance, string>> = {
  access: "--accept-widening",
  destroys: "--accept-destruction",
};

/** Why no digest is named. */
export const encryptFirst =
  "nothing accepts a secret in plain text, as nobody can have looked at it; encrypt it (pulumi config set --secret KEY)";

function gateLines({ comparison, gate, needs }: PrintedComparison): string[] {
  const { digest, stack } = comparison;
  const asked = acceptances(comparison);
  if (gate === "open") return [];
  const done = asked.filter((one) => !needs.includes(one));
  return [
    ...done.map((one) => `Gate: ${accepts[one]}, ${digest}, is accepted.`),
    ...needs.flatMap((one) => {
      if (!comparison.acceptable) return paragraph("Gate: ", `${accepts[one]} isn't accepted: ${encryptFirst}`);
      const text = `${accepts[one]} isn't accepted. Exactly this is accepted by ${options[one]} ${digest}, or in a pull request by the label ${one}-${digest} (stack ${stack}).`;
      return paragraph("Gate: ", text);
    }),
  ];
}
