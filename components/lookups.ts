import * as pulumi from "@pulumi/pulumi";
import { type Asker, askAccount } from "../base/aws/ask-account.js";
import type { Arguments } from "../base/input/args.js";
import type { Late, Planned } from "../base/planned/resources.js";
import { ProblemList, ProblemsError } from "../base/problems/problem.js";
import { renderProblem, throwOnErrors } from "../base/problems/report.js";
import type { Plan } from "../plan/plan.js";
import { usesAws } from "../settings/settings.js";
import { askBucket } from "../subjects/bucket/ask.js";
import { askCluster } from "../subjects/cluster/ask.js";
import type { ClusterFacts } from "../subjects/cluster/ask-eks.js";
import { accessTo, checkKubeconfig } from "../subjects/cluster/ask-kubeconfig.js";
import { askOidcProvider } from "../subjects/cluster/ask-oidc-provider.js";
import { kubeconfigOf } from "../subjects/cluster/settings.js";
import { checkEmbeddedMinio } from "../subjects/deploykf/ask-embedded-minio.js";
import { claimLookUp } from "../subjects/deploykf/claim.js";
import { keysPathOf, usesRoles } from "../subjects/identity/who.js";
import { outputOf, shownProblems } from "./arguments.js";
import type { StoreChecks, StoreSecrets } from "./store-source.js";

/** Facts that are looked up where no argument says them. */
export const account = { key: "the account of the AWS credentials", standIn: "000000000001" };
export const issuer = { key: "the cluster's issuer", standIn: "https://late-cluster.invalid/id" };

/** What a component in somebody's program asks of the cloud, by its own providers; each question once. */
export class Lookups {
  readonly late: readonly Late[];
  readonly secrets: StoreSecrets;
  /** That the stated account is the one of the credentials. */
  readonly gate: pulumi.Output<unknown> | undefined;
  #cluster: pulumi.Output<ClusterFacts | undefined> | undefined;

  constructor(
    private readonly shape: Plan,
    private readonly read: Arguments,
    private readonly asker: Asker,
  ) {
    const { settings, secretsCluster } = shape;
    const { cluster } = settings;
    const isNamed = cluster.source === "eks" || cluster.source === "stack";
    const asksIssuer = isNamed && cluster.issuerUrl === undefined && this.#roles;
    this.late = [
      ...(usesAws(settings) && settings.accountId === undefined ? [{ ...account, value: () => this.#account() }] : []),
      ...(asksIssuer ? [{ ...issuer, value: () => this.#askCluster().apply((facts) => facts?.issuerUrl) }] : []),
    ];
    const isLate = read.late.some(({ key }) => key === "accountId");
    const states = usesAws(settings) && settings.accountId !== undefined && !isLate;
    this.gate = states ? this.#checkAccount(pulumi.output(settings.accountId)) : undefined;
    const given = read.opaque("kubeconfig");
    const looksUp = isNamed && secretsCluster !== undefined && given === undefined;
    this.secrets = {
      keys: (principal) => {
        const part = (name: string) => this.#secret(["keys", ...keysPathOf(principal), name].join("."));
        return { accessKey: part("accessKey"), secretKey: part("secretKey") };
      },
      storageAccountKey: this.#secret("keys.storageAccountKey"),
      kubeconfig: looksUp ? this.#kubeconfig() : given === undefined ? undefined : this.#secret("kubeconfig"),
    };
  }

  /** What has to hold before anybody uses the values, or the roles: the same that the program asks before it registers anything. */
  checks(plan: Planned<Plan>): StoreChecks {
    if (!usesAws(this.shape.settings)) return { ofValues: [this.#embeddedMinio()], ofRoles: [] };
    const account = this.gate ?? this.#checkAccount(plan.output(({ settings }) => settings.accountId));
    const bucket = plan.output(({ settings: { platform, bucket: own, awsRegion } }) => {
      const { name, region, create } = own;
      return { platform, awsRegion, bucket: { name, region, create } };
    });
    const provider = plan.output(({ settings: { cluster, partition, stack }, facts }) => ({
      question: { cluster, partition, stack },
      expected: { accountId: facts.accountId, issuerUrl: facts.issuerUrl, stated: facts.providerArn },
    }));
    const checkedBucket = bucket.apply((question) => reported((problems) => askBucket(question, problems, this.asker)));
    const checkedProvider = provider.apply(({ question, expected: { accountId, issuerUrl, stated } }) =>
      reported(async (problems) => {
        if (!this.#roles || accountId === undefined || issuerUrl === undefined) return;
        await askOidcProvider(question, { accountId, issuerUrl, stated }, problems, this.asker);
      }),
    );
    return { ofValues: [account, checkedBucket, this.#embeddedMinio()], ofRoles: [account, checkedProvider] };
  }

  #checkAccount(stated: pulumi.Output<string | undefined>): pulumi.Output<unknown> {
    return stated.apply((accountId) => reported((problems) => askAccount(accountId, problems, this.asker)));
  }

  /** Looked for wherever the cluster can be reached. */
  #embeddedMinio(): pulumi.Output<unknown> {
    const { cluster, deploykf } = this.shape.settings;
    return pulumi.output(this.secrets.kubeconfig).apply((contents) =>
      reported(async () => {
        const access = async () => (contents === undefined ? accessTo(cluster, async () => undefined) : { contents });
        await checkEmbeddedMinio(deploykf.embeddedMinio, { kubeconfig: kubeconfigOf(cluster), access }, claimLookUp());
      }),
    );
  }

  get #roles(): boolean {
    const { auth, deploykf } = this.shape.settings;
    return usesRoles(auth, deploykf.profiles);
  }

  #account(): pulumi.Output<string | undefined> {
    return pulumi.output(reported((problems) => askAccount(undefined, problems, this.asker)));
  }

  #askCluster(): pulumi.Output<ClusterFacts | undefined> {
    const { settings } = this.shape;
    const { cluster: stated } = settings;
    const isLate = this.read.late.some(({ key }) => key === "cluster.issuerUrl");
    const isNamed = stated.source === "eks" || stated.source === "stack";
    // What isn't known yet is compared with nothing.
    const cluster = isNamed && isLate ? { ...stated, issuerUrl: undefined } : stated;
    this.#cluster ??= pulumi.output(
      reported((problems) => askCluster({ ...settings, cluster, roles: this.#roles }, problems, this.asker)),
    );
    return this.#cluster;
  }

  #kubeconfig(): pulumi.Output<string> {
    const { secretsCluster, settings } = this.shape;
    const contents = this.#askCluster().apply((facts) =>
      reported(async () => {
        const found = await facts?.kubeconfig?.();
        if (secretsCluster) checkKubeconfig(secretsCluster, settings.cluster, found);
        return found ?? "";
      }),
    );
    return pulumi.secret(contents);
  }

  #secret(key: string): pulumi.Output<string> {
    return pulumi.secret(outputOf(this.read.opaque(key)).apply((text) => (typeof text === "string" ? text : "")));
  }
}

/** Asks, and ends the run with what was found wrong. */
async function reported<T>(ask: (problems: ProblemList) => Promise<T>): Promise<T> {
  const problems = new ProblemList();
  try {
    const answer = await ask(problems);
    throwOnErrors(problems.errors);
    for (const warning of problems.warnings) await pulumi.log.warn(renderProblem(warning));
    return answer;
  } catch (error) {
    if (error instanceof ProblemsError) throw shownProblems(error, "What depends on it isn't registered.");
    throw error;
  }
}
