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
    text: "Requests leave the cluster's own network. Data can be read and changed on the way. Where all of the way is a network of your own, `objectStore.allowPlainHttp: true` says so; that isn't taken at a cloud's hosts in the internet, and at a name that may be one of the internet a warning stays.",
  },
  "endpoint-plain-http-keys": {
    title: "Keys are used without TLS in the internet",
    text: "Keys aren't sent, but what they sign can be read, changed in part, and repeated. Names count as public unless they end in `.svc` or `.svc.cluster.local`, have no dot, end as names of private networks do (`.internal`, `.lan`, `.local` and the like), or are private addresses. `objectStore.allowPlainHttp: true` is for hosts of a network of your own that have such a name all the same.",
  },
  "endpoint-tls-only": {
    title: "The bucket refuses requests without TLS",
    text: "A bucket of S3 that the stack creates has a policy that denies every request by plain HTTP, so no client could read or write an object.",
  },
  "endpoint-host-service": {
    title: "A name of two parts is taken for a Service",
    text: "`service.namespace`, `service.namespace.svc` and `service.namespace.svc.cluster.local` are one host inside a cluster. The values have the last form, which works from every namespace, whatever a pod's DNS settings are.",
  },
  "endpoint-host-namespace": {
    title: "A host's name is looked up in each pod's own namespace",
    text: "A Service is found by its bare name only from its own namespace. The API server runs in `kubeflow`, pipelines in the namespaces of the profiles.",
  },
  "endpoint-addressing": {
    title: "Store and clients put the bucket into different places",
    text: "Path-style requests have the bucket in the path, virtual-host requests in the host name. KFP's API server uses virtual hosts for AWS, Google and Alibaba Cloud and paths elsewhere; KFP v2 does as the pipeline root says.",
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
