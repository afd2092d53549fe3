import { describe, expect, test } from "vitest";
import { modes } from "../support/baseline.js";
import { type Cloud, getCallerIdentity, getCluster, getOidcProvider, noProvider } from "../support/cloud.js";
import { changes, described } from "../support/expected.js";
import { runProgram } from "../support/program.js";
import { stackWith } from "../support/scenarios.js";

const host = "oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF0123456789ABCDEF0123456789";
const issuer = `https://${host}`;
const arn = `arn:aws:iam::111122223333:oidc-provider/${host}`;
const other = "acme/clusters/prod";

const oidc = { source: "oidc", issuerUrl: issuer };
const eks = { source: "eks", name: "analytics" };
const stack = { source: "stack", stack: other };
const outputs = { issuerUrl: "issuer", providerArn: "arn", clusterName: "name", kubeconfig: "config" };

const account = [getCallerIdentity, {}] as const;
const provider = [getOidcProvider, { arn }] as const;
const cluster = [getCluster, { name: "analytics" }] as const;
const kubeconfig = "apiVersion: v1\nkind: Config\nclusters: []\nusers: []\n";

type Call = readonly [token: string, inputs: object];
type Source = readonly [what: string, cluster: object, cloud: Partial<Cloud>, calls: readonly Call[]];

const found = { cluster: { issuer } };

/** Every way to the same issuer, and what is asked on it. */
const sources: readonly Source[] = [
  ["oidc", oidc, {}, [account, provider]],
  ["eks", eks, found, [account, cluster, provider]],
  ["eks, in the region of the roles", { ...eks, region: "eu-west-1" }, found, [account, cluster, provider]],
  [
    "eks, in another region",
    { ...eks, region: "eu-central-1" },
    found,
    [account, [getCluster, { name: "analytics", region: "eu-central-1" }], provider],
  ],
  ["eks, with the issuer stated", { ...eks, issuerUrl: issuer }, found, [account, cluster, provider]],
  ["stack, by the issuer", stack, { stackOutputs: { oidcProviderUrl: issuer, kubeconfig } }, [account, provider]],
  ["stack, by the issuer without its scheme", stack, { stackOutputs: { oidcProviderUrl: host } }, [account, provider]],
  [
    "stack, with a kubeconfig that nobody needs",
    stack,
    { stackOutputs: { oidcProviderUrl: issuer, kubeconfig: "broken" } },
    [account, provider],
  ],
  ["stack, by the provider", stack, { stackOutputs: { oidcProviderArn: arn } }, [account, provider]],
  [
    "stack, by the cluster's name",
    stack,
    { stackOutputs: { clusterName: "analytics" }, ...found },
    [account, cluster, provider],
  ],
  [
    "stack, by all of them: the cluster needn't be asked",
    { ...stack, outputs, issuerUrl: issuer },
    { stackOutputs: { issuer, arn, name: "analytics", config: kubeconfig } },
    [account, provider],
  ],
  [
    "stack, by secrets",
    stack,
    {
      stackOutputs: { oidcProviderUrl: issuer, oidcProviderArn: arn },
      secretOutputs: ["oidcProviderUrl", "oidcProviderArn"],
    },
    [account, provider],
  ],
];

