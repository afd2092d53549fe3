import { describe, expect, it } from "vitest";
import type { Plan } from "../../plan/plan.js";
import { unknownFacts } from "../../plan/unknown.js";
import type { OidcProviderPlan } from "../../subjects/cluster/plan.js";
import { type Change, config, planOf, without } from "../support/project.js";

const known = "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE";
const unknown = "<known after apply>";
const newCluster = { source: "new", kubernetesVersion: "1.30", api: { publicCidrs: ["203.0.113.0/24"] } };

/** Sources whose issuer may be stated, or not. */
const sources = {
  eks: { source: "eks", name: "analytics" },
  stack: { source: "stack", stack: "acme/clusters/prod" },
  new: newCluster,
} as const;

const stated = (cluster: object): Change => config("cluster", { ...cluster, issuerUrl: `https://${known}` });
const keys: Change = config("auth", { mode: "keys" });
const byKubeconfig: Change = config("cluster", { source: "kubeconfig" });

/** Who may assume the roles of the baseline. */
const subjects = {
  backend: [
    "system:serviceaccount:kubeflow:ml-pipeline",
    "system:serviceaccount:kubeflow:ml-pipeline-ui",
    "system:serviceaccount:kubeflow-argo-workflows:argo-workflow-controller",
    "system:serviceaccount:kubeflow-argo-workflows:argo-server",
  ],
  "profile team-1": ["system:serviceaccount:team-1:default-editor", "system:serviceaccount:team-1:default-viewer"],
  "profile team-1-prod": [
    "system:serviceaccount:team-1-prod:default-editor",
    "system:serviceaccount:team-1-prod:default-viewer",
  ],
};

/** The trust documents of the baseline's roles. */
function trusting(provider: string, issuer: string) {
  return Object.fromEntries(
    Object.entries(subjects).map(([principal, sub]) => [
      principal,
      {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Federated: provider },
            Action: "sts:AssumeRoleWithWebIdentity",
            Condition: { StringEquals: { [`${issuer}:aud`]: "sts.amazonaws.com", [`${issuer}:sub`]: sub } },
          },
        ],
      },
    ]),
  );
}

function trustOf({ principals }: Plan) {
  return Object.fromEntries(
    [principals.backend, ...principals.profiles].map((one) => [
      one.principal,
      one.kind === "role" ? one.trust : undefined,
    ]),
  );
}

const provider = (issuer: string, account = "111122223333", partition = "aws") =>
  `arn:${partition}:iam::${account}:oidc-provider/${issuer}`;

describe("the roles' trust", () => {
  it("oidc: in the issuer that is stated", () => {
    const issuer = "oidc.clusters.acme.example/analytics";
    const plan = planOf(config("cluster", { source: "oidc", issuerUrl: `https://${issuer}` }));

    expect(trustOf(plan)).toEqual(trusting(provider(issuer), issuer));
    expect(unknownFacts(plan)).toEqual([]);
  });

  it.each(Object.entries(sources))("%s: in the issuer that is stated", (_, cluster) => {
    const plan = planOf(stated(cluster));

    expect(trustOf(plan)).toEqual(trusting(provider(known), known));
    expect(unknownFacts(plan)).toEqual([]);
  });

  it.each(Object.entries(sources))("%s: marked where nobody states the issuer", (_, cluster) => {
    const plan = planOf(config("cluster", cluster));

    expect(trustOf(plan)).toEqual(trusting(provider(unknown), unknown));
    expect(unknownFacts(plan)).toEqual(["issuerUrl"]);
  });

  it.each(Object.entries(sources))("%s: marked where nobody states the account either", (_, cluster) => {
    const plan = planOf(config("cluster", cluster), without("accountId"));

    expect(trustOf(plan)).toEqual(trusting(provider(unknown, unknown), unknown));
    expect(unknownFacts(plan)).toEqual(["accountId", "issuerUrl"]);
  });

  it("kubeconfig: there is none, and nothing of an issuer is unknown", () => {
    const plan = planOf(byKubeconfig, keys);

    expect(trustOf(plan)).toEqual({
      backend: undefined,
      "profile team-1": undefined,
      "profile team-1-prod": undefined,
    });
    expect([plan.oidcProvider, unknownFacts(plan)]).toEqual([undefined, []]);
  });

  it.each(Object.entries(sources))("%s, GovCloud: in a provider of its partition", (_, cluster) => {
    const issuer = "oidc.eks.us-gov-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE";
    const region = config("aws:region", "us-gov-west-1");
    const plan = planOf(region, config("cluster", { ...cluster, issuerUrl: `https://${issuer}` }));
    const arn = provider(issuer, "111122223333", "aws-us-gov");

    expect(trustOf(plan)).toEqual(trusting(arn, issuer));
    expect(plan.oidcProvider?.arn).toBe(arn);
  });
});

