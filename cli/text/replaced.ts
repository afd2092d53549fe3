import { pathText } from "../../base/input/raw.js";
import { oneLine, withCommas } from "../../base/problems/text.js";
import type { Plan } from "../../plan/plan.js";

/** Beyond these the rest is only counted. */
const mostShown = 30;

/** What of the user's values deployKF reads no more; names and ARNs aren't broken. */
export function replacedLines({ replaced }: Pick<Plan, "replaced">): string[] {
  const rest = replaced.length - mostShown;
  return [
    ...replaced
      .slice(0, mostShown)
      .flatMap(({ path, profile, from, to, location }) => [
        `  ${oneLine(pathText("", path))}${profile === undefined ? "" : `, of profile ${oneLine(profile)}`}`,
        `    replaces ${from} by ${to}, ${oneLine(location.file)}:${location.line}`,
      ]),
    ...(rest > 0 ? [`  ... and ${withCommas(rest)} more; --format json prints all of them`] : []),
  ];
}
