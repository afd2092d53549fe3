import { describe, expect, test } from "vitest";
import type { ClusterAccess } from "../../base/kubernetes/kubeconfig.js";
import { runStack } from "../../program/run.js";
import type { ClaimAnswer, LookUpClaim } from "../../subjects/deploykf/claim.js";
import { modes } from "../support/baseline.js";
import type { Cloud } from "../support/cloud.js";
import { keyStack } from "../support/key-stacks.js";
import { runProgram, tryProgram } from "../support/program.js";
import { refusal, shown } from "../support/refusal.js";
import { stackWith } from "../support/scenarios.js";
import type { TestStack } from "../support/stack.js";

const release = { version: "0.1.5", valuesFiles: ["values.yaml"] };
const states = (embeddedMinio: string | undefined, changes: object = {}) =>
  stackWith({ deploykf: embeddedMinio === undefined ? release : { ...release, embeddedMinio }, ...changes });
const inFile = {
  source: "oidc",
  issuerUrl: "https://oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF",
  kubeconfig: { path: "it's here", context: "a b" },
};

const bound: ClaimAnswer = { kind: "present", syncOptions: [], volume: { name: "pvc-1", reclaimPolicy: "Delete" } };
const what = `the cluster has the embedded MinIO's claim
deploykf-minio/deploykf-minio-data, and the values block would remove it with
all data in it`;
const goes = "ArgoCD deletes MinIO and what belongs to it, claim and volume too";

/** Runs a stack whose cluster is asked by a function that notes how. */
async function asking(stack: TestStack, answer: ClaimAnswer, cloud: Partial<Cloud> = {}) {
  const asked: Parameters<LookUpClaim>[] = [];
  const lookUp: LookUpClaim = async (...args) => {
    asked.push(args);
    return answer;
  };
  return { ...(await tryProgram(stack, { cloud, run: () => runStack(lookUp) })), asked };
}

describe.each(modes)("a cluster with the embedded MinIO's claim: %s", (_, preview) => {
  test("and nothing stated: an error before anything is registered", async () => {
    expect(await refusal(states(undefined), { claim: bound }, preview)).toBe(
      shown(`error[embedded-minio-data]: ${what}
  = rule: deploykf.embeddedMinio isn't stated; ${goes.slice(0, 29)}
          ${goes.slice(30)}, when the sync begins, before
          Kubeflow Pipelines has switched
  = mend: state deploykf.embeddedMinio: keep, and copy what is needed; remove is
          for later, when the copy has been checked
          (docs/troubleshooting.md#embedded-minio-data)`),
    );
  });

  test("guarded, and nothing stated: an error, too", async () => {
    const claim = { ...bound, syncOptions: ["Delete=false"] };

    expect(await refusal(states(undefined), { claim }, preview)).toContain("error[embedded-minio-data]");
  });

  test("keep: nothing is asked", async () => {
    const { resources, log } = await runProgram(states("keep"), { preview, cloud: { claim: bound } });

    expect(resources.length).toBeGreaterThan(0);
    expect(log).toEqual([]);
  });
});

