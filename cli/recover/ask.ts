import type { Found } from "../../recover/found.js";
import type { Subject } from "../../recover/kinds.js";

/** Asks whether a thing is there; it never throws. */
export type Ask = (subject: Subject) => Promise<Found>;

/** No request is waited for longer. */
export const patience = { connectionTimeout: 5_000, requestTimeout: 15_000 } as const;

/** What couldn't be asked, in the service's own words: they hold no secret of ours, requests have none but a signature. */
export function unknown(error: unknown): NotKnown {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const said = message
    .replace(/[\s\p{C}]+/gu, " ")
    .trim()
    .slice(0, 300);
  return notKnown(said === "" || said === name ? name : `${name}: ${said}`);
}

export type NotKnown = Extract<Found, { answer: "unknown" }>;

export function notKnown(why: string): NotKnown {
  return { answer: "unknown", why };
}

/** Asks a few at a time, in order. */
export async function mapFew<Item, Result>(
  items: readonly Item[],
  one: (item: Item) => Promise<Result>,
  most = 8,
): Promise<readonly Result[]> {
  const results = new Array<Result>(items.length);
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < items.length; at = next++) {
      const item = items[at];
      if (item !== undefined) results[at] = await one(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, worker));
  return results;
}
