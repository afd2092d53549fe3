import { z } from "zod";
import { checkRolePath } from "../../base/aws/rules.js";
import { field, optionalText, text } from "../../base/input/field.js";
import { late, opaque } from "../../base/input/late.js";
import { checkNamespace, checkServiceAccountName } from "../deploykf/rules.js";
import { checkSlotName } from "./key-rules.js";
import { checkSecretKey } from "./secret-rules.js";

/** How Kubeflow Pipelines and the profiles authenticate: `auth`, `secrets`, `keys` and `profiles` of the stack config. */

const keySource = z
  .enum(["iam-users", "provided", "existing"])
  .describe(
    "iam-users: a user and key for each principal, made by this stack. provided: from keys. existing: Secrets made by others.",
  );

export type KeySource = z.output<typeof keySource>;

const slotName = "Name of a key slot, best the month it was made in, such as 2026-11.";

const slots = z
  .strictObject({
    active: field(text(`The key that the Secrets hold. ${slotName}`), checkSlotName),
    retiring: field(z.string(), checkSlotName)
      .optional()
      .describe("The key before it, kept until its users have restarted."),
  })
  .describe("Key slots of iam-users, for rotation: docs/key-rotation.md. Default: one slot, initial.");

/** Names of the keys that a user has: the one in use, and the one before it. */
export type SlotSettings = z.output<typeof slots>;

const identities = {
  listScope: z
    .enum(["bucket", "prefix"])
    .default("bucket")
    .describe("bucket: profiles may list all keys (as in the guide). prefix: only keys below their own prefixes."),
  permissionsBoundary: late(
    optionalText("ARN of the managed policy that bounds every role and user."),
    "arn:aws:iam::999999999999:policy/late-boundary",
  ),
  path: field(z.string(), checkRolePath).default("/").describe("IAM path of every role and user, such as /kubeflow/."),
  keySource: keySource
    .optional()
    .describe("Where access keys come from. Default: iam-users where the program makes users, else provided."),
  slots: slots.optional(),
};

const irsaAuth = z.strictObject({
  mode: z.literal("irsa").default("irsa").describe("irsa: IAM roles for service accounts, no keys."),
  profileRole: z
    .enum(["per-profile", "shared"])
    .default("per-profile")
    .describe("per-profile: one role for each profile. shared: one role for all, without isolation between them."),
  profileServiceAccounts: z
    .array(field(z.string(), checkServiceAccountName))
    .min(1)
    .default(["default-editor", "default-viewer"])
    .describe("Service accounts of a profile's namespace that may assume its role."),
  ...identities,
});

const keysAuth = z.strictObject({
  mode: z.literal("keys").describe("keys: access keys in Kubernetes Secrets."),
  profileKeys: z
    .enum(["per-profile", "shared"])
    .default("per-profile")
    .describe("per-profile: one key for each profile. shared: one key for all, without isolation between them."),
  backendKey: z
    .enum(["secret", "inline"])
    .default("secret")
    .describe("secret: the backend's key in a Secret. inline: in the values block, in plain text (not recommended)."),
  ...identities,
});

export const auth = z.discriminatedUnion("mode", [irsaAuth, keysAuth]);

export type AuthConfig = z.output<typeof auth>;
export type IrsaAuthConfig = z.output<typeof irsaAuth>;
export type KeysAuthConfig = z.output<typeof keysAuth>;

/** The same where a store knows no roles. */
export const authWithKeys = z.discriminatedUnion("mode", [
  irsaAuth.extend({ mode: z.literal("irsa") }),
  keysAuth.extend({ mode: z.literal("keys").default("keys") }),
]);

const secretPart = z.strictObject({
  namespace: field(z.string(), checkNamespace).optional().describe("Its namespace. Default: secrets.namespace."),
  name: optionalText("Its name. Default: secrets.profileName with the profile's name."),
  accessKeyKey: field(z.string(), checkSecretKey)
    .optional()
    .describe("Key of the access key id in it. Default: secrets.accessKeyKey."),
  secretKeyKey: field(z.string(), checkSecretKey)
    .optional()
    .describe("Key of the secret key in it. Default: secrets.secretKeyKey."),
});

export type OwnSecret = z.output<typeof secretPart>;

export const secrets = z.strictObject({
  namespace: field(z.string(), checkNamespace)
    .default("kubeflow")
    .describe("Namespace of the profiles' Secrets; never a profile's own. The backend's is always in kubeflow."),
  profileName: optionalText(
    "Name of a profile's Secret; {profile_name} is filled in. Default: kubeflow-pipelines--profile-object-store-auth--{profile_name}.",
  ),
  backendName: z
    .string()
    .default("kubeflow-pipelines--backend-object-store-auth")
    .describe("Name of the backend's Secret."),
  accessKeyKey: z.string().default("access_key").describe("Key of the access key id in profiles' Secrets."),
  secretKeyKey: z.string().default("secret_key").describe("Key of the secret key in profiles' Secrets."),
  backendAccessKeyKey: z.string().default("AWS_ACCESS_KEY_ID").describe("The same in the backend's Secret."),
  backendSecretKeyKey: z.string().default("AWS_SECRET_ACCESS_KEY").describe("The same in the backend's Secret."),
});

export type SecretsConfig = z.output<typeof secrets>;

const secretText = opaque(
  // What it has to be, a report says in the words of who wrote it.
  z.union([z.string(), z.strictObject({ secure: z.string() })]),
);

const keyPair = z
  .strictObject({
    accessKey: secretText.describe("The access key's id."),
    secretKey: secretText.describe("The secret key."),
  })
  .describe("An access key.");

export const keys = z
  .strictObject({
    backend: keyPair.optional().describe("The backend's key."),
    shared: keyPair.optional().describe("The one key of all profiles, with auth.profileKeys: shared."),
    profiles: z.record(z.string(), keyPair).default({}).describe("Keys by profile name."),
    storageAccountKey: secretText.optional().describe("The Azure storage account's key, for objectStore.s3proxy."),
  })
  .prefault({});

export type KeysConfig = z.output<typeof keys>;

export const profiles = z.strictObject({
  names: z.array(z.string()).optional().describe("Profile names, only where there are no valuesFiles."),
  overrides: z
    .record(
      z.string(),
      z
        .discriminatedUnion("auth", [
          z.strictObject({
            auth: z.literal("irsa").describe("irsa: our role replaces one that the values files give."),
          }),
          z.strictObject({ auth: z.literal("unmanaged").describe("unmanaged: the entry is left alone.") }),
          z.strictObject({
            auth: z.literal("keys").describe("keys: a key of its own, also where the others have roles."),
            keySource: keySource.optional(),
            secret: secretPart.optional().describe("Its own Secret, where it isn't called as secrets says."),
          }),
        ])
        .describe("What one profile has of its own."),
    )
    .default({})
    .describe("Exceptions, by profile name."),
});

export type ProfilesConfig = z.output<typeof profiles>;
