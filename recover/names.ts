/** The last part of a type, as people read it. */
export function shortType(type: string): string {
  return type.split(":").at(-1) ?? type;
}
