import type { Secret } from "@pulumi/kubernetes/core/v1/secret.js";
import * as pulumi from "@pulumi/pulumi";
import { kubernetes } from "../../base/kubernetes/resources.js";
import type { Planned } from "../../base/planned/resources.js";
import type { ClusterAccess } from "../cluster/resources-access.js";
import type { KeyPlan, SecretPlan, UserPlan } from "./key.js";
import type { PrincipalPlan } from "./plan.js";
import type { KeyPair, ProvidedKeys } from "./resources-key-pair.js";
import { createRole } from "./resources-role.js";

/** What identities need beside their plan. */
export interface IdentityArgs {
  /** What roles trust, where this stack makes it: they come after it. */
  readonly oidcProvider?: pulumi.Resource | undefined;
  /** Where Secrets are created; needed if one is. */
  readonly cluster?: ClusterAccess | undefined;
  /** Keys from the stack config; needed if a principal's source is `provided`. */
  readonly providedKeys?: ProvidedKeys | undefined;
  /** How the store makes a user; needed if one is made. */
  readonly createUser?: CreateUser | undefined;
}

/** Registers a user with exactly its policy; undefined where the store keeps the key in a Secret of its own. */
export type CreateUser = (
  name: string,
  plan: Planned<KeyPlan>,
  user: Planned<UserPlan>,
  parent: pulumi.Resource,
) => KeyPair | undefined;

/** The identity of Kubeflow Pipelines' backend (API server, UI, Argo's controller and server): a role or a key. */
export class BackendIdentity extends pulumi.ComponentResource {
  /** The role's ARN, once its policy is in place; undefined for a key. */
  readonly roleArn: pulumi.Output<string> | undefined;
  /** The access key; undefined for a role, and for a key that others keep. */
  readonly accessKey: KeyPair | undefined;

  constructor(
    name: string,
    args: IdentityArgs & { readonly principal: Planned<PrincipalPlan> },
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("deploykf-object-store:index:BackendIdentity", name, {}, opts);
    const { roleArn, accessKey } = createIdentity(name, args.principal, args, this);
    this.roleArn = roleArn;
    this.accessKey = accessKey;
    this.registerOutputs({ roleArn: this.roleArn });
  }
}

/** The identities of all profiles. One component for all: one for each would be a third resource for every role. */
export class ProfileIdentities extends pulumi.ComponentResource {
  /** ARNs of roles by principal (`profile team-1`, or `profiles` for the shared one), once the policies are in place. */
  readonly roleArns: pulumi.Output<Record<string, string>>;

  constructor(
    name: string,
    args: IdentityArgs & { readonly principals: readonly Planned<PrincipalPlan>[] },
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("deploykf-object-store:index:ProfileIdentities", name, {}, opts);
    const roleArns: Record<string, pulumi.Output<string>> = {};
    for (const principal of args.principals) {
      const { roleArn } = createIdentity(name, principal, args, this);
      if (roleArn) roleArns[principal.shape.principal] = roleArn;
    }
    this.roleArns = pulumi.output(roleArns);
    this.registerOutputs({ roleArns: this.roleArns });
  }
}

interface Identity {
  readonly roleArn?: pulumi.Output<string> | undefined;
  readonly accessKey?: KeyPair | undefined;
}

/** A role, or a key and what holds it. */
function createIdentity(
  name: string,
  plan: Planned<PrincipalPlan>,
  args: IdentityArgs,
  parent: pulumi.Resource,
): Identity {
  const own = `${name}-${plan.shape.key}`;
  const role = plan.maybe((principal) => (principal.kind === "role" ? principal : undefined));
  if (role) return { roleArn: createRole(own, role, args.oidcProvider, parent) };
  const key = plan.maybe((principal) => (principal.kind === "key" ? principal : undefined));
  return { accessKey: key && createKey(own, key, args, parent) };
}

/** The principal's key, and the Secret that holds it where this stack makes one. */
export function createKey(
  name: string,
  plan: Planned<KeyPlan>,
  args: IdentityArgs,
  parent: pulumi.Resource,
): KeyPair | undefined {
  const { source, principal, secret } = plan.shape;
  if (source === "existing") return undefined;
  const user = plan.maybe((known) => known.user);
  const key = user ? args.createUser?.(name, plan, user, parent) : args.providedKeys?.(principal);
  // The store keeps it in a Secret of its own.
  if (!key && user && args.createUser && !secret?.create) return undefined;
  if (!key) throw new Error(`nothing makes or provides the key of ${principal}`);
  if (secret?.create) {
    if (!args.cluster) throw new Error(`the Secret of ${principal} needs a cluster`);
    createSecret(name, plan.shape, secret, key, args.cluster, parent);
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
    name,
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
