import type { Node } from "../base/input/node.js";
import type { RawConfig } from "../base/input/raw.js";
import type { ProblemList } from "../base/problems/problem.js";
import { rookWithoutKubeconfig } from "../stores/ceph/rules.js";
import { usersNotMade } from "../stores/common/rules.js";
import { storeOf } from "../stores/index.js";
import * as clusterRules from "../subjects/cluster/rules.js";
import { checkKeyOptions, checkProvidedKeys } from "../subjects/identity/check-keys.js";
import { checkSecrets, makesSecret } from "../subjects/identity/check-secrets.js";
import type { ProfilesConfig } from "../subjects/identity/schema.js";
import type { Profile } from "../subjects/identity/settings.js";
import { type IdentitySettings, whoOf } from "../subjects/identity/who.js";
import { checkAccountKey, checkProxyKeys } from "../subjects/s3proxy/keys.js";
import { type InfrastructureSettings, storeView } from "./infrastructure.js";
import type { Config } from "./schema.js";
import { usesAws } from "./settings.js";

/** Checks everything about keys that depends on who has one. */
export function checkKeys(
  config: Node<Config>,
  raw: RawConfig,
  settings: InfrastructureSettings & IdentitySettings,
  problems: ProblemList,
): void {
  const nodes = { auth: config.at("auth"), secrets: config.at("secrets"), profiles: config.at("profiles") };
  const { profiles } = settings.deploykf;
  const { auth, cluster, s3proxy, rook } = settings;
  const holders = whoOf(settings).filter((who) => who.by === "key");
  if (!rook) checkKeyOptions({ ...auth, makesUsers: settings.makesUsers }, holders, nodes);
  checkOwnSources(settings, profiles, nodes.profiles);
  checkSecrets(settings, holders, profiles, nodes);
  const who = { holders, profiles, creates: settings.bucket.create, usesAws: usesAws(settings) };
  storeOf(settings.platform).checkHolders?.(storeView(config, settings.namePrefix), settings, who);
  const creates = s3proxy !== undefined || holders.some(makesSecret);
  if (creates && cluster.source === "oidc" && !cluster.kubeconfig) {
    const finding = rook ? rookWithoutKubeconfig() : clusterRules.kubeconfigMissing(s3proxy !== undefined);
    config.at("cluster").at("source").error(finding);
  }
  const place = config.at("keys");
  const provided = checkProvidedKeys({ raw, place, holders, profiles, problems });
  if (!provided) return;
  checkAccountKey(raw, s3proxy, provided.keys.storageAccountKey, place);
  if (s3proxy) checkProxyKeys(provided.held);
}

/** A profile's own source of keys; that of the others is checked with the store. */
function checkOwnSources(
  { platform, makesUsers, auth }: InfrastructureSettings,
  profiles: readonly Profile[],
  node: Node<ProfilesConfig | undefined>,
): void {
  if (auth.keySource === "iam-users") return;
  const own = profiles.filter(({ ownKey }) => ownKey?.source === "iam-users");
  for (const { name } of makesUsers ? [] : own) {
    const source = node.at("overrides").at(name).at("keySource");
    source.error(usersNotMade(storeOf(platform), source.key));
  }
}
