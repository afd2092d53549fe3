import { irsaAudience, issuerOf } from "../../base/aws/issuer.js";
import { type PolicyDocument, policyDocument } from "./documents.js";

export const webIdentityAction = "sts:AssumeRoleWithWebIdentity";

const subjectPrefix = "system:serviceaccount:";

/**
 * Who may assume a role: exactly the given service accounts of the cluster with this issuer.
 * `serviceAccounts` are `namespace/name`. Source: EKS User Guide, "Assign IAM roles to Kubernetes service accounts".
 */
export function trustPolicy(
  providerArn: string,
  issuerUrl: string,
  serviceAccounts: readonly string[],
): PolicyDocument {
  const issuer = issuerOf(issuerUrl);
  return policyDocument([
    {
      Effect: "Allow",
      Principal: { Federated: providerArn },
      Action: webIdentityAction,
      Condition: {
        StringEquals: {
          [`${issuer}:aud`]: irsaAudience,
          [`${issuer}:sub`]: serviceAccounts.map((account) => subjectPrefix + account.replace("/", ":")),
        },
      },
    },
  ]);
}

/** The service account of a token's subject as `namespace/name`; undefined for any other subject, or one with a wildcard. */
export function serviceAccountOf(subject: string): string | undefined {
  const [namespace, name, ...rest] = subject.startsWith(subjectPrefix)
    ? subject.slice(subjectPrefix.length).split(":")
    : [];
  if (!namespace || !name || rest.length > 0 || /[*?$]/.test(subject)) return undefined;
  return `${namespace}/${name}`;
}
