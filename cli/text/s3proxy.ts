import { columns } from "../../base/problems/columns.js";
import { listed, withCommas } from "../../base/problems/text.js";
import type { Plan } from "../../plan/plan.js";

/** S3Proxy hands every request on, whatever container it names. */
function reachedBy(storageAccount: string | undefined): string {
  return storageAccount === undefined
    ? "every container that the identity may use: bind its role to this one"
    : "every container of the account, and may make them public; clientId can be bound to one";
}

/** What the plan says of S3Proxy in the cluster. */
export function s3proxyLines({ s3proxy, settings }: Plan): string[] {
  if (!s3proxy || !settings.s3proxy) return [];
  const { namespace, secretName, server, identities, clients } = s3proxy;
  const { image, replicas, clientId, tls } = settings.s3proxy;
  const [name = "", digest] = image.split("@");
  const as = server.storageAccount === undefined ? `the workload identity ${clientId}` : "the account, by its key";
  return columns([
    ["image", digest === undefined ? name : `${name}, by digest`],
    ["pods", `${replicas} in namespace ${namespace}`],
    ["in front of", `${server.blobEndpoint} as ${as}`],
    ["keys", `${withCommas(identities.length)}, in the Secret ${namespace}/${secretName}`],
    ["open to", `pods in ${listed(clients, 8)}`],
    ["TLS", tls ? `with the keystore in the Secret ${namespace}/${tls.secretName}` : "none: plain http in the cluster"],
    ["walls", `none: any key reads, writes and deletes in ${reachedBy(server.storageAccount)}`],
  ]);
}
