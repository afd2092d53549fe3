import type { CatalogueEntry } from "../problems/entry.js";

/** How a store is reached. */
export const endpointProblems = {
  "endpoint-host": {
    title: "A host isn't one",
    text: "A host is a name such as `minio.acme.example` or an IPv4 address. Scheme, port, path and keys don't belong to it: deployKF writes the host into several clients' settings, each in its own form.",
  },
  "endpoint-missing": {
    title: "The endpoint can't be derived",
    text: "Hosts of cloud services follow from region or account; hosts of servers that run anywhere have to be stated.",
  },
  "endpoint-platform": {
    title: "Host and platform don't belong together",
    text: "What a store can isolate, and how its keys and policies are made, depends on `platform`.",
  },
  "endpoint-host-unknown": {
    title: "The platform has no such host",
    text: "KFP's clients recognize stores by their hosts and choose the form of requests by them, so only the hosts that they know work.",
  },
  "endpoint-port": { title: "The port isn't one", text: "Ports are numbers; the scheme follows from `useSSL`." },
  "endpoint-port-fixed": {
    title: "The platform's hosts take no port",
    text: "For AWS any port makes deployKF's generator fail; the other services answer on the default ports.",
  },
  "endpoint-value": {
    title: "A part of the endpoint isn't what the platform takes",
    text: "Regions, accounts and variants become part of the host or of the signature of each request.",
  },
  "endpoint-contradiction": {
    title: "Host and settings contradict",
    text: "A request that is signed for another region or sent to another account's host is refused.",
  },
  "endpoint-plain-http": {
    title: "Artifacts travel without TLS",
    text: "Requests leave the cluster's own network. Data can be read and changed on the way.",
  },
  "endpoint-plain-http-keys": {
    title: "Keys are used without TLS in the internet",
    text: "Keys aren't sent, but what they sign can be read, changed in part, and repeated. Names count as public unless they end in `.svc` or `.svc.cluster.local`, have no dot, or are private addresses.",
  },
  "endpoint-addressing": {
    title: "Store and clients put the bucket into different places",
    text: "Path-style requests have the bucket in the path, virtual-host requests in the host name. KFP's API server uses virtual hosts for AWS, Google and Alibaba Cloud and paths elsewhere; KFP v2 does as the pipeline root says.",
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
