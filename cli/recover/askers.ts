import { otherAccount } from "../../base/aws/ask-account.js";
import type { Finding } from "../../base/problems/problem.js";
import type { Plan } from "../../plan/plan.js";
import type { UserKeys } from "../../recover/access-keys.js";
import type { Registered } from "../../recover/candidates.js";
import type { Found } from "../../recover/found.js";
import type { Subject } from "../../recover/kinds.js";
import { usesAws } from "../../settings/settings.js";
import { type Ask, notKnown, unknown } from "./ask.js";
import { askInlinePolicy, askOidcProvider, askRole, askUser, deleteKey, keysOf } from "./ask-iam.js";
import { kubernetesAsker } from "./ask-kubernetes.js";
import { askBucket, askBucketSetting } from "./ask-s3.js";
import { type AwsClients, awsClients } from "./aws-clients.js";
import { storeSettings } from "./store-settings.js";

/** Everything that can be asked about a stack's things. */
export interface Askers {
  readonly ask: Ask;
  /** Of the account that the credentials belong to, else as stated; undefined where nobody knows. */
  readonly accountId: string | undefined;
  keysOf(user: string, isKnown: (id: string) => boolean): Promise<UserKeys>;
  deleteKey(user: string, id: string): Promise<void>;
}

interface AskerOptions {
  readonly plan: Plan;
  /** What the program registers: its providers say how the store is reached. */
  readonly registered: readonly Registered[];
  /** The stack's, with secrets in clear. */
  readonly config: Readonly<Record<string, string>>;
  /** Of the cluster, where the stack names none. */
  readonly kubeconfig: string | undefined;
}

/** Askers for the stack's account, store and cluster; a finding where they would ask the wrong one. */
export async function askersFor(options: AskerOptions): Promise<Askers | { readonly finding: Finding }> {
  const { platform, accountId: stated } = options.plan.settings;
  const settings = storeSettings(options);
  if ("finding" in settings) return settings;
  const clients = "answer" in settings ? settings : await awsClients(settings).catch(unknown);
  const isAws = platform === "aws-s3" && usesAws(options.plan.settings);
  const account = isAws && !("answer" in clients) ? await accountOf(clients, stated) : {};
  if ("finding" in account) return account;
  const accountId = account.accountId ?? stated;
  const cluster = clusterAsker(options);
  return {
    accountId,
    ask: async (subject) => {
      if (subject.is === "object") return (await cluster())(subject);
      if (platform === "minio" && subject.is !== "bucket") return besideTheStore;
      return "answer" in clients ? clients : askCloud(clients, subject, isAws ? accountId : undefined);
    },
    keysOf: async (user, isKnown) =>
      "answer" in clients ? { user, keys: undefined, why: clients.why } : keysOf(clients.iam, user, isKnown),
    deleteKey: async (user, id) => {
      if (!("answer" in clients)) await deleteKey(clients.iam, user, id);
    },
  };
}

const besideTheStore = notKnown("on a MinIO stack this command asks MinIO and the cluster alone");

function askCloud(
  { s3, iam }: AwsClients,
  subject: Exclude<Subject, { is: "object" }>,
  accountId: string | undefined,
): Promise<Found> {
  switch (subject.is) {
    case "bucket":
      return askBucket(s3, subject.name, { accountId });
    case "bucket-setting":
      return askBucketSetting(s3, subject.bucket, subject.setting);
    case "role":
      return askRole(iam, subject.name);
    case "user":
      return askUser(iam, subject.name);
    case "oidc-provider":
      return askOidcProvider(iam, subject.arn);
    case "inline-policy":
      return askInlinePolicy(iam, subject);
  }
}

async function accountOf(
  { sts }: AwsClients,
  stated: string | undefined,
): Promise<{ readonly accountId?: string | undefined } | { readonly finding: Finding }> {
  const { GetCallerIdentityCommand } = await import("@aws-sdk/client-sts");
  try {
    const { Account } = await sts.send(new GetCallerIdentityCommand({}));
    if (stated === undefined || !Account || Account === stated) return { accountId: Account };
    return { finding: otherAccount(stated, Account) };
  } catch {
    // Whatever is asked next says why it can't be answered.
    return {};
  }
}

/** The cluster is reached once, and only if anybody asks for an object in it. */
function clusterAsker({ plan, kubeconfig }: AskerOptions): () => ReturnType<typeof kubernetesAsker> {
  let asker: ReturnType<typeof kubernetesAsker> | undefined;
  return () => {
    const file = plan.secretsCluster?.kubeconfig;
    const choice = kubeconfig !== undefined ? { path: kubeconfig, context: file?.context } : file;
    asker ??= choice ? kubernetesAsker(choice) : Promise.resolve(async () => clusterUnknown);
    return asker;
  };
}

const clusterUnknown = notKnown("only up knows how the stack's cluster is reached; name its kubeconfig: --kubeconfig");
