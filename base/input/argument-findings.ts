import type { Finding } from "../problems/problem.js";
import { listed } from "../problems/text.js";

/** What is wrong with an argument that isn't plain data; no value is shown, and nothing in it is asked for a text. */

const unplain = {
  function: "is a function",
  symbol: "is a symbol",
  bigint: "is a bigint",
  instance: "is an instance of a class",
  "no number": "isn't a finite number",
  cyclic: "holds itself",
  "too deep": "is nested too deep",
  "too many": "has too many parts",
  reserved: "has a member called __proto__",
  encrypted: "is an encrypted value of a stack's config",
  "no object": "isn't an object",
  unreadable: "can't be read: a getter or a proxy throws",
} as const;

export type Unplain = keyof typeof unplain;

const mends: Partial<Readonly<Record<Unplain, string>>> = {
  bigint: "pass a text, in quotes",
  encrypted: "pass what it holds as a secret, by config.requireSecret or pulumi.secret",
};

export const notPlain = (key: string, what: Unplain): Finding => ({
  code: "argument-value",
  message: `${key} ${unplain[what]}`,
  rule: "arguments are plain data: objects, lists, texts, numbers, true and false",
  mend: mends[what] ?? "pass plain data, or leave it out",
});

/** `places` are those in it that may be Outputs. */
export const argumentOutput = (key: string, input: string, places: readonly string[]): Finding => ({
  code: "argument-output",
  message: `${key} is ${input}`,
  rule: "it has to be plain, because it decides what is registered",
  mend:
    places.length > 0
      ? `pass it in plain, with Outputs no higher than in ${listed(places, 4)}`
      : "pass a plain value, such as a literal or one of pulumi.Config",
});
