import type { KubernetesObject } from "@kubernetes/client-node";
import { orAbsent, reasonOf } from "../../base/kubernetes/answer.js";
import type { KubeconfigFile } from "../../base/kubernetes/kubeconfig.js";
import { objectReader } from "../../base/kubernetes/reader.js";
import { isMap } from "../../base/yaml/merge.js";
import type { Found } from "../../recover/found.js";
import type { ObjectSubject } from "../../recover/kinds.js";
import { notKnown, patience } from "./ask.js";

type AskObject = (object: ObjectSubject) => Promise<Found>;

/** Asks the cluster for objects by name. Once it doesn't answer, nothing is asked any more. */
export async function kubernetesAsker(file: KubeconfigFile): Promise<AskObject> {
  const end = new AbortController();
  try {
    const reader = await withinPatience(() => objectReader({ file }, end.signal), end);
    return (object) => askObject((header) => withinPatience(() => reader.read<KubernetesObject>(header), end), object);
  } catch (error) {
    const found = notKnown(reasonOf(error));
    return async () => found;
  }
}

type Header = KubernetesObject & { readonly metadata: { readonly name: string; readonly namespace?: string } };

async function askObject(read: (header: Header) => Promise<KubernetesObject>, subject: ObjectSubject): Promise<Found> {
  const { apiVersion, kind, namespace, name } = subject;
  const header = { apiVersion, kind, metadata: { name, ...(namespace !== undefined && { namespace }) } };
  try {
    const object = await orAbsent(() => read(header));
    if (!object) return { answer: "absent" };
    return {
      answer: "there",
      thing: {
        tags: object.metadata?.labels ?? {},
        created: timeOf(object.metadata?.creationTimestamp),
        accessKeys: kind === "Secret" && "data" in object ? textsOf(object.data) : undefined,
      },
    };
  } catch (error) {
    return notKnown(reasonOf(error));
  }
}

async function withinPatience<T>(ask: () => Promise<T>, end: AbortController): Promise<T> {
  const timer = setTimeout(() => end.abort(), patience.requestTimeout);
  try {
    return await ask();
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
