import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { ClusterAccess } from "../../base/kubernetes/kubeconfig.js";
import { runStack } from "../../program/run.js";
import { claimLookUp } from "../../subjects/deploykf/claim.js";
import { apiServer, kubeconfigFor, recordedClaim, recordedVolume } from "../support/api-server.js";
import { tryProgram } from "../support/program.js";
import { stackWith } from "../support/scenarios.js";
import { tempFolder } from "../support/stack.js";

const look = (cluster: ClusterAccess) =>
  claimLookUp()(cluster, { namespace: "deploykf-minio", name: "deploykf-minio-data" });

const servers: Awaited<ReturnType<typeof apiServer>>[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const server of servers.splice(0)) await server.end();
});

/** A cluster with the claim, bound to a volume that goes with it. */
async function cluster() {
  const server = await apiServer(({ url = "" }) => ({
    status: 200,
    body: url.includes("persistentvolumeclaims") ? recordedClaim() : recordedVolume("Delete"),
  }));
  servers.push(server);
  return server;
}

describe("a kubeconfig's file", () => {
  const inFolder = (url: string) => join(tempFolder({ config: kubeconfigFor(url) }), "config");

  test("by its path, and the context in it", async () => {
    const path = inFolder((await cluster()).url);

    expect(await look({ file: { path, context: undefined } })).toMatchObject({ kind: "present" });
    expect(await look({ file: { path, context: "test" } })).toMatchObject({ kind: "present" });
    expect(await look({ file: { path, context: "other" } })).toMatchObject({ kind: "unseen" });
  });

  test("by KUBECONFIG, whose first file's context counts", async () => {
    const first = inFolder((await cluster()).url);
    const second = join(tempFolder(), "config");
    writeFileSync(second, kubeconfigFor("http://127.0.0.1:1").replaceAll('"test"', '"other"'));
    vi.stubEnv("KUBECONFIG", `${first}:${second}`);

    expect(await look({ file: { path: undefined, context: undefined } })).toMatchObject({ kind: "present" });
  });

  test("whose files stand beside it: a relative path begins there, in the second file of KUBECONFIG too", async () => {
    const { url } = await cluster();
    const first = join(tempFolder({ config: JSON.stringify({ "current-context": "test" }) }), "config");
    const beside = { "client-certificate": "own.crt", "client-key": "own.key" };
    const second = tempFolder({ config: kubeconfigFor(url, beside), "own.crt": "certificate", "own.key": "key" });
    vi.stubEnv("KUBECONFIG", `${first}:${join(second, "config")}`);

    expect(await look({ file: { path: undefined, context: undefined } })).toMatchObject({ kind: "present" });
  });

  test("where there is none, that is said, and no default server is asked", async () => {
    vi.stubEnv("HOME", tempFolder());
    vi.stubEnv("KUBECONFIG", "");

    expect(await look({ file: { path: undefined, context: undefined } })).toEqual({
      kind: "unseen",
      reason: "there is no kubeconfig",
    });
  });

  test("that is a pipe is never opened", async () => {
    const path = join(tempFolder(), "pipe");
    execFileSync("mkfifo", [path]);

    expect(await look({ file: { path, context: undefined } })).toEqual({
      kind: "unseen",
      reason: "the kubeconfig isn't a plain file",
    });
  });
});

test("the program asks the cluster of its kubeconfig, and ends before anything is registered", async () => {
  const path = join(tempFolder({ config: kubeconfigFor((await cluster()).url) }), "config");
  const inFile = {
    source: "oidc",
    issuerUrl: "https://oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF",
    kubeconfig: { path },
  };
  const { errors, resources } = await tryProgram(stackWith({ cluster: inFile }), { run: () => runStack() });

  expect(String(errors[0])).toContain("error[embedded-minio-data]");
  expect(String(errors[0])).toContain(`kubectl --kubeconfig ${path} patch pv pvc-8a2f`);
  expect(String(errors[0])).not.toContain("PLANTED");
  expect(resources).toEqual([]);
});
