import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { resolve } from "node:path";
import type { KubernetesObject, KubernetesObjectApi } from "@kubernetes/client-node";
import { isMap } from "../../deploykf/merge.js";
import type { Found } from "../../recover/found.js";
import type { ObjectSubject } from "../../recover/kinds.js";
import { notKnown, patience, unknown } from "./ask.js";

export interface KubeconfigChoice {
  /** Relative to `root`; undefined: KUBECONFIG, or ~/.kube/config. */
  readonly path: string | undefined;
  readonly context: string | undefined;
  readonly root: string;
}

/** Asks the cluster for objects by name. The client is loaded only here. */
export async function kubernetesAsker(choice: KubeconfigChoice): Promise<(object: ObjectSubject) => Promise<Found>> {
  try {
    const { KubeConfig, KubernetesObjectApi } = await import("@kubernetes/client-node");
    const config = new KubeConfig();
    const file = choice.path && resolve(choice.root, choice.path.replace(/^~(?=\/)/, homedir()));
    if (file) {
      if (!existsSync(file)) throw new Error(`the kubeconfig ${choice.path} doesn't exist`);
      config.loadFromFile(file);
    } else config.loadFromDefault();
    if (choice.context !== undefined) {
      if (!config.getContextObject(choice.context)) throw new Error(`the kubeconfig has no context ${choice.context}`);
      config.setCurrentContext(choice.context);
    }
    const api = KubernetesObjectApi.makeApiClient(config);
    return (object) => askObject(api, object);
  } catch (error) {
    const found = unknown(error);
    return async () => found;
  }
}

async function askObject(api: KubernetesObjectApi, subject: ObjectSubject): Promise<Found> {
  const { apiVersion, kind, namespace, name } = subject;
  const header = { apiVersion, kind, metadata: { name, ...(namespace !== undefined && { namespace }) } };
  try {
    const object = await withinPatience(api.read<KubernetesObject>(header));
    return {
      answer: "there",
      thing: {
        tags: object.metadata?.labels ?? {},
        created: timeOf(object.metadata?.creationTimestamp),
        accessKeys: kind === "Secret" && "data" in object ? textsOf(object.data) : undefined,
      },
    };
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === 404) return { answer: "absent" };
    return unknownWithoutBody(error);
  }
}

/** The client's own messages repeat the answer's body and headers. */
function unknownWithoutBody(error: unknown): Found {
  if (error instanceof Error && "code" in error && typeof error.code === "number") {
    return notKnown(`the API server answers ${error.code}`);
  }
  return unknown(error);
}

async function withinPatience<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("the API server doesn't answer")), patience.requestTimeout);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

function timeOf(value: unknown): string | undefined {
  if (value instanceof Date) return value.toISOString();
  return typeof value === "string" ? value : undefined;
}

/** Values of a Secret that have the form of an access key's id; never shown. */
function textsOf(data: unknown): readonly string[] {
  if (!isMap(data)) return [];
  return Object.values(data).flatMap((value) => {
    const text = typeof value === "string" ? Buffer.from(value, "base64").toString("utf8") : "";
    return /^[A-Z0-9]{16,128}$/.test(text) ? [text] : [];
  });
}