describe.each(modes)("roles for a cluster, %s", (_, preview) => {
  const run = (config: object, cloud: Partial<Cloud> = {}) =>
    runProgram(stackWith({ cluster: config }), { preview, cloud: { otherStack: other, ...cloud } });

  test.each(sources)("%s: the same resources, and these calls alone", async (_, config, cloud, calls) => {
    const stated = await run(oidc);
    const asked = await run(config, cloud);

    expect(described(asked.resources)).toEqual(described(stated.resources));
    expect(asked.outputs).toEqual(stated.outputs);
    expect(asked.calls.map(({ token, inputs }) => [token, inputs])).toEqual(calls);
    expect(asked.log.map((line) => /^\w+\[[a-z-]+\]/.exec(line)?.[0])).toEqual(
      "region" in config && config.region !== "eu-west-1" ? ["warning[issuer-region]"] : [],
    );
  });

  test.each(sources)(
    "%s: a provider to create, which is never deleted, and before the roles",
    async (_what, config, cloud) => {
      const existing = await run(config, cloud);
      const creating = await run({ ...config, oidcProvider: "create" }, { ...cloud, ...noProvider });
      const [before, after] = [described(existing.resources), described(creating.resources)];
      const dependsOn = ["OpenIdConnectProvider kubeflow-oidc-provider"];
      const roles = Object.entries(before).filter(([name]) => name.startsWith("Role "));

      expect(roles).toHaveLength(3);
      expect(changes(before, after)).toEqual({
        "OpenIdConnectProvider kubeflow-oidc-provider": {
          parent: "Stack deploykf-object-store-test",
          inputs: {
            url: issuer,
            clientIdLists: ["sts.amazonaws.com"],
            tags: { "managed-by": "deploykf-object-store", "pulumi-stack": "test" },
          },
          retained: true,
        },
        ...Object.fromEntries(roles.map(([name, role]) => [name, { ...role, dependsOn }])),
      });
      expect(creating.calls).toEqual(existing.calls);
      expect(creating.log.filter((line) => line.includes("oidc-provider"))).toEqual([]);
      const [request] = [...creating.requests.values()].filter((one) =>
        one.getType().includes("openIdConnectProvider"),
      );
      expect(request?.getIgnorechangesList()).toEqual(["thumbprintLists"]);
    },
  );
});

describe.each(modes)("a provider to create that is there, %s", (_, preview) => {
  const config = { ...oidc, oidcProvider: "create" };
  const run = (cloud: Partial<Cloud>) => runProgram(stackWith({ cluster: config }), { preview, cloud });
  const made = ({ resources }: Awaited<ReturnType<typeof run>>) =>
    resources.find(({ name }) => name === "kubeflow-oidc-provider")?.inputs.clientIdLists;

  test("is warned of, with the command that adopts it", async () => {
    const { log } = await run({});

    expect(log.map((line) => line.replace(/\s+/g, " "))).toEqual([
      `warning[oidc-provider-exists]: cluster.oidcProvider is create, and the account has ${arn} ` +
        "= rule: up ends with EntityAlreadyExists, unless this stack has adopted it " +
        "= mend: set cluster.oidcProvider: existing, or adopt it: " +
        "pulumi import aws:iam/openIdConnectProvider:OpenIdConnectProvider kubeflow-oidc-provider " +
        `${arn} --protect=false --generate-code=false --stack test (docs/troubleshooting.md#oidc-provider-exists)`,
    ]);
  });

  test("isn't warned of where this stack has made it", async () => {
    const { log } = await run({ providerTags: { "managed-by": "deploykf-object-store", "pulumi-stack": "test" } });

    expect(log).toEqual([]);
  });

  test("keeps the client ids that others gave it, and gets IRSA's", async () => {
    expect(made(await run({ clientIds: ["sts.amazonaws.com", "other"] }))).toEqual(["sts.amazonaws.com", "other"]);
    expect(made(await run({ clientIds: ["other"] }))).toEqual(["sts.amazonaws.com", "other"]);
    expect(made(await run(noProvider))).toEqual(["sts.amazonaws.com"]);
  });
});

describe.each(modes)("roles for a cluster in GovCloud, %s", (_, preview) => {
  const govHost = host.replace("eu-west-1", "us-gov-west-1");
  const govArn = `arn:aws-us-gov:iam::111122223333:oidc-provider/${govHost}`;
  const run = (config: object, cloud: Partial<Cloud> = {}) =>
    runProgram(stackWith({ "aws:region": "us-gov-west-1", cluster: config }), { preview, cloud });

  test.each([
    ["eks", eks, { cluster: { issuer: `https://${govHost}` } }],
    ["stack", stack, { stackOutputs: { oidcProviderArn: govArn } }],
  ])("%s: the provider of its partition", async (_, config, cloud) => {
    const stated = await run({ ...oidc, issuerUrl: `https://${govHost}` });
    const asked = await run(config, cloud);

    expect(described(asked.resources)).toEqual(described(stated.resources));
    expect(asked.calls.at(-1)?.inputs).toEqual({ arn: govArn });
    expect(JSON.stringify(described(asked.resources)["Role kubeflow-backend"]?.inputs)).toContain(`"${govArn}"`);
  });
});
