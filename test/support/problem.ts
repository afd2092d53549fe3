import type { Problem } from "../../base/problems/problem.js";
import { type Change, refusalOf } from "./project.js";

/** The one problem of a changed project, whole: its texts, and the part of a file that is underlined. */
export function onlyProblem(...changes: Change[]) {
  const { problems } = refusalOf(...changes);
  const [problem, ...others] = problems;
  if (!problem || others.length > 0)
    throw new Error(`not one problem: ${problems.map(({ message }) => message).join()}`);
  return place(problem);
}

/** Its texts, and the part of a file that is underlined. */
export function place({ code, message, rule, mend, location }: Problem) {
  const { file, sourceLine = "", column = 1, length = 0 } = location ?? {};
  return { code, message, rule, mend, file, underlined: sourceLine.slice(column - 1, column - 1 + length) };
}
