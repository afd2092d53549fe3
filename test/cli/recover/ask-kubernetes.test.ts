import { join } from "node:path";
import { expect, test } from "vitest";
import { kubernetesAsker } from "../../../cli/recover/ask-kubernetes.js";
import { type Answer, type Asked, answeringServer } from "../../support/answering-server.js";
import { tempFolder } from "../../support/stack.js";

const json = (body: unknown, status = 200): Answer => ({
  status,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});
const secretResource = { name: "secrets", kind: "Secret", namespaced: true, singularName: "", verbs: ["get"] };
const resources = json({ kind: "APIResourceList", groupVersion: "v1", resources: [secretResource] });
const subject = { is: "object", apiVersion: "v1", kind: "Secret", namespace: "kubeflow", name: "key" } as const;

async function asking(answer: (asked: Asked) => Answer | undefined, context = "c") {
  const { url } = await answeringServer((asked) => (asked.path === "/api/v1" ? resources : answer(asked)));
  const kubeconfig = JSON.stringify({
    clusters: [{ name: "c", cluster: { server: url, "insecure-skip-tls-verify": true } }],
    users: [{ name: "u", user: {} }],
    contexts: [{ name: "c", context: { cluster: "c", user: "u" } }],
    "current-context": "c",
  });
  const root = tempFolder({ kubeconfig });
  return (await kubernetesAsker({ path: join(root, "kubeconfig"), context }))(subject);
}

test("a Secret with its labels, its date, and the access key that it holds", async () => {
  const data = { accesskey: Buffer.from("AKIA0123456789ABCDEF").toString("base64"), secretkey: "bm90IGEga2V5IGlk" };
  const metadata = { name: "key", labels: { a: "b" }, creationTimestamp: "2026-11-20T10:00:00Z" };

  expect(await asking(() => json({ apiVersion: "v1", kind: "Secret", metadata, data }))).toEqual({
    answer: "there",
    thing: { tags: { a: "b" }, created: "2026-11-20T10:00:00.000Z", accessKeys: ["AKIA0123456789ABCDEF"] },
  });
});

test("one that isn't there is absent", async () => {
  expect(await asking(() => json({ kind: "Status", reason: "NotFound", code: 404 }, 404))).toEqual({
    answer: "absent",
  });
});

test("a denial isn't known, and the server's own text isn't repeated", async () => {
  expect(await asking(() => json({ kind: "Status", message: "token abc" }, 403))).toEqual({
    answer: "unknown",
    why: "the credentials may not read it (403)",
  });
});

test("a connection that breaks, a context and a kubeconfig that don't exist aren't known", async () => {
  expect(await asking(() => undefined)).toMatchObject({ answer: "unknown" });
  expect(await asking(() => undefined, "other")).toEqual({
    answer: "unknown",
    why: "the kubeconfig has no such context, or no cluster and user for it",
  });
  const ask = await kubernetesAsker({ path: join(tempFolder(), "no", "file"), context: undefined });
  expect(await ask(subject)).toEqual({ answer: "unknown", why: "the kubeconfig can't be read" });
});
