import { valueAt } from "../../base/yaml/merge.js";
import type { Path, YamlSource } from "../../base/yaml/source.js";

/** The file that counts: the last one that says something here; of a list, the last one that has the list. */
export function sourceOf<S extends Pick<YamlSource, "value">>(sources: readonly S[], path: Path): S | undefined {
  const list = path.findIndex((step) => typeof step === "number");
  const whole = list < 0 ? path : path.slice(0, list);
  return sources.findLast(({ value }) => valueAt(value, whole) !== undefined) ?? sources.at(-1);
}
