import {
  firstBroken,
  length3To63,
  letterOrDigitEnds,
  lettersDigitsHyphens,
  type NameRule,
} from "../../base/endpoint/bucket-names.js";
import { hostNotOfStore } from "../../base/endpoint/findings.js";
import { type StatedHost, statedEndpoint } from "../../base/endpoint/stated-host.js";
import { s3proxyProblems } from "../../subjects/s3proxy/problems.js";
import { s3proxy } from "../../subjects/s3proxy/schema.js";
import type { Store } from "../common/store.js";
import { type ProxyParts, planProxy } from "./plan.js";
import { checkProxyHolders, type ProxyOptions, type ProxySettings, proxyEndpoint, resolveProxy } from "./settings.js";

const host: StatedHost = {
  platform: "azure-s3proxy",
  hostExample: "s3proxy.s3proxy.svc.cluster.local",
  defaultPort: "",
  // S3Proxy checks no region; the clients have to agree on one.
  defaultRegion: "us-east-1",
  plainInCluster: true,
  refusedHost: (name) =>
    isBlobHost(name)
      ? hostNotOfStore(
          name,
          "Azure Blob Storage has no S3 API",
          "set objectStore.host to S3Proxy's Service, as in s3proxy.s3proxy.svc.cluster.local",
        )
      : undefined,
};

/** In whichever of Azure's clouds. */
function isBlobHost(name: string): boolean {
  const labels = name.split(".");
  const at = labels.findLastIndex((one, index) => /^(?:blob|dfs)$/.test(one) && labels[index + 1] === "core");
  const domain = at < 0 ? "" : labels.slice(at + 2).join(".");
  return /^[a-z.]+$/.test(domain);
}

/** Containers take the place of buckets. Source: Azure, "Naming and referencing containers, blobs, and metadata". */
const nameRules: readonly NameRule[] = [
  length3To63,
  lettersDigitsHyphens,
  letterOrDigitEnds,
  { broken: (name) => name.includes("--"), rule: "no two hyphens side by side" },
];

export const azureS3proxy = {
  platform: "azure-s3proxy",
  title: "Azure Blob Storage behind S3Proxy",
  endpoint: (input, owners) => statedEndpoint(host, input, owners),
  bucketNameRule: (name) => firstBroken(nameRules, name),
  options: { s3proxy: s3proxy.optional() },
  own: resolveProxy,
  ownEndpoint: proxyEndpoint,
  checkHolders: checkProxyHolders,
  plan: planProxy,
  policyFiles: () => [],
  problems: s3proxyProblems,
  capabilities: {
    isolation: "key",
    isolationNote:
      "Each profile has keys of its own that can be revoked, but all reach the whole container: S3Proxy has no policies, and one Azure identity for all.",
    addressing: "path",
    domains: ["blob.core.windows.net"],
    domainsOf: "Azure Blob Storage",
    namesUnique: "host",
    listingByPrefix: false,
    versioning: "no",
    irsa: false,
    bucketOptions: [],
    makesBucket: "never",
    makers: [
      {
        by: "gateway",
        package: "@pulumi/kubernetes",
        makes: "S3Proxy in the cluster (`objectStore.s3proxy`, docs/s3proxy.md), not the container",
      },
      { by: "bring-your-own" },
    ],
    proof: {
      state: "run against a real server",
      checked:
        "S3Proxy 4.1.1, with the properties files that the plan renders, in front of Azurite, Azure's emulator, with an S3 client, also over TLS; neither the Azure service nor a cluster.",
    },
    pitfalls: [
      "Prefixes can't be walled off: any profile's key reads and deletes every profile's artifacts.",
      "No versions, no lifecycle rules and no policies through S3Proxy.",
      "An ETag isn't the MD5 of its object.",
      "S3Proxy of the program takes at most 64 MiB in one request that is signed over its whole body (128 MiB by default); KFP's clients stream, or send parts.",
    ],
    sources: [
      "https://github.com/gaul/s3proxy",
      "gaul/s3proxy issues 590 and 626",
      "https://learn.microsoft.com/rest/api/storageservices/naming-and-referencing-containers--blobs--and-metadata",
    ],
  },
} as const satisfies Store<ProxyOptions, ProxySettings, ProxyParts>;
