import * as pulumi from "@pulumi/pulumi";
import { type Asker, askAccount } from "../base/aws/ask-account.js";
import { askRegion } from "../base/aws/ask-region.js";
import type { Arguments } from "../base/input/args.js";
import type { Late, Planned } from "../base/planned/resources.js";
import { answered } from "../base/planned/resources-error.js";
import { type Finding, type Problem, ProblemList, ProblemsError } from "../base/problems/problem.js";
import { renderProblem, throwOnErrors } from "../base/problems/report.js";
import type { Plan } from "../plan/plan.js";
import { usesAws } from "../settings/settings.js";
import { askBucket } from "../subjects/bucket/ask.js";
import { askCluster, otherIssuer } from "../subjects/cluster/ask.js";
import type { ClusterFacts } from "../subjects/cluster/ask-eks.js";
import { accessTo, checkKubeconfig } from "../subjects/cluster/ask-kubeconfig.js";
import { askOidcProvider } from "../subjects/cluster/ask-oidc-provider.js";
import { type ClusterSettings, kubeconfigOf } from "../subjects/cluster/settings.js";
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
    /** What a problem is told as. */
    private readonly conceal: (problem: Problem) => Problem,
  ) {
    const { settings, secretsCluster } = shape;
    const { cluster } = settings;
    const named = isNamed(cluster);
    const asksIssuer = named && cluster.issuerUrl === undefined && this.#roles;
    this.late = [
      ...(usesAws(settings) && settings.accountId === undefined ? [{ ...account, value: () => this.#account() }] : []),
      ...(asksIssuer ? [{ ...issuer, value: () => this.#askCluster().apply((facts) => facts?.issuerUrl) }] : []),
    ];
    const isLate = read.late.some(({ key }) => key === "accountId");
    const states = usesAws(settings) && settings.accountId !== undefined && !isLate;
    this.gate = states ? this.#checkAccount(pulumi.output(settings.accountId)) : undefined;
    const given = read.opaque("kubeconfig");
    const looksUp = named && secretsCluster !== undefined && given === undefined;
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
    const { settings } = this.shape;
    if (!usesAws(settings)) return { ofValues: () => [this.#embeddedMinio()], ofRoles: () => [] };
    const account = () => this.gate ?? this.#checkAccount(plan.output((known) => known.settings.accountId));
    const region = () =>
      pulumi.output(this.#reported((problems) => askRegion(settings.awsRegion, problems, this.asker)));
    return {
      ofValues: () => [account(), region(), this.#checkBucket(plan), this.#embeddedMinio()],
      ofRoles: () => (this.#roles ? [account(), this.#checkProvider(plan), this.#checkIssuer(plan)] : []),
    };
  }

  #checkBucket(plan: Planned<Plan>): pulumi.Output<unknown> {
    const bucket = plan.output(({ settings: { platform, bucket: own, awsRegion } }) => {
      const { name, region, create } = own;
      return { platform, awsRegion, bucket: { name, region, create } };
    });
    return bucket.apply((question) => this.#reported((problems) => askBucket(question, problems, this.asker)));
  }

  #checkAccount(stated: pulumi.Output<string | undefined>): pulumi.Output<unknown> {
    return stated.apply((accountId) => this.#reported((problems) => askAccount(accountId, problems, this.asker)));
  }

  /** That the issuer has an IAM OIDC provider. */
  #checkProvider(plan: Planned<Plan>): pulumi.Output<unknown> {
    const provider = plan.output(({ settings: { cluster, partition, stack }, facts: { accountId, issuerUrl } }) => ({
      question: { cluster, partition, stack },
      expected: { accountId, issuerUrl, stated: "providerArn" in cluster ? cluster.providerArn : undefined },
    }));
    return provider.apply(({ question, expected: { accountId, issuerUrl, stated } }) =>
      this.#reported(async (problems) => {
        if (accountId === undefined || issuerUrl === undefined) return;
        await askOidcProvider(question, { accountId, issuerUrl, stated }, problems, this.asker);
      }),
    );
  }

  /** That a stated issuer is the cluster's. */
  #checkIssuer(plan: Planned<Plan>): pulumi.Output<unknown> {
    const { cluster } = this.shape.settings;
    if (!isNamed(cluster) || cluster.issuerUrl === undefined) return pulumi.output(undefined);
    const stated = plan.output(({ facts }) => facts.issuerUrl);
    return pulumi.all([this.#askCluster(), stated]).apply(([found, url]) =>
      this.#reported(async (problems) => {
        if (found?.issuerUrl && url !== undefined && found.issuerUrl !== url)
          problems.error(otherIssuer(url, found.issuerUrl));
      }),
    );
  }

  /** Looked for wherever the cluster can be reached, where the values would remove it. */
  #embeddedMinio(): pulumi.Output<unknown> {
    const { cluster, deploykf } = this.shape.settings;
    const { embeddedMinio } = deploykf;
    if (embeddedMinio.effect === "keeps" || !embeddedMinio.hasOwnClaim) return pulumi.output(undefined);
    const { kubeconfig } = this.secrets;
    const contents = kubeconfig ?? this.#foundKubeconfig(cluster);
    const looked = contents.apply((text) =>
      this.#reported(async () => {
        const access = async () => (text === undefined ? accessTo(cluster, async () => undefined) : { contents: text });
        await checkEmbeddedMinio(embeddedMinio, { kubeconfig: kubeconfigOf(cluster), access }, claimLookUp());
      }),
    );
    // Whether it is there is no secret, though the cluster was reached by one.
    return pulumi.unsecret(looked);
  }

  #foundKubeconfig(cluster: ClusterSettings): pulumi.Output<string | undefined> {
    if (!isNamed(cluster)) return pulumi.output(undefined);
    return this.#askCluster().apply(async (facts) => facts?.kubeconfig?.());
  }

  get #roles(): boolean {
    const { auth, deploykf } = this.shape.settings;
    return usesRoles(auth, deploykf.profiles);
  }

  #account(): pulumi.Output<string | undefined> {
    return pulumi.output(this.#reported((problems) => askAccount(undefined, problems, this.asker)));
  }

  /** Without what is stated of its issuer, which is compared when it is known. */
  #askCluster(): pulumi.Output<ClusterFacts | undefined> {
    const { settings } = this.shape;
    const cluster = isNamed(settings.cluster) ? { ...settings.cluster, issuerUrl: undefined } : settings.cluster;
    this.#cluster ??= pulumi.output(
      this.#reported((problems) => askCluster({ ...settings, cluster, roles: this.#roles }, problems, this.asker)),
    );
    return this.#cluster;
  }

  #kubeconfig(): pulumi.Output<string> {
    const { secretsCluster, settings } = this.shape;
    const contents = this.#askCluster().apply((facts) =>
      this.#reported(async () => {
        const found = await facts?.kubeconfig?.();
        if (secretsCluster) checkKubeconfig(secretsCluster, settings.cluster, found);
        return found ?? "";
      }),
    );
    return pulumi.secret(contents);
  }

  /** A secret argument, checked when it is known: nothing else than a text ever gets into a Secret, and no empty one. */
  #secret(key: string): pulumi.Output<string> {
    const given = this.read.opaque(key);
    if (given === undefined) return pulumi.secret("");
    const text = outputOf(given).apply((known) =>
      this.#reported(async (problems) => {
        const isFile = key === "kubeconfig";
        if (typeof known === "string" && known.trim() !== "" && (isFile || known.trim() === known)) return known;
        problems.error(notSecretText(key, isFile));
        return "";
      }),
    );
    return pulumi.secret(text);
  }

  /** Asks, and ends the run with what was found wrong. */
  #reported<T>(ask: (problems: ProblemList) => Promise<T>): Promise<T> {
    return answered(async () => {
      const problems = new ProblemList();
      try {
        const answer = await ask(problems);
        const later = problems.errors.filter(({ code }) => pulumi.runtime.isDryRun() && mayCome.has(code));
        throwOnErrors(problems.errors.filter((error) => !later.includes(error)));
        const warnings = [...later.map((error) => ({ ...error, severity: "warning" as const })), ...problems.warnings];
        for (const warning of warnings) await pulumi.log.warn(renderProblem(this.conceal(warning)));
        return answer;
      } catch (error) {
        if (!(error instanceof ProblemsError)) throw error;
        const concealed = new ProblemsError(error.problems.map(this.conceal), error.message);
        throw shownProblems(concealed, "What depends on it isn't registered.");
      }
    });
  }
}

/** What isn't there in a preview, and another resource of the program may be about to make. */
const mayCome: ReadonlySet<string> = new Set(["bucket-not-found", "oidc-provider-missing"]);

function isNamed(cluster: ClusterSettings): cluster is Extract<ClusterSettings, { source: "eks" | "stack" }> {
  return cluster.source === "eks" || cluster.source === "stack";
}

const notSecretText = (key: string, isFile: boolean): Finding => ({
  code: "key-value",
  message: `${key} is no text, is empty, or has white space around it`,
  rule: isFile
    ? "the contents of a kubeconfig"
    : "clients sign with the text as it is, so a line break at its end is a wrong key",
  mend: "pass the text that is meant, without a line break; it isn't shown here",
});
