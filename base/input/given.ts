import { isPromise } from "node:util/types";
import type { z } from "zod";
import type { Finding } from "../problems/problem.js";
import type { Path } from "../yaml/source.js";
import { argumentOutput, notPlain, type Unplain } from "./argument-findings.js";
import { type InputKind, inputKindOf, placesOfInputs, schemasAt } from "./late.js";
import type { Unfit } from "./raw.js";

/** A component's arguments as they come: nobody has looked at them, and anything may be in them. */

/** More parts than this are no arguments of anybody's, and deeper ones neither. */
const mostParts = 200_000;
const mostLevels = 100;

/** A value that stands for a secret which isn't looked at, as a stack's file has an encrypted one. */
export const sealed: Readonly<Record<string, string>> = { secure: "" };

/** An argument that comes from another resource. */
export interface LateValue {
  /** The argument's path: `bucket.name`, `cluster.vpc.privateSubnetIds[0]`. */
  readonly key: string;
  readonly path: Path;
  /** What stands for it while nobody knows it; no two have the same. */
  readonly standIn: string;
  /** As it was passed: an Output or a Promise. */
  readonly value: unknown;
}

/** What was found in the arguments. */
export interface Found {
  readonly late: LateValue[];
  /** Secrets, by path. */
  readonly opaque: Map<string, unknown>;
  readonly unfit: Unfit[];
}

interface Reading {
  readonly isOutput: (value: unknown) => boolean;
  /** A path as it may be shown. */
  readonly nameOf: (path: Path) => string;
  /** Whether a map of one text may be what a stack's file has for an encrypted value. */
  readonly isSecret: (path: Path) => boolean;
}

/** Copies arguments to plain data; what isn't any is reported, and left out. */
export class ArgumentReader {
  readonly found: Found = { late: [], opaque: new Map(), unfit: [] };
  #parts = 0;
  readonly #above = new Set<object>();

  constructor(private readonly reading: Reading) {}

  /** `schemas` are those that the value may have to fit. */
  read(value: unknown, schemas: readonly z.core.$ZodType[], path: Path): unknown {
    try {
      return this.#read(value, schemas, path);
    } catch {
      // Of a getter or a proxy, whose words may be anything.
      return this.#unfit(path, notPlain(this.#name(path), "unreadable"));
    }
  }

  #member(value: object, step: string | number, at: { schemas: readonly z.core.$ZodType[]; path: Path }): unknown {
    let member: unknown;
    try {
      member = (value as Readonly<Record<string | number, unknown>>)[step];
    } catch {
      return this.#unfit(at.path, notPlain(this.#name(at.path), "unreadable"));
    }
    return this.read(member, at.schemas, at.path);
  }

  #read(value: unknown, schemas: readonly z.core.$ZodType[], path: Path): unknown {
    const kind = schemas.map(inputKindOf).find((one) => one !== undefined);
    const input = this.#inputName(value);
    if (input !== undefined) return this.#input(value, input, { kind, schemas, path });
    if (kind?.kind === "opaque") this.found.opaque.set(this.#name(path), value);
    const unplain = this.#unplain(value, path);
    if (unplain) return this.#unfit(path, notPlain(this.#name(path), unplain));
    if (typeof value !== "object" || value === null) return value;
    this.#above.add(value);
    const part = (step: string | number) =>
      this.#member(value, step, { schemas: schemasAt(schemas, step), path: [...path, step] });
    const copy = Array.isArray(value)
      ? Array.from({ length: value.length }, (_, index) => part(index))
      : Object.fromEntries(
          Object.keys(value)
            .map((key): [string, unknown] => [key, part(key)])
            .filter(([, one]) => one !== undefined),
        );
    this.#above.delete(value);
    return copy;
  }

  #name(path: Path): string {
    return this.reading.nameOf(path);
  }

  #inputName(value: unknown): "an Output" | "a Promise" | undefined {
    if (this.reading.isOutput(value)) return "an Output";
    if (typeof value !== "object" || value === null) return undefined;
    return isPromise(value) || ("then" in value && typeof value.then === "function") ? "a Promise" : undefined;
  }

  #input(
    value: unknown,
    name: string,
    at: { kind: InputKind | undefined; schemas: readonly z.core.$ZodType[]; path: Path },
  ): unknown {
    const key = this.#name(at.path);
    if (at.kind?.kind === "opaque") {
      this.found.opaque.set(key, value);
      return sealed;
    }
    if (at.kind?.kind !== "late") {
      return this.#unfit(
        at.path,
        argumentOutput(key, name, at.path.length === 0 ? [] : placesOfInputs(at.schemas, key)),
      );
    }
    const standIn = standInOf(at.kind.standIn, at.path, this.found.late.length);
    this.found.late.push({ key, path: at.path, standIn, value });
    return standIn;
  }

  #unplain(value: unknown, path: Path): Unplain | undefined {
    this.#parts += 1;
    if (this.#parts > mostParts) return "too many";
    if (typeof value === "number" && !Number.isFinite(value)) return "no number";
    if (typeof value === "function") return "function";
    if (typeof value === "symbol") return "symbol";
    if (typeof value === "bigint") return "bigint";
    if (path.length === 0 && (typeof value !== "object" || value === null || Array.isArray(value))) return "no object";
    if (typeof value !== "object" || value === null) return undefined;
    if (this.#above.has(value)) return "cyclic";
    if (path.length > mostLevels) return "too deep";
    if (Array.isArray(value)) return value.length > mostParts ? "too many" : undefined;
    if (!isPlainObject(value)) return "instance";
    if (Object.hasOwn(value, "__proto__")) return "reserved";
    return Object.keys(value).join() === "secure" && this.reading.isSecret(path) ? "encrypted" : undefined;
  }

  #unfit(path: Path, finding: Finding): undefined {
    // One mistake, one problem: whatever follows is too much as well.
    if (this.#parts > mostParts + 1) return undefined;
    this.found.unfit.push({ path, finding });
  }
}

/** A list has several of one kind, and what hangs on one of them hangs on no other: none is the beginning of another. */
function standInOf(standIn: string, path: Path, before: number): string {
  return typeof path.at(-1) === "number" ? `${standIn}-${String(before + 1).padStart(6, "0")}` : standIn;
}

/** Also of another realm, such as a test runner's, and without a prototype. */
function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
