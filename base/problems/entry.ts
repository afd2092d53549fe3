/** What a problem code means; one heading each on the troubleshooting page, which is generated from these tables. */
export interface CatalogueEntry {
  /** The problem in a few words. */
  readonly title: string;
  /** Why it is a problem, and what to do, beyond the message itself. */
  readonly text: string;
}
