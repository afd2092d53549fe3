import * as pulumi from "@pulumi/pulumi";
import { ProblemsError } from "../problems/problem.js";
import { renderProblem } from "../problems/report.js";
import { counted } from "../problems/text.js";
import { mapLeaves } from "./leaves.js";
import { answered, shownError } from "./resources-error.js";

/** A text that only an output knows, and what stands for it in a plan until it does. */
export interface Late {
  readonly key: string;
  /** In no other text. */
  readonly standIn: string;
  /** Asked for when a resource first needs it. */
  readonly value: () => pulumi.Output<unknown>;
}

/** Texts that are known, by the keys of the late ones. */
export type Texts = ReadonlyMap<string, unknown>;

/** Of what is planned, with an input in place of each text. */
export type Inputs<T> = T extends string ? pulumi.Input<T> : T extends object ? { [K in keyof T]: Inputs<T[K]> } : T;

interface Source<P> {
  /** What has to be seen to hold before anything is registered. */
  readonly gate: pulumi.Output<unknown> | undefined;
  readonly late: readonly Late[];
  readonly plan: (texts: Texts) => P;
}

/**
 * What is planned while some texts aren't known. A stand-in says only whether something depends on a late text; what is
 * registered is always planned from real texts, by the same function.
 */
export class Planned<P> {
  readonly #source: Source<P>;

  private constructor(
    /** Planned with stand-ins: how many resources there are, and which. */
    readonly shape: P,
    source: Source<P>,
  ) {
    this.#source = source;
  }

  /** `plan` puts stand-ins where a late text isn't given, and was so called for `shape`; for the same texts it is called once. */
  static from<P>(
    late: readonly Late[],
    plan: (texts: Texts) => P,
    shape: P,
    gate?: pulumi.Output<unknown>,
  ): Planned<P> {
    return new Planned(shape, { gate, late: late.map(askedOnce), plan: once(plan) });
  }

  /** A plan in which everything is known. */
  static known<P>(plan: P): Planned<P> {
    return new Planned(plan, { gate: undefined, late: [], plan: () => plan });
  }

  part<Q>(pick: (plan: P) => Q): Planned<Q> {
    const { plan, ...source } = this.#source;
    return new Planned(pick(this.shape), { ...source, plan: (texts) => pick(plan(texts)) });
  }

  /** A part that there may be; whether there is, no late text changes. */
  maybe<Q>(pick: (plan: P) => Q | undefined): Planned<Q> | undefined {
    return pick(this.shape) === undefined ? undefined : this.part((plan) => present(pick(plan)));
  }

  /** The items of a list, whose length no late text changes. */
  items<Q>(pick: (plan: P) => readonly Q[]): readonly Planned<Q>[] {
    return pick(this.shape).map((_, index) => this.part((plan) => present(pick(plan)[index])));
  }

  /** Something of it for a resource: plain if no late text is in it. */
  input<T>(pick: (plan: P) => T): pulumi.Input<T> {
    const shape = pick(this.shape);
    return this.#usedIn(shape).length === 0 ? shape : this.output(pick);
  }

  /** The same for what waits for other outputs, too. */
  output<T>(pick: (plan: P) => T): pulumi.Output<T> {
    const used = this.#usedIn(pick(this.shape));
    const known = pulumi.all(used.map(({ value }) => value()));
    const textsOf = (texts: readonly unknown[]) => new Map(used.map(({ key }, index) => [key, texts[index]]));
    return known.apply((texts) => answered(() => pick(this.#source.plan(textsOf(texts))))) as pulumi.Output<T>;
  }

  /** A resource's arguments, in which each text that a late one is in becomes an output. */
  inputs<T extends object>(pick: (plan: P) => T): Inputs<T> {
    const shape = pick(this.shape);
    if (this.#usedIn(shape).length === 0) return this.#gated(shape) as Inputs<T>;
    return this.#gated(Object(mapLeaves(shape, (_, at) => this.input((plan) => at(pick(plan)))))) as Inputs<T>;
  }

  /** One text that waits is enough: a resource is registered when it has all of its arguments. */
  #gated(args: object): object {
    const { gate } = this.#source;
    const [first] = gate ? Object.entries(args).filter(([, value]) => typeof value === "string") : [];
    return gate && first ? { ...args, [first[0]]: gate.apply(() => first[1]) } : args;
  }

  /** Plans again as soon as a late text is known, so that its rules are asked in a preview, too. */
  checkWhenKnown(): void {
    const { late, plan } = this.#source;
    const all = late.map(({ key, value }) => ({ key, known: value() }));
    for (const { key, known } of all) known.apply((text) => answered(() => plan(new Map([[key, text]]))));
    pulumi
      .all(all.map(({ known }) => known))
      .apply((texts) => answered(() => plan(new Map(all.map(({ key }, index) => [key, texts[index]])))));
  }

  #usedIn(shape: unknown): readonly Late[] {
    const { late } = this.#source;
    if (late.length === 0) return late;
    const text = JSON.stringify(shape) ?? "";
    // Trust policies name an issuer without its scheme.
    return late.filter(({ standIn }) => text.includes(standIn.replace(/^https:\/\//, "")));
  }
}

/** Thousands of resources may wait for it. */
function askedOnce({ key, standIn, value }: Late): Late {
  let asked: pulumi.Output<unknown> | undefined;
  return {
    key,
    standIn,
    value: () => {
      asked ??= value();
      return asked;
    },
  };
}

/** Plans once for the same texts. What is found again is the same error, which the engine then shows once. */
function once<P>(plan: (texts: Texts) => P): (texts: Texts) => P {
  const made = new Map<string, () => P>();
  const said = new Map<string, pulumi.RunError>();
  return (texts) => {
    const sorted = [...texts].sort(([a], [b]) => (a < b ? -1 : 1));
    // What an output gives may be anything.
    const name = JSON.stringify(sorted, (_, value) => (typeof value === "bigint" ? `${value}n` : value));
    const again = made.get(name) ?? outcome(() => plan(texts), said);
    made.set(name, again);
    return again();
  };
}

function outcome<P>(plan: () => P, said: Map<string, pulumi.RunError>): () => P {
  try {
    const result = plan();
    return () => result;
  } catch (error) {
    const thrown = error instanceof ProblemsError ? lateError(error, said) : error;
    return () => {
      throw thrown;
    };
  }
}

/** Each problem is in one error, whichever texts were known when it was found. */
function lateError({ problems }: ProblemsError, said: Map<string, pulumi.RunError>): pulumi.RunError {
  const texts = problems.map(renderProblem);
  const news = texts.filter((text) => !said.has(text));
  const before = said.get(texts[0] ?? "");
  if (before && news.length === 0) return before;
  const closing = `${counted(news.length, "problem")} with a value that was known only now; what depends on it isn't registered.`;
  const error = shownError([...news, closing].join("\n\n"));
  for (const text of news) said.set(text, error);
  return error;
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("a late text changed how many resources there are");
  return value;
}
