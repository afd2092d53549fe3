import type { HoldersView, Made, StoreView } from "../common/store.js";
import * as rules from "./rules.js";

/** Checks names, labels and the location, which Google would refuse only when most of the stack is there. */
export function checkGcp({ bucket, tags, namePrefix, prefix }: StoreView, made: Made): void {
  const region = bucket.at("region");
  if (region.value !== undefined) region.check(rules.checkLocation);
  else if (made.bucket) bucket.error(rules.locationMissing());
  for (const { tag, finding } of made.bucket ? rules.checkLabels(made.tags) : []) tags.at(tag).error(finding);
  if (made.users) namePrefix.error(rules.checkAccountIds(namePrefix.key, prefix));
}

/** Profiles with an account of their own, where the others' keys come from elsewhere. */
export function checkAccounts({ namePrefix, prefix }: StoreView, _: object, { profiles }: HoldersView): void {
  if (!profiles.some(({ ownKey }) => ownKey?.source === "iam-users")) return;
  namePrefix.error(rules.checkAccountIds(namePrefix.key, prefix));
}
