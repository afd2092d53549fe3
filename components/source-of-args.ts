import * as pulumi from "@pulumi/pulumi";
import { type Asker, askAccount } from "../base/aws/ask-account.js";
import type { Arguments, Known } from "../base/input/args.js";
import type { Late, Texts } from "../base/planned/resources.js";
import { ProblemList, ProblemsError } from "../base/problems/problem.js";
import { renderProblem, reportErrors, throwOnErrors } from "../base/problems/report.js";
import { type Plan, planObjectStore } from "../plan/plan.js";
import { readArguments, settingsOf } from "../settings/args.js";
import { type Settings, usesAws } from "../settings/settings.js";
import type { Facts } from "../subjects/access/facts.js";
import { askBucket } from "../subjects/bucket/ask.js";
import { askCluster } from "../subjects/cluster/ask.js";
import { accessTo, checkKubeconfig } from "../subjects/cluster/ask-kubeconfig.js";
import { askOidcProvider } from "../subjects/cluster/ask-oidc-provider.js";
import { checkEmbeddedMinio } from "../subjects/deploykf/ask-embedded-minio.js";
import { claimLookUp } from "../subjects/deploykf/claim.js";
import { keysPathOf, usesRoles } from "../subjects/identity/who.js";
import { checkRegistrable } from "./ready.js";
import { StoreSource } from "./store-source.js";

/** Facts that are looked up where no argument says them. */
const account = { key: "the account of the AWS credentials", standIn: "000000000001" };
const issuer = { key: "the cluster's issuer", standIn: "https://late-cluster.invalid/id" };

/**
 * What the facade is made from, by its arguments.
 * @throws RunError with every problem that can be known now
 */
export function sourceOfArgs(name: string, args: unknown): StoreSource {
  return asRunError(() => {
    const read = readArguments(args, programContext());
    const shape = plannedWith(read, new Map(), new Set());
    const { settings, secretsCluster } = shape;
    if (secretsCluster?.kubeconfig) checkKubeconfig(secretsCluster, settings.cluster, undefined);
    checkRegistrable(shape);
    return new StoreSource(shape, new ArgumentParts(name, read, shape));
  });
}
