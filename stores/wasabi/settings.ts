import type { Finding } from "../../base/problems/problem.js";
import type { HoldersView, StoreView } from "../common/store.js";

/** Wasabi has the stack's AWS credentials where it is asked for anything, so that AWS can't be asked as well. */
export function checkCredentials({ cluster }: StoreView, _: object, { holders, creates, usesAws }: HoldersView): void {
  if (!usesAws || !cluster.value) return;
  const asked = creates || holders.some(({ source }) => source === "iam-users");
  if (asked) cluster.at("source").error(credentialsOfWasabi(cluster.value.source));
}

/** The stack's AWS credentials are Wasabi's there, and can't be AWS's as well. */
function credentialsOfWasabi(source: string): Finding {
  return {
    code: "store-credentials",
    message: `platform is wasabi, and cluster.source is ${source}`,
    rule: "the stack's AWS credentials are Wasabi's where it makes users or the bucket, so AWS can't be asked for the cluster",
    mend: "set cluster.source: kubeconfig, or auth.keySource: provided and bucket.create: false",
  };
}
