import * as pulumi from "@pulumi/pulumi";
import { jsonData } from "../base/yaml/dialect.js";
import type { Plan } from "../plan/plan.js";
import { planValues } from "../plan/values.js";
import type { EksCluster } from "../subjects/cluster/resources.js";
import type { KeyPair } from "../subjects/identity/resources-key-pair.js";
import type { Deployed } from "./deploy.js";

/** The stack's outputs. The values are known before anything is created, because all names are; an inline key isn't. */
export function stackOutputs(plan: Plan, { store, cluster }: Deployed) {
  const values = valuesOutput(plan, store.backendKey);
  return {
    bucketName: store.bucketName,
    ...(store.backendRoleArn && { backendRoleArn: store.backendRoleArn }),
    profileRoleArns: store.profileRoleArns,
    deploykfValues: values.text,
    deploykfValuesObject: values.block,
    ...(cluster && clusterOutputs(cluster)),
  };
}

/** The values, with the backend's key as a secret where it is inline. */
function valuesOutput(
  plan: Plan,
  key: KeyPair | undefined,
): { text: pulumi.Input<string>; block: pulumi.Input<unknown> } {
  if (!plan.valuesMasked || !key) return { text: plan.values.text, block: jsonData(plan.values.block) };
  const values = pulumi
    .all([key.accessKey, key.secretKey])
    .apply(([accessKey, secretKey]) => planValues(plan.settings, plan.principals, { accessKey, secretKey }));
  return {
    text: pulumi.secret(values.apply(({ text }) => text)),
    block: pulumi.secret(values.apply(({ block }) => jsonData(block))),
  };
}

/** Under the names that another stack looks for by default, with `cluster.source: stack`. */
function clusterOutputs({ clusterName, kubeconfig, issuer }: EksCluster) {
  return { clusterName, kubeconfig, oidcProviderUrl: issuer.url, oidcProviderArn: issuer.providerArn };
}
