import { globalS3Host, partitionOf } from "../../base/aws/regions.js";
import { warnOfRegionInUi } from "../../base/aws/rules.js";
import type { ObjectStoreEndpoint } from "../../base/endpoint/endpoint.js";
import type { HostOwner } from "../../base/endpoint/host.js";
import { partOf } from "../../base/input/field.js";
import type { Node } from "../../base/input/node.js";
import * as bucketRules from "../../subjects/bucket/rules.js";
import { optionOf, reportedEndpoint } from "../common/endpoint.js";
import type { EndpointConfig } from "../common/schema.js";
import { awsS3 } from "./store.js";

/** How clients reach S3, whose region is the bucket's. */
export function resolveS3Endpoint(
  objectStore: Node<EndpointConfig | undefined>,
  region: { readonly value: string; readonly node: Node<unknown> },
  { withKeys, tlsOnly }: { readonly withKeys: boolean; readonly tlsOnly: boolean },
  owners: readonly HostOwner[],
): ObjectStoreEndpoint | undefined {
  const { host, port, useSSL, allowPlainHttp, addressing, endpoint: stated } = objectStore.value ?? {};
  if (host === globalS3Host && !stated && region.value !== "us-east-1") {
    return objectStore.at("host").error(bucketRules.globalHostElsewhere(host, region.value));
  }
  const variant = stated ?? (region.value === "us-east-1" && (!host || host === globalS3Host) ? "global" : "regional");
  const tls = { useSSL, allowPlainHttp, tlsOnly, withKeys };
  const input = { host, port, ...tls, addressing, region: region.value, variant };
  const endpoint = reportedEndpoint(awsS3, input, owners, (key) =>
    key === "region" ? region.node : partOf(objectStore, optionOf(key)),
  );
  if (variant !== "regional" && variant !== "global") return undefined;
  region.node.warn(warnOfRegionInUi(region.node.key, region.value, variant));
  if (variant === "regional") return endpoint;
  const partition = partitionOf(region.value);
  const place = objectStore.at("endpoint");
  if (partition !== "aws") place.error(bucketRules.globalElsewhere(partition));
  else if (region.value !== "us-east-1") place.warn(bucketRules.globalFailsInV2(region.value));
  return endpoint;
}
