/** What a change does to those who use the store, beside what they may. */
export interface Consequence {
  /**
   * `interrupts`: somebody who works now loses access for a while. `refused`: `pulumi up` won't do it. `widens`: a guard
   * goes away, or somebody or something that can't be bounded gets in. `destroys`: data is deleted.
   */
  readonly kind: "destroys" | "widens" | "narrows" | "interrupts" | "refused" | "moves";
  /** The principals, or the bucket; several where it is the same for all. */
  readonly subjects: readonly string[];
  readonly what: string;
  readonly effect: string;
}
