import { execFileSync } from "node:child_process";
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

async function asking(answer: (asked: Asked) => Answer | undefined, context = "c", user: object = {}) {
  const { url } = await answeringServer((asked) => (asked.path === "/api/v1" ? resources : answer(asked)));
  const kubeconfig = JSON.stringify({
    clusters: [{ name: "c", cluster: { server: url, "insecure-skip-tls-verify": true } }],
    users: [{ name: "u", user }],
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

test("a proxy's page isn't the cluster's word that something is absent", async () => {
  const page = { status: 404, headers: { "content-type": "text/html" }, body: "<h1>404 PLANTED</h1>" };

  expect(await asking(() => page)).toEqual({ answer: "unknown", why: "the API server answered 404" });
});

const askingBy = async (path: string, context?: string) => (await kubernetesAsker({ path, context }))(subject);

function pipe(): string {
  const path = join(tempFolder(), "pipe");
  execFileSync("mkfifo", [path]);
  return path;
}

test("a pipe isn't waited for, neither as the kubeconfig nor as a file that it names", async () => {
  const answer = () => json({ apiVersion: "v1", kind: "Secret", metadata: { name: "key" } });
  const notPlain = (what: string) => ({ answer: "unknown", why: `${what} isn't a plain file` });

  expect(await askingBy(pipe())).toEqual(notPlain("the kubeconfig"));
  for (const key of ["client-certificate", "client-key"]) {
    expect(await asking(answer, "c", { [key]: pipe() })).toEqual(notPlain(`the kubeconfig's ${key}`));
  }
  const ofFile = { "auth-provider": { name: "tokenFile", config: { tokenFile: pipe() } } };
  expect(await asking(answer, "c", ofFile)).toEqual(notPlain("the file of the kubeconfig's token"));
  expect(await asking(answer, "c", { "token-file": pipe() })).toMatchObject({ answer: "unknown" });
});

test("a kubeconfig that can't be used isn't repeated", async () => {
  for (const text of ["users: [PLANTED", "- PLANTED", "PLANTED", '{"users": [{"user": {"token": "PLANTED"}}]}', ""]) {
    const root = tempFolder({ kubeconfig: text });
    expect(await askingBy(join(root, "kubeconfig"), "c")).toEqual({
      answer: "unknown",
      why: expect.not.stringContaining("PLANTED"),
    });
  }
});

test("a token that the kubeconfig has in a file is sent", async () => {
  const root = tempFolder({ token: "from-a-file\n" });
  const provider = { name: "tokenFile", config: { tokenFile: join(root, "token") } };
  const sent: unknown[] = [];
  await asking(
    ({ headers }) => {
      sent.push(headers.authorization);
      return json({ apiVersion: "v1", kind: "Secret", metadata: { name: "key" } });
    },
    "c",
    { "auth-provider": provider },
  );

  expect(sent).toEqual(["Bearer from-a-file"]);
});
