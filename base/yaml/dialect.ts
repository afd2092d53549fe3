import { CORE_SCHEMA, DUMP_SCHEMA, defineScalarTag, mergeTag, NOT_RESOLVED, Schema } from "js-yaml";

/**
 * A plain scalar that YAML readers don't agree on (`0777`, `1_000`, `1.50`, `2026-11-22`, `yes`). It is passed on as it
 * was written, so that what a user's file means to deployKF's generator stays what it means in the file we write.
 */
export class PlainScalar {
  constructor(readonly source: string) {}

  /** A decimal fraction is the same number to every reader; anything else is given as the text that it is. */
  toJSON(): string | number {
    return /^-?(?:0|[1-9][0-9]{0,14})\.[0-9]{1,15}$/.test(this.source) ? Number(this.source) : this.source;
  }
}

/** The same data without plain scalars, for readers that take JSON. */
export function jsonData<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

const plainInteger = /^(?:0|-?[1-9][0-9]{0,14})$/;
/** Whole numbers in other bases, of base 60, decimal, and infinity. */
const numbers = [
  /^[-+]?0[xXoObB][0-9a-fA-F_]+$/,
  /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/,
  /^[-+]?(?:[0-9][0-9_]*(?:\.[0-9_]*)?|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?$/,
  /^[-+]?\.(?:inf|Inf|INF)$/,
];
const dateLike = /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt \t].*)?$/;
const boolLike = /^(?:y|yes|n|no|on|off|\.nan)$/i;

function readersDisagree(source: string): boolean {
  return isAmbiguous(source) || boolLike.test(source);
}

/** Whether readers of YAML take a plain scalar for different numbers or dates, or some of them for a text. */
export function isAmbiguous(source: string): boolean {
  return !plainInteger.test(source) && (numbers.some((one) => one.test(source)) || dateLike.test(source));
}

const plainScalarTag = defineScalarTag<PlainScalar>("tag:deploykf-object-store,2026:plain", {
  implicit: true,
  implicitFirstChars: [..."0123456789+-.yYnNoO"],
  resolve: (source) => (readersDisagree(source) ? new PlainScalar(source) : NOT_RESOLVED),
  identify: (value) => value instanceof PlainScalar,
  represent: (value: PlainScalar) => value.source,
});

/** The stack config: YAML 1.2 with merge keys. */
export const configSchema = CORE_SCHEMA.withTags(mergeTag);

/** deployKF values: as above, and ambiguous scalars stay what they are. */
export const valuesSchema = new Schema([plainScalarTag, ...CORE_SCHEMA.tags, mergeTag]);

/** Writing: quotes whatever any reader could take for something else than a string. */
export const writeSchema = new Schema([plainScalarTag, ...DUMP_SCHEMA.tags]);
