import { EventEmitter, once } from "node:events";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { ClusterAccess } from "../../base/kubernetes/kubeconfig.js";
import { claimLookUp } from "../../subjects/deploykf/claim.js";
import {
  type Answer,
  apiServer,
  kubeconfigFor,
  recordedClaim,
  recordedVolume,
  refusedBy,
} from "../support/api-server.js";

const claim = { namespace: "deploykf-minio", name: "deploykf-minio-data" };
const claimPath = "/api/v1/namespaces/deploykf-minio/persistentvolumeclaims/deploykf-minio-data";
const volumePath = "/api/v1/persistentvolumes/pvc-8a2f";
const ok = (body: unknown): Answer => ({ status: 200, body });
const notFound = refusedBy(404, "NotFound");

const servers: Awaited<ReturnType<typeof apiServer>>[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const server of servers.splice(0)) await server.end();
});

async function serving(answers: Readonly<Record<string, Answer | undefined>>) {
  const server = await apiServer(({ url = "" }) => (url in answers ? answers[url] : notFound));
  servers.push(server);
  return server;
}

const look = (cluster: ClusterAccess) => claimLookUp()(cluster, claim);
const lookAt = async (answers: Readonly<Record<string, Answer | undefined>>) =>
  look({ contents: kubeconfigFor((await serving(answers)).url) });
const timeIsUp = { kind: "unseen", reason: "there was no answer within 10 seconds" };

/** A server that answers nobody; time is up when it is asked, and `closed` when whoever asked has gone. */
async function silent() {
  const end = new AbortController();
  const gone = new EventEmitter();
  const server = await apiServer((request) => {
    request.socket.once("close", () => gone.emit("gone"));
    end.abort();
    return undefined;
  });
  servers.push(server);
  return { end, server, closed: once(gone, "gone") };
}

const bound = { [claimPath]: ok(recordedClaim()), [volumePath]: ok(recordedVolume("Delete")) };

describe("what a cluster says of the claim", () => {
  test("it is there, with its options and its volume", async () => {
    const annotations = { "argocd.argoproj.io/sync-options": "Delete=false, Prune=false," };

    expect(await lookAt({ ...bound, [claimPath]: ok(recordedClaim(annotations)) })).toEqual({
      kind: "present",
      syncOptions: ["Delete=false", "Prune=false"],
      volume: { name: "pvc-8a2f", reclaimPolicy: "Delete" },
    });
    expect(await lookAt(bound)).toMatchObject({ syncOptions: [] });
  });

  test("it is there, and not bound yet", async () => {
    expect(await lookAt({ [claimPath]: ok(recordedClaim({}, "")) })).toMatchObject({
      kind: "present",
      volume: undefined,
    });
  });

  test.each([403, 404])("it is there, and its volume may not be read: %i", async (code) => {
    const volume = { name: "pvc-8a2f", reclaimPolicy: undefined };

    expect(await lookAt({ ...bound, [volumePath]: refusedBy(code, "Forbidden") })).toMatchObject({ volume });
  });

  test("it isn't there, or its namespace isn't", async () => {
    expect(await lookAt({})).toEqual({ kind: "absent" });
  });
});

describe("what couldn't be looked at, in words without anything of the server's or the kubeconfig's", () => {
  test.each<[string, Answer, string]>([
    ["no right", refusedBy(403, "Forbidden"), "the credentials may not read it (403)"],
    ["no credentials", refusedBy(401, "Unauthorized"), "the credentials may not read it (401)"],
    ["a server in trouble", refusedBy(503, "ServiceUnavailable"), "the API server answered 503"],
    ["somebody else's 404", { status: 404, body: "<html>PLANTED", type: "text/html" }, "the API server answered 404"],
    ["somebody else's 200", ok({ login: "PLANTED" }), "what answers isn't a Kubernetes API server"],
    ["no JSON", { status: 200, body: "PLANTED" }, "the API server can't be reached"],
  ])("%s", async (_, answer, reason) => {
    expect(await lookAt({ [claimPath]: answer })).toEqual({ kind: "unseen", reason });
  });

  test("nobody listens", async () => {
    const { url, end } = await apiServer(() => undefined);
    await end();

    expect(await look({ contents: kubeconfigFor(url) })).toEqual({
      kind: "unseen",
      reason: "the API server can't be reached (ECONNREFUSED)",
    });
  });

  test.each([
    ["no YAML", "PLANTED: [", "the kubeconfig can't be read"],
    ["nothing", "", "the kubeconfig can't be read"],
    ["another map", "token: PLANTED", "the kubeconfig has no such context, or no cluster and user for it"],
    [
      "no context",
      kubeconfigFor("http://x").replace('"current-context":"test"', '"a":"PLANTED"'),
      "the kubeconfig has no such context, or no cluster and user for it",
    ],
    [
      "no TLS, which isn't said to be meant",
      kubeconfigFor("http://u:PLANTED@127.0.0.1:1").replace("true", "false"),
      "the API server can't be reached",
    ],
  ])("a kubeconfig with %s", async (_, contents, reason) => {
    expect(await look({ contents })).toEqual({ kind: "unseen", reason });
  });

  test("a server that never answers: when time is up its connection is closed", async () => {
    const { end, server, closed } = await silent();

    expect(await claimLookUp(() => end.signal)({ contents: kubeconfigFor(server.url) }, claim)).toEqual(timeIsUp);
    await closed;
  });
});

describe("a kubeconfig whose token a command prints", () => {
  const command = (script: string) => ({
    exec: {
      apiVersion: "client.authentication.k8s.io/v1beta1",
      command: process.execPath,
      args: ["-e", script],
      env: [{ name: "TOKEN", value: "PLANTED-printed" }],
    },
  });
  const print = `console.log(JSON.stringify({ status: { token: process.env.TOKEN } }))`;

  test("is asked with that token", async () => {
    const server = await serving(bound);

    expect(await look({ contents: kubeconfigFor(server.url, command(print)) })).toMatchObject({ kind: "present" });
    expect(server.requests).toEqual(
      [claimPath, volumePath].map((path) => ({ path, authorization: "Bearer PLANTED-printed" })),
    );
  });

  test.each([
    ["fails", 'console.error("PLANTED"); process.exit(1)'],
    ["prints no token", 'console.log("PLANTED")'],
  ])("and that %s isn't looked at", async (_, script) => {
    expect(await look({ contents: kubeconfigFor("http://127.0.0.1:1", command(script)) })).toEqual({
      kind: "unseen",
      reason: "the kubeconfig's command for a token failed",
    });
  });

  test("isn't there: the same", async () => {
    const exec = { ...command("").exec, command: "no-such-command" };

    expect(await look({ contents: kubeconfigFor("http://127.0.0.1:1", { exec }) })).toMatchObject({ kind: "unseen" });
  });

  test("and that never ends is ended when time is up", async () => {
    const { end, server, closed } = await silent();
    const hanging = command(`require("node:http").get("${server.url}")`);
    const contents = kubeconfigFor("http://127.0.0.1:1", hanging);

    expect(await claimLookUp(() => end.signal)({ contents }, claim)).toEqual(timeIsUp);
    await closed;
  });
});
