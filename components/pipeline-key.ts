import * as pulumi from "@pulumi/pulumi";
import type { Plan } from "../plan/plan.js";
import { createIamUser } from "../stores/aws-s3/resources-user.js";
import { accessCluster } from "../subjects/cluster/resources-access.js";
import { type KeyPlan, keyBuilder } from "../subjects/identity/key.js";
import { createKey } from "../subjects/identity/resources.js";
import type { PipelineKeyArgs } from "./args.js";
import { sourceOfPart } from "./part.js";
import { principalFindings, principalOf, principalPart } from "./principal-part.js";

const part = principalPart(
  "PipelineKey",
  { slots: "auth.slots", kubeconfig: "kubeconfig" },
  { auth: { mode: "keys", keySource: "iam-users" }, cluster: { source: "kubeconfig" } },
);

/**
 * An IAM user with exactly one inline policy, its access key, and the Kubernetes Secret that holds the key. The user is called
 * `<namePrefix>-<name>`.
 *
 * @example
 * ```ts
 * import { PipelineKey } from "deploykf-object-store";
 *
 * const key = new PipelineKey("backend", { region: "eu-west-1", bucketName: "acme-ml-pipelines", backend: true });
 * export const accessKey = key.accessKey;
 * ```
 */
export class PipelineKey extends pulumi.ComponentResource {
  /** The access key's id, once the policy is in place; a secret. */
  readonly accessKey: pulumi.Output<string>;
  /** The secret key; a secret. */
  readonly secretKey: pulumi.Output<string>;
  /** The Secret that holds the key, as `namespace/name`; undefined without `secret`. */
  readonly secretName: pulumi.Output<string> | undefined;

  constructor(name: string, args: PipelineKeyArgs, opts?: pulumi.ComponentResourceOptions) {
    const source = sourceOfPart(args, () => part, principalFindings(name));
    super("deploykf-object-store:index:PipelineKey", name, {}, opts);
    const { plan, site } = source.forPart({ name, parent: this });
    const { secret, backend } = args;
    const prefixes = [...(args.prefixes ?? [])];
    const { accessKeyKey = "access_key", secretKeyKey = "secret_key" } = secret ?? {};
    const place = secret && { ...secret, accessKeyKey, secretKeyKey };
    const planOf = (known: Plan): KeyPlan => {
      const base = principalOf(name, { backend, prefixes }, known);
      const holder = { ...base, by: "key", source: "iam-users", secret: place, create: true, own: true } as const;
      return keyBuilder(known.settings, known.facts, { ofAws: true })(base, { ...holder, prefixes });
    };
    const cluster = secret && accessCluster(name, { kubeconfig: {}, namespaces: [] }, site.secrets.kubeconfig, this);
    const key = createKey(name, plan.part(planOf), { cluster, createUser: createIamUser }, this);
    if (!key) throw new Error("no key was made");
    this.accessKey = pulumi.secret(key.accessKey);
    this.secretKey = key.secretKey;
    this.secretName = secret && pulumi.output(`${secret.namespace}/${secret.name}`);
    const { accessKey, secretKey, secretName } = this;
    this.registerOutputs({ accessKey, secretKey, ...(secretName && { secretName }) });
  }
}
