import type { Secret } from "@pulumi/kubernetes/core/v1/secret.js";
import * as pulumi from "@pulumi/pulumi";
import { kubernetes } from "../../base/kubernetes/resources.js";
import type { Trust } from "../access/resources-trust.js";
import type { ClusterAccess } from "../cluster/resources-access.js";
import type { KeyPlan, SecretPlan, UserPlan } from "./key.js";
import type { PrincipalPlan } from "./plan.js";
import type { KeyPair, ProvidedKeys } from "./resources-key-pair.js";
import { createRole } from "./resources-role.js";

/** What identities need beside their plan. */
interface IdentityArgs {
  /** What roles trust, where the plan doesn't say it all. */
  readonly trust?: Trust | undefined;
  /** Where Secrets are created; needed if one is. */
  readonly cluster?: ClusterAccess | undefined;
  /** Keys from the stack config; needed if a principal's source is `provided`. */
  readonly providedKeys?: ProvidedKeys | undefined;
  /** How the store makes a user; needed if one is made. */
  readonly createUser?: CreateUser | undefined;
}

/** Registers a user with exactly its policy; undefined where the store keeps the key in a Secret of its own. */
export type CreateUser = (name: string, plan: KeyPlan, user: UserPlan, parent: pulumi.Resource) => KeyPair | undefined;

/** The identity of Kubeflow Pipelines' backend (API server, UI, Argo's controller and server): a role or a key. */
export class BackendIdentity extends pulumi.ComponentResource {
  /** The role's ARN, once its policy is in place; undefined for a key. */
  readonly roleArn: pulumi.Output<string> | undefined;
  /** The access key; undefined for a role, and for a key that others keep. */
  readonly accessKey: KeyPair | undefined;

  constructor(
    name: string,
    args: IdentityArgs & { readonly principal: PrincipalPlan },
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("deploykf:objectstore:BackendIdentity", name, {}, opts);
    const { principal } = args;
    this.roleArn = principal.kind === "role" ? createRole(name, principal, args.trust ?? {}, this) : undefined;
    this.accessKey = principal.kind === "key" ? createKey(name, principal, args, this) : undefined;
    this.registerOutputs({ roleArn: this.roleArn });
  }
}

/** The identities of all profiles. One component for all: one for each would be a third resource for every role. */
export class ProfileIdentities extends pulumi.ComponentResource {
  /** ARNs of roles by principal (`profile team-1`, or `profiles` for the shared one), once the policies are in place. */
  readonly roleArns: pulumi.Output<Record<string, string>>;

  constructor(
    name: string,
    args: IdentityArgs & { readonly principals: readonly PrincipalPlan[] },
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("deploykf:objectstore:ProfileIdentities", name, {}, opts);
    const roleArns: Record<string, pulumi.Output<string>> = {};
    for (const principal of args.principals) {
      if (principal.kind === "role")
        roleArns[principal.principal] = createRole(name, principal, args.trust ?? {}, this);
      else createKey(name, principal, args, this);
    }
    this.roleArns = pulumi.output(roleArns);
    this.registerOutputs({ roleArns: this.roleArns });
  }
}

/** The principal's key, and the Secret that holds it where this stack makes one. */
function createKey(name: string, plan: KeyPlan, args: IdentityArgs, parent: pulumi.Resource): KeyPair | undefined {
  if (plan.source === "existing") return undefined;
  const key = plan.user ? args.createUser?.(name, plan, plan.user, parent) : args.providedKeys?.(plan.principal);
  // The store keeps it in a Secret of its own.
  if (!key && plan.user && args.createUser && !plan.secret?.create) return undefined;
  if (!key) throw new Error(`nothing makes or provides the key of ${plan.principal}`);
  if (plan.secret?.create) {
    if (!args.cluster) throw new Error(`the Secret of ${plan.principal} needs a cluster`);
    createSecret(name, plan, plan.secret, key, args.cluster, parent);
  }
  return key;
}

/** Registers the Secret with a principal's key, where deployKF's policies look for it and clone it from. */
function createSecret(
  name: string,
  plan: KeyPlan,
  secret: SecretPlan,
  key: KeyPair,
  cluster: ClusterAccess,
  parent: pulumi.Resource,
): Secret {
  const namespace = cluster.namespaces.get(secret.namespace);
  return new kubernetes.Secret(
    `${name}-${plan.key}`,
    {
      metadata: {
        name: secret.name,
        namespace: secret.namespace,
        labels: { "app.kubernetes.io/managed-by": "deploykf-object-store" },
        annotations: { "deploykf-object-store/principal": plan.principal },
      },
      type: "Opaque",
      stringData: { [secret.accessKeyKey]: key.accessKey, [secret.secretKeyKey]: key.secretKey },
    },
    { parent, provider: cluster.provider, ...(namespace && { dependsOn: [namespace] }) },
  );
}
