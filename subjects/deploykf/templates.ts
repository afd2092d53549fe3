import { isMap } from "../../base/yaml/merge.js";

/** Whether deployKF's generator fills something in: what that is, this program doesn't know. */
export function hasTemplate(value: unknown): boolean {
  if (typeof value === "string") return value.includes("{{<");
  if (Array.isArray(value)) return value.some(hasTemplate);
  return isMap(value) && Object.entries(value).some(([key, part]) => hasTemplate(key) || hasTemplate(part));
}
