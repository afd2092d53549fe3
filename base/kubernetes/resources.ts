import { createRequire } from "node:module";

type Classes = typeof import("@pulumi/kubernetes/apiextensions/customResource.js") &
  typeof import("@pulumi/kubernetes/apps/v1/deployment.js") &
  typeof import("@pulumi/kubernetes/core/v1/namespace.js") &
  typeof import("@pulumi/kubernetes/core/v1/secret.js") &
  typeof import("@pulumi/kubernetes/core/v1/service.js") &
  typeof import("@pulumi/kubernetes/core/v1/serviceAccount.js") &
  typeof import("@pulumi/kubernetes/networking/v1/networkPolicy.js") &
  typeof import("@pulumi/kubernetes/policy/v1/podDisruptionBudget.js") &
  typeof import("@pulumi/kubernetes/provider.js") &
  typeof import("@pulumi/kubernetes/storage/v1/storageClass.js");

const modules: Readonly<Record<keyof Classes, string>> = {
  CustomResource: "apiextensions/customResource",
  Deployment: "apps/v1/deployment",
  Namespace: "core/v1/namespace",
  Secret: "core/v1/secret",
  Service: "core/v1/service",
  ServiceAccount: "core/v1/serviceAccount",
  NetworkPolicy: "networking/v1/networkPolicy",
  PodDisruptionBudget: "policy/v1/podDisruptionBudget",
  Provider: "provider",
  StorageClass: "storage/v1/storageClass",
};

const load = createRequire(import.meta.url);
const lazily = Object.entries(modules).map(([name, module]) => {
  return [name, { get: () => load(`@pulumi/kubernetes/${module}.js`)[name] }] as const;
});

/** Classes of `@pulumi/kubernetes`, each loaded when it is used: a program whose roles need no Secret loads none. */
export const kubernetes = Object.defineProperties({}, Object.fromEntries(lazily)) as Classes;
