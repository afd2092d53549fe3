import { log } from "@pulumi/pulumi";
import { askAccount } from "../base/aws/ask-account.js";
import { ProblemList } from "../base/problems/problem.js";
import { renderProblem, throwOnErrors } from "../base/problems/report.js";
import type { Settings } from "../settings/settings.js";
import { usesAws } from "../settings/settings.js";
import type { Facts } from "../subjects/access/facts.js";
import { askBucket } from "../subjects/bucket/ask.js";
import { askCluster } from "../subjects/cluster/ask.js";
import { askOidcProvider } from "../subjects/cluster/ask-oidc-provider.js";
import { usesRoles } from "../subjects/identity/who.js";

/** What was asked before anything is registered. */
export interface Cloud {
  readonly facts: Facts;
  /** Contents of a kubeconfig, to be shown to nobody, where the cluster itself or another stack gives one. */
  readonly kubeconfig: () => Promise<string | undefined>;
}

/**
 * Asks AWS, and another stack if the cluster is there, for what the plan needs, and compares it with what the user
 * stated, before anything is registered.
 * @throws ProblemsError where the two contradict each other
 */
export async function askCloud(settings: Settings): Promise<Cloud> {
  const today = new Date().toISOString().slice(0, 10);
  const problems = new ProblemList();
  const asksAws = usesAws(settings);
  const accountId = asksAws ? await askAccount(settings.accountId, problems) : undefined;
  // Out of reach once, it would be out of reach every time: one mistake, one problem.
  const isOutOfReach = asksAws && accountId === undefined;
  if (accountId !== undefined) await askBucket(settings, problems);
  const roles = usesRoles(settings.auth, settings.deploykf.profiles);
  const cluster = isOutOfReach ? undefined : await askCluster({ ...settings, roles }, problems);
  // Elsewhere only another stack has something to say, and of a kubeconfig alone.
  const issuerUrl = asksAws ? cluster?.issuerUrl : undefined;
  const clientIds =
    roles && accountId !== undefined && issuerUrl !== undefined
      ? await askOidcProvider(settings, { accountId, issuerUrl, stated: cluster?.providerArn }, problems)
      : [];
  throwOnErrors(problems.errors);
  for (const warning of problems.warnings) await log.warn(renderProblem(warning));
  return {
    facts: { accountId, issuerUrl, oidcClientIds: clientIds, today },
    kubeconfig: async () => {
      const contents = await cluster?.kubeconfig?.();
      throwOnErrors(problems.errors);
      return contents;
    },
  };
}