describe("remove stated, and the claim is there", () => {
  const commands = async (claim: ClaimAnswer, stack = states("remove")) =>
    (await refusal(stack, { claim })).split("\n").filter((line) => line.startsWith("    kubectl"));

  test.each<[string, ClaimAnswer]>([
    ["Delete=false on the claim", { ...bound, syncOptions: ["Delete=false"] }],
    ["Delete=false among others", { ...bound, syncOptions: ["Prune=false", "Delete=false"] }],
    ["a volume that is retained", { ...bound, volume: { name: "pvc-1", reclaimPolicy: "Retain" } }],
    ["no claim", { kind: "absent" }],
  ])("%s: fine", async (_, claim) => {
    const { log } = await runProgram(states("remove"), { cloud: { claim } });

    expect(log).toEqual([]);
  });

  test.each<[string, ClaimAnswer, string]>([
    ["nothing", bound, "its volume's reclaim policy is Delete"],
    ["Prune=false alone", { ...bound, syncOptions: ["Prune=false"] }, "its volume's reclaim policy is Delete"],
    ["what only looks like it", { ...bound, syncOptions: ["XDelete=false"] }, "its volume's reclaim policy is Delete"],
    [
      "a policy that gives the volume to others",
      { ...bound, volume: { name: "v", reclaimPolicy: "Recycle" } },
      "is Recycle",
    ],
    [
      "a volume that may not be read",
      { ...bound, volume: { name: "v", reclaimPolicy: undefined } },
      "is unknown: it may not be read",
    ],
    ["no volume", { ...bound, volume: undefined }, "it is bound to no volume"],
  ])("guarded by %s: an error", async (_, claim, state) => {
    const said = (await refusal(states("remove"), { claim })).replace(/\s+/g, " ");

    expect(said).toContain("error[embedded-minio-data]");
    expect(said).toContain(state);
  });

  test("with the two commands, each on one line", async () => {
    expect(await commands(bound)).toEqual([
      "    kubectl -n deploykf-minio annotate pvc deploykf-minio-data --overwrite argocd.argoproj.io/sync-options=Delete=false,Prune=false",
      `    kubectl patch pv pvc-1 -p '{"spec":{"persistentVolumeReclaimPolicy":"Retain"}}'`,
    ]);
  });

  test("which name the stack's kubeconfig and context as a shell takes them", async () => {
    const stack = states("remove", { cluster: inFile });

    for (const line of await commands(bound, stack)) {
      expect(line).toMatch(/^ {4}kubectl --kubeconfig '\/.*\/it'\\''s here' --context 'a b' /);
    }
  });

  test("which leave others' options, and repeat no text that a shell would take for more", async () => {
    const claim = { ...bound, syncOptions: ["Delete=true", "ServerSideApply=true", "$(reboot)"] };
    const volume = { name: "v; reboot", reclaimPolicy: "Delete" };

    expect(await commands({ ...claim, volume })).toEqual([
      "    kubectl -n deploykf-minio annotate pvc deploykf-minio-data --overwrite argocd.argoproj.io/sync-options=ServerSideApply=true,Delete=false,Prune=false",
    ]);
  });
});

describe("where the cluster is asked", () => {
  const contents = JSON.stringify({ clusters: [], users: [] });
  const byStack = { cluster: { source: "stack", stack: "acme/clusters/prod" } };
  const issuer = "https://oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF";

  test.each<[string, TestStack, Partial<Cloud>, ClusterAccess]>([
    ["a kubeconfig", keyStack(), {}, { file: { path: "kubeconfig.yaml", context: "test" } }],
    ["an issuer, with a kubeconfig", states("remove", { cluster: inFile }), {}, { file: inFile.kubeconfig }],
    ["an issuer alone", states("remove"), {}, { reason: "cluster.kubeconfig isn't stated" }],
    [
      "a new cluster",
      states("remove", { cluster: { source: "new", kubernetesVersion: "1.32" } }),
      {},
      { reason: "this stack makes the cluster, and comes before it" },
    ],
    [
      "another stack",
      states("remove", byStack),
      { stackOutputs: { oidcProviderUrl: issuer, kubeconfig: contents } },
      { contents },
    ],
    [
      "another stack without one",
      states("remove", byStack),
      { stackOutputs: { oidcProviderUrl: issuer } },
      { reason: "the stack acme/clusters/prod gives no kubeconfig" },
    ],
    [
      "another stack with a broken one",
      states("remove", byStack),
      { stackOutputs: { oidcProviderUrl: issuer, kubeconfig: "PLANTED" }, secretOutputs: ["kubeconfig"] },
      { reason: "the stack acme/clusters/prod gives no kubeconfig" },
    ],
    [
      "an EKS cluster without an endpoint",
      states("remove", { cluster: { source: "eks", name: "analytics" } }),
      { cluster: { issuer, endpoint: "" } },
      { reason: "the EKS cluster analytics gives no kubeconfig" },
    ],
  ])("%s", async (_, stack, cloud, expected) => {
    const { asked, errors, resources, log } = await asking(stack, { kind: "absent" }, cloud);

    expect(errors).toEqual([]);
    expect(resources.length).toBeGreaterThan(0);
    expect(asked).toEqual([[expected, { namespace: "deploykf-minio", name: "deploykf-minio-data" }]]);
    expect(log.join()).not.toContain("embedded-minio");
  });

  test("an EKS cluster, by the kubeconfig that the program makes", async () => {
    const stack = states("remove", { cluster: { source: "eks", name: "analytics" } });
    const { asked } = await asking(stack, { kind: "absent" }, { cluster: { issuer } });

    expect(JSON.stringify(asked)).toContain("get-token");
  });

  test("what keeps it from answering is a warning, and the stack goes on", async () => {
    const { errors, resources, log } = await asking(keyStack(), { kind: "unseen", reason: "there was no answer" });

    expect(errors).toEqual([]);
    expect(resources.length).toBeGreaterThan(0);
    expect(log.map((text) => text.replace(/\s+/g, " "))).toEqual([
      `warning[embedded-minio-unseen]: whether the cluster has data in the embedded MinIO was not looked at: there was no answer = rule: the values block removes it; where there is one, ${goes}, when the sync begins, before Kubeflow Pipelines has switched = mend: look by hand: kubectl -n deploykf-minio get pvc; with data in it, deploykf.embeddedMinio: keep (docs/troubleshooting.md#embedded-minio-unseen)`,
    ]);
  });
});

test("a run with nothing stated warns of it, also where the cluster has no MinIO", async () => {
  const { log } = await runProgram(states(undefined), { cloud: { claim: { kind: "absent" } } });

  expect(log.map((text) => text.slice(0, 24))).toEqual(["warning[embedded-minio]:"]);
});
