import { pipelineRootOf } from "../base/endpoint/pipeline-root.js";
import type { YamlMap } from "../base/yaml/merge.js";
import type { Settings } from "../settings/settings.js";
import { storeOf } from "../stores/index.js";
import {
  type AccessKey,
  type BackendAccess,
  maskedKey,
  type ValuesInput,
  valuesBlock,
} from "../subjects/deploykf/block.js";
import { valuesText } from "../subjects/deploykf/block-header.js";
import { mergedValues } from "../subjects/deploykf/merged-values.js";
import type { PrincipalPlan, Principals } from "../subjects/identity/plan.js";
import type { Profile } from "../subjects/identity/settings.js";

/** The values block, as data and as a file without its last newline. */
export interface ValuesPlan {
  readonly block: YamlMap;
  readonly text: string;
  /** The values as deployKF will have them: the user's files with the block at its place. */
  readonly merged: unknown;
  /** Whether there are ARNs in it, and so the account's id. */
  readonly namesAccount: boolean;
}

/** The values of a plan. An inline backend key is masked unless it is given. */
export function planValues(settings: Settings, principals: Principals, key: AccessKey = maskedKey): ValuesPlan {
  const block = valuesBlock(valuesInput(settings, principals, key));
  const { project, stack, deploykf, generatedFile } = settings;
  const hasKey = principals.backend.kind === "key" && !principals.backend.secret;
  const removesMinio = deploykf.embeddedMinio.effect === "removes";
  const origin = { project, stack, version: deploykf.version, generatedFile, hasKey, removesMinio };
  const merged = once(() => mergedValues(deploykf, block));
  const text = once(() => valuesText(block, origin));
  return {
    block,
    get merged() {
      return merged();
    },
    namesAccount: [principals.backend, ...principals.profiles].some(({ kind }) => kind === "role"),
    get text() {
      return text();
    },
  };
}

/** Large, and asked for several times or never. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function valuesInput(settings: Settings, { backend, profiles }: Principals, key: AccessKey): ValuesInput {
  const { deploykf, endpoint, platform } = settings;
  const byKey = new Map(profiles.map((principal) => [principal.key, principal]));
  return {
    version: deploykf.version,
    // Requests are signed for the endpoint's region, which isn't where Google keeps the bucket.
    bucket: { name: settings.bucket.name, region: endpoint.region },
    endpoint,
    pipelineRoot: deploykf.ownPipelineRoot ? undefined : pipelineRootOf(storeOf(platform)),
    keepsMinio: deploykf.embeddedMinio.stated === "keep",
    backend: backendAccess(backend, key),
    profileDefault: profileDefault(settings, byKey.get("profiles")),
    defaultPlugins: deploykf.defaultPlugins,
    profiles: deploykf.profiles.map((profile) => ({
      entry: profile.entry,
      access: profileAccess(profile, byKey.get(`profile-${profile.name}`)),
    })),
  };
}

/** Written only where a profile uses it: a Secret that nobody has would be looked for in vain. */
function profileDefault(
  { auth, secrets, deploykf }: Settings,
  shared: PrincipalPlan | undefined,
): ValuesInput["profileDefault"] {
  if (auth.mode === "irsa") return shared?.kind === "role" ? { kind: "role", roleArn: shared.roleArn } : undefined;
  const used = deploykf.profiles.some(({ management, ownKey }) => management === "keys" && !ownKey);
  return used ? { kind: "secret", secret: secrets.profiles } : undefined;
}

function backendAccess(backend: PrincipalPlan, key: AccessKey): BackendAccess {
  if (backend.kind === "role") return { kind: "role", roleArn: backend.roleArn };
  return backend.secret ? { kind: "secret", secret: backend.secret } : { kind: "inline", key };
}

function profileAccess(profile: Profile, own: PrincipalPlan | undefined): ValuesInput["profiles"][number]["access"] {
  if (profile.management === "unmanaged") return { kind: "unmanaged" };
  if (own?.kind === "role") return { kind: "role", roleArn: own.roleArn };
  return profile.ownKey && own?.secret ? { kind: "secret", secret: own.secret } : { kind: "default" };
}
