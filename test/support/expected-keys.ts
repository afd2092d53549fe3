import { madeSecret } from "./cloud.js";
import { components, type Described, described, label } from "./expected.js";
import { type ProgramRun, unknown } from "./program.js";

/** What a request has beside inputs and the usual options. */
export interface DescribedKey extends Described {
  readonly provider?: string;
  readonly secretOutputs?: readonly string[];
}

/** Resources with their providers, and with their secrets as `{ secret: value }`. */
export function describedKeys({ resources, requests }: ProgramRun): Record<string, DescribedKey> {
  const plain = described(resources);
  return Object.fromEntries(
    [...requests].flatMap(([urn, request]): [string, DescribedKey][] => {
      const one = plain[label(urn)];
      if (!one) return [];
      const provider = request.getProvider();
      const secretOutputs = request.getAdditionalsecretoutputsList();
      const inputs = unwrapped(one.inputs);
      return [
        [
          label(urn),
          {
            ...one,
            inputs,
            ...(provider && { provider: label(provider.slice(0, provider.lastIndexOf("::"))) }),
            ...(secretOutputs.length > 0 && { secretOutputs }),
          },
        ],
      ];
    }),
  );
}

const marker = "4dabf18193072939515e22adb298388d";

/** Secrets by a name that reads well. */
export function unwrapped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unwrapped);
  if (typeof value !== "object" || value === null) return value;
  if (marker in value && "value" in value) return { secret: unwrapped(value.value) };
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, unwrapped(part)]));
}

/** The components of a stack, in an existing bucket. */
export const noKeys = components("test");

export const tags = { "managed-by": "deploykf-object-store", "pulumi-stack": "test" };
export const bucketArn = "arn:aws:s3:::acme-test-pipelines";

/** Both providers and the namespaces. */
export function clusterResources(...namespaces: readonly string[]): Record<string, DescribedKey> {
  const parent = "DeploykfObjectStore kubeflow";
  const inputs = {
    kubeconfig: { secret: "kubeconfig.yaml" },
    context: "test",
    enableServerSideApply: "true",
    enableSecretMutable: "true",
  };
  return {
    "kubernetes kubeflow-secrets": { parent, inputs },
    "kubernetes kubeflow-namespaces": { parent, inputs: { ...inputs, upsertExistingObjects: "true" } },
    ...Object.fromEntries(
      namespaces.map((name) => [
        `Namespace kubeflow-namespace-${name}`,
        {
          parent,
          inputs: { apiVersion: "v1", kind: "Namespace", metadata: { name } },
          retained: true,
          provider: "kubernetes kubeflow-namespaces",
        },
      ]),
    ),
  };
}

interface UserParts {
  readonly preview: boolean;
  /** `backend`, `profiles` or `profile-<name>` */
  readonly key: string;
  readonly statements: readonly unknown[];
  /** The active one first. */
  readonly slots?: readonly string[];
  readonly path?: string;
  readonly permissionsBoundary?: string;
}

const parentOf = (key: string) => `${key === "backend" ? "BackendIdentity" : "ProfileIdentities"} kubeflow`;

/** A user with its inline policy, and a key for each slot. */
export function userResources(parts: UserParts): Record<string, DescribedKey> {
  const { preview, key, statements, slots = ["initial"], path = "/", permissionsBoundary } = parts;
  const name = `kf-test-${key}`;
  const parent = parentOf(key);
  const boundary = permissionsBoundary === undefined ? {} : { permissionsBoundary };
  const user = preview ? unknown : name;
  const keys = slots.map((slot): [string, DescribedKey] => [
    `AccessKey kubeflow-${key}.${slot}`,
    {
      parent,
      inputs: { user },
      dependsOn: [`User kubeflow-${key}`, `UserPolicy kubeflow-${key}`],
      secretOutputs: ["secret", "sesSmtpPasswordV4"],
    },
  ]);
  const policy = { Version: "2012-10-17", Statement: statements };
  return {
    [`User kubeflow-${key}`]: { parent, inputs: { name, path, tags, ...boundary }, deleteBeforeReplace: true },
    [`UserPolicy kubeflow-${key}`]: {
      parent,
      inputs: { name: "object-store", user, policy },
      deleteBeforeReplace: true,
      dependsOn: [`User kubeflow-${key}`],
    },
    ...Object.fromEntries(keys),
  };
}

interface SecretParts {
  readonly preview: boolean;
  readonly key: string;
  readonly principal: string;
  readonly name: string;
  readonly namespace?: string;
  /** Names inside the Secret: of the access key id, of the secret key. */
  readonly names?: readonly [string, string];
  /** A provided key; else that of a user's slot. */
  readonly content?: { readonly accessKey: string; readonly secretKey: string };
  readonly slot?: string;
}

/** A Secret with a principal's key. */
export function secretResource(parts: SecretParts): Record<string, DescribedKey> {
  const { preview, key, principal, name, namespace = "kubeflow", content, slot = "initial" } = parts;
  const [accessKeyKey, secretKeyKey] = parts.names ?? ["access_key", "secret_key"];
  const keyName = `kubeflow-${key}.${slot}`;
  const { accessKey, secretKey } = content ?? { accessKey: `${keyName}-id`, secretKey: madeSecret(keyName) };
  const known = { secret: { [accessKeyKey]: accessKey, [secretKeyKey]: secretKey } };
  const metadata = {
    name,
    namespace,
    labels: { "app.kubernetes.io/managed-by": "deploykf-object-store" },
    annotations: { "deploykf-object-store/principal": principal },
  };
  const made = content ? [] : [`AccessKey ${keyName}`];
  return {
    [`Secret kubeflow-${key}`]: {
      parent: parentOf(key),
      inputs: {
        apiVersion: "v1",
        kind: "Secret",
        metadata,
        type: "Opaque",
        stringData: preview && !content ? unknown : known,
      },
      dependsOn: [...made, `Namespace kubeflow-namespace-${namespace}`],
      provider: "kubernetes kubeflow-secrets",
      secretOutputs: ["data", "stringData"],
    },
  };
}