describe("the trust policy's length", () => {
  const lengthOf = (...changes: Change[]) =>
    planOf(...changes).limits.find(({ quotaCode }) => quotaCode === "L-C07B4B0D");

  it.each(Object.entries(sources))("%s: the same with an EKS issuer, known or not", (_, cluster) => {
    const length = lengthOf(stated(cluster));

    expect(length?.needed).toBe(JSON.stringify(trusting(provider(known), known).backend).length);
    expect(lengthOf(config("cluster", cluster))).toEqual(length);
    expect(lengthOf(config("cluster", cluster), without("accountId"))).toEqual(length);
  });

  it("eks: by the region of the cluster", () => {
    const cluster = { ...sources.eks, region: "ap-southeast-2" };
    const issuerUrl = `https://${known.replace("eu-west-1", "ap-southeast-2")}`;

    expect(lengthOf(config("cluster", cluster))).toEqual(lengthOf(config("cluster", { ...cluster, issuerUrl })));
  });
});

describe("the IAM OIDC provider", () => {
  const tags = { "managed-by": "deploykf-object-store", "pulumi-stack": "dev" };
  const planned = (origin: OidcProviderPlan["origin"], issuer = known): OidcProviderPlan => ({
    arn: provider(issuer),
    url: issuer === unknown ? unknown : `https://${issuer}`,
    clientIds: ["sts.amazonaws.com"],
    origin,
    tags,
  });
  const all = { oidc: { source: "oidc" }, eks: sources.eks, stack: sources.stack };

  it.each(Object.entries(all))("%s: existing, unless it is to be created", (_, cluster) => {
    const { oidcProvider } = planOf(stated(cluster));

    expect(oidcProvider).toEqual(planned("existing"));
    expect(planOf(stated({ ...cluster, oidcProvider: "existing" })).oidcProvider).toEqual(planned("existing"));
    expect(planOf(stated({ ...cluster, oidcProvider: "create" })).oidcProvider).toEqual(planned("create"));
  });

  it("new: comes with the cluster", () => {
    expect(planOf(stated(newCluster)).oidcProvider).toEqual(planned("cluster"));
    expect(planOf(config("cluster", newCluster)).oidcProvider).toEqual(planned("cluster", unknown));
  });

  it("has the stack's tags", () => {
    const { oidcProvider } = planOf(stated({ ...sources.eks, oidcProvider: "create" }), config("tags", { team: "ml" }));

    expect(oidcProvider?.tags).toEqual({ ...tags, team: "ml" });
  });

  it.each(Object.entries({ ...all, new: newCluster }))("%s: none where no role needs it", (_, cluster) => {
    const withKubeconfig = cluster.source === "oidc" ? { ...cluster, kubeconfig: {} } : cluster;
    const plan = planOf(stated(withKubeconfig), keys);

    expect([plan.oidcProvider, unknownFacts(plan)]).toEqual([undefined, []]);
  });
});

describe("the cluster for Secrets", () => {
  it.each(Object.entries(sources))("%s: by what the cluster itself says at up", (_, cluster) => {
    expect(planOf(config("cluster", cluster), keys).secretsCluster).toEqual({
      kubeconfig: undefined,
      namespaces: ["kubeflow"],
    });
    expect(planOf(config("cluster", cluster)).secretsCluster).toBeUndefined();
  });

  it("oidc and kubeconfig: by the file that is named", () => {
    const file = { path: "kubeconfig.yaml", context: "prod" };
    const expected = { kubeconfig: file, namespaces: ["kubeflow"] };

    expect(planOf(stated({ source: "oidc", kubeconfig: file }), keys).secretsCluster).toEqual(expected);
    expect(planOf(config("cluster", { source: "kubeconfig", ...file }), keys).secretsCluster).toEqual(expected);
  });
});
