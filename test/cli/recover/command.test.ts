import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { type Asked, answeringServer, queryAnswers } from "../../support/answering-server.js";
import { apiServer, refusedBy } from "../../support/api-server.js";
import { exampleCopy, processCommand, recoverCommand } from "../../support/command.js";
import { modulesOf } from "../../support/modules.js";
import { exampleRegistered, exportedState } from "../../support/recover.js";
import { tempFolder } from "../../support/stack.js";

const registered = await exampleRegistered();
const stateFile = (...args: Parameters<typeof exportedState>) =>
  join(tempFolder({ "state.json": JSON.stringify(exportedState(...args)) }), "state.json");

function environment(url: string) {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: "AKIATEST",
    AWS_SECRET_ACCESS_KEY: "never sent",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_MAX_ATTEMPTS: "1",
  };
}

/** An account without anything, which is the stack's. */
function empty({ method, body }: Asked) {
  const nothing = { GetRole: "NoSuchEntity", GetCallerIdentity: { result: "<Account>111122223333</Account>" } };
  return method === "POST" ? queryAnswers(nothing)({ body }) : { status: 404 };
}

describe("npm run recover", () => {
  test("of a stack whose state has everything: 0, whoever can be reached", async () => {
    const cwd = exampleCopy();
    const env = environment("http://127.0.0.1:1");

    expect(await processCommand("recover", ["--state", stateFile(registered)], { cwd, env })).toMatchObject({
      exitCode: 0,
      stdout: "Stack dev: what the plan has, what exists, and what the state knows\n\n  15 in the state already\n",
      stderr: "",
    });
  });

  test("of one that has nothing, in an account that has nothing: 0, all of it is up's", async () => {
    const { url } = await answeringServer(empty);
    const cwd = exampleCopy();
    const args = ["--state", stateFile([]), "--format", "json"];
    const { exitCode, stdout } = await processCommand("recover", args, { cwd, env: environment(url) });

    expect(exitCode).toBe(0);
    const { verdict, resources } = JSON.parse(stdout) as {
      verdict: string;
      resources: { urn: string; action: string }[];
    };
    expect(verdict).toBe("nothing");
    expect(new Set(resources.map(({ action }) => action))).toEqual(new Set(["create"]));
    // The engine's own URNs, as the tests of the parts have them.
    const planned = registered.filter(({ custom }) => custom).map(({ urn }) => urn);
    expect(resources.map(({ urn }) => urn).sort()).toEqual(planned.sort());
  });

  test("of one whose bucket somebody else made: 1, and it is refused", async () => {
    const untagged = { status: 404, body: "<Error><Code>NoSuchTagSet</Code></Error>" };
    const { url } = await answeringServer((asked) => {
      if (asked.method === "HEAD") return {};
      return asked.query.has("tagging") ? untagged : empty(asked);
    });
    const args = ["--state", stateFile([])];
    const { exitCode, stdout } = await processCommand("recover", args, { cwd: exampleCopy(), env: environment(url) });

    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/Bucket acme-dev-kubeflow-pipelines +yes +no +refused\n/);
  });

  test("where nobody answers: 2, and nothing is said to be absent", async () => {
    const cwd = exampleCopy();
    const env = environment("http://127.0.0.1:1");
    const { exitCode, stdout } = await processCommand("recover", ["--state", stateFile([])], { cwd, env });

    expect(exitCode).toBe(2);
    expect(stdout).toMatch(/Bucket acme-dev-kubeflow-pipelines +not known +no +nothing: not known\n/);
    expect(stdout).not.toContain("made by the next up");
  });

  test("asks the cluster, too", async () => {
    const kinds = { kind: "APIResourceList", resources: [{ name: "secrets", kind: "Secret", namespaced: true }] };
    const server = await apiServer(({ url }) =>
      url === "/api/v1" ? { status: 200, body: kinds } : refusedBy(404, "NotFound"),
    );
    onTestFinished(() => server.end());
    const cluster = { name: "a", cluster: { server: server.url, "insecure-skip-tls-verify": true } };
    const context = { name: "onprem", context: { cluster: "a", user: "a" } };
    const kubeconfig = { clusters: [cluster], users: [{ name: "a", user: {} }], contexts: [context] };
    const text = JSON.stringify({ apiVersion: "v1", kind: "Config", ...kubeconfig });
    const args = ["--config-file", "examples/Pulumi.kubeconfig.yaml", "--state", stateFile([])];
    const { stdout } = await processCommand(
      "recover",
      [...args, "--kubeconfig", join(tempFolder({ kubeconfig: text }), "kubeconfig")],
      { cwd: exampleCopy(), env: environment("http://127.0.0.1:1") },
    );

    expect(stdout).toMatch(
      /Secret kubeflow\/kubeflow-pipelines--backend-object-store-auth +no +no +made by the next up\n/,
    );
  });

  test.each([
    [["--stack", "staging"], "error[stack-not-found]"],
    [["--state", "no-such-file"], "error[recover-state]: no-such-file doesn't exist"],
    [["--state", "Pulumi.yaml"], "error[recover-state]: Pulumi.yaml isn't JSON"],
    [["--adpt"], "error: unknown option '--adpt'"],
  ])("%j: 2, and one report", async (args, message) => {
    const { exitCode, stdout, stderr } = await recoverCommand(args, { cwd: exampleCopy() });

    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr.replace(/\n/g, " ")).toContain(message);
    expect(stderr).not.toContain("defect of the program");
  });
});

test("no other command loads what it asks accounts and clusters with", async () => {
  const [modules = []] = await modulesOf([["--format", "json"]]);

  expect(modules.filter((file) => /node_modules\/(?:@aws-sdk|@kubernetes)\//.test(file))).toEqual([]);
  expect(modules.filter((file) => file.includes("/cli/recover/"))).toEqual([]);
});
