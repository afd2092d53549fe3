import { quoted } from "../problems/harmless.js";
import type { Finding } from "../problems/problem.js";
import type { Addressing } from "./endpoint.js";
import { badAddressing } from "./findings.js";

/** A store, and what it accepts. */
interface AddressedStore {
  readonly platform: string;
  readonly title: string;
  readonly capabilities: { readonly addressing: Addressing | "either" };
}

/**
 * deployKF's default for `kubeflow_tools.pipelines.kfpV2.defaultPipelineRoot`, but with the bucket in the host name. The
 * names in braces are filled in by deployKF; there are no others. Source: deployKF v0.1.5 `default_values.yaml`.
 */
const virtualHostPipelineRoot =
  "{scheme}://{bucket_name}/v2/artifacts/{profile_name}?region={bucket_region}&endpoint={endpoint}&disableSSL={not_use_ssl}&s3ForcePathStyle=false";

/** The pipeline root that a store needs instead of deployKF's default; undefined where the default will do. */
export function pipelineRootOf({ capabilities }: Pick<AddressedStore, "capabilities">): string | undefined {
  return capabilities.addressing === "virtual-host" ? virtualHostPipelineRoot : undefined;
}

/** A root of the user's own, against the addressing that the store takes. */
export function checkPipelineRootAddressing(store: AddressedStore, pipelineRoot: string): Finding | undefined {
  const forced = /[?&]s3ForcePathStyle=(true|false)(&|$)/.exec(pipelineRoot)?.[1];
  const { addressing } = store.capabilities;
  const message = `kfpV2.defaultPipelineRoot is ${quoted(pipelineRoot)}, and platform is ${store.platform}`;
  if (addressing === "virtual-host" && forced !== "false") {
    const rule = `${store.title} refuses requests with the bucket in the path`;
    return badAddressing(message, rule, "end it with s3ForcePathStyle=false, or remove it: the values block sets one");
  }
  if (addressing === "path" && forced !== "true") {
    const rule = `without s3ForcePathStyle=true KFP v2 puts the bucket into the host name, which isn't ${store.title}'s`;
    return badAddressing(message, rule, "end it with s3ForcePathStyle=true");
  }
  return undefined;
}
