import type { AwsAccount } from "../base/aws/arn.js";
import { type Candidate, candidatesOf, type Registered } from "./candidates.js";
import { type ImportFile, importFile } from "./import-file.js";
import { bucketOf } from "./kinds.js";
import type { StackState } from "./state.js";

/** Everything of the plan that has a name before it is made, as a file for `pulumi import` into a state without any of it. */
export function plannedImports(
  registered: readonly Registered[],
  account: AwsAccount,
): { readonly file: ImportFile; readonly leftOut: readonly Registered[] } {
  const candidates = candidatesOf(registered, empty, account).map((one): Candidate => {
    const bucket = one.subject ? undefined : bucketOf(one.type, one.inputs);
    return bucket === undefined ? one : { ...one, subject: { is: "bucket", name: bucket } };
  });
  const leftOut = candidates.filter(({ subject }) => subject === undefined);
  return { file: importFile(candidates, registered, empty), leftOut };
}

const empty: StackState = {
  resources: new Map(),
  creating: [],
  interrupted: false,
  created: undefined,
  accessKeys: new Set(),
};
