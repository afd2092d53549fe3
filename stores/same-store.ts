import { reachOf } from "../base/endpoint/host.js";
import { canonicalJson } from "../base/yaml/json.js";
import { isPlatform, storeOf } from "./index.js";

/** What decides which bucket a name means. */
export interface StorePlace {
  readonly platform: string;
  /** Of AWS. */
  readonly partition: string;
  readonly region: string;
  readonly host: string;
  /** Given where another port is taken for another store. */
  readonly port?: string;
  /** By which the cluster is known: a Service's name is another one in each. */
  readonly cluster: unknown;
}

/** A text that two places have in common if they are one store, in which a bucket's name means one bucket. */
export function storeIdentity({ platform, partition, region, host, port = "", cluster }: StorePlace): string {
  const unique = isPlatform(platform) ? storeOf(platform).capabilities.namesUnique : "host";
  if (unique === "partition") return canonicalJson([platform, partition]);
  if (unique === "service") return canonicalJson([platform, region]);
  return canonicalJson([platform, host, port, reachOf(host) === "cluster" ? cluster : null]);
}
