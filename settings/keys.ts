import { Checker } from "../base/input/checker.js";
import type { RawConfig } from "../base/input/raw.js";
import type { ProblemList } from "../base/problems/problem.js";
import { rookWithoutKubeconfig } from "../stores/ceph/rules.js";
import { checkStoreKeys } from "../stores/common/check-keys.js";
import { usersNotMade } from "../stores/common/rules.js";
import { checkAccountIds } from "../stores/gcs/rules.js";
import { storeOf } from "../stores/index.js";
import * as clusterRules from "../subjects/cluster/rules.js";
import { checkKeyOptions, checkProvidedKeys } from "../subjects/identity/check-keys.js";
import { checkSecrets, makesSecret } from "../subjects/identity/check-secrets.js";
import type { Profile } from "../subjects/identity/settings.js";
import { type IdentitySettings, whoOf } from "../subjects/identity/who.js";
import { checkAccountKey, checkProxyKeys } from "../subjects/s3proxy/keys.js";
import type { InfrastructureSettings } from "./infrastructure.js";

/** Checks everything about keys that depends on who has one. */
export function checkKeys(
  raw: RawConfig,
  settings: InfrastructureSettings & IdentitySettings,
  problems: ProblemList,
): void {
  const check = new Checker(raw, problems);
  const { profiles } = settings.deploykf;
  const { auth, cluster, s3proxy, rook } = settings;
  const holders = whoOf(settings).filter((who) => who.by === "key");
  if (!rook) checkKeyOptions(auth, holders, check);
  checkOwnSources(settings, profiles, check);
  checkSecrets(settings, holders, profiles, check);
  checkStoreKeys(settings, holders, profiles, check);
  const creates = s3proxy !== undefined || holders.some(makesSecret);
  if (creates && cluster.source === "oidc" && !cluster.kubeconfig) {
    const finding = rook ? rookWithoutKubeconfig() : clusterRules.kubeconfigMissing(s3proxy !== undefined);
    check.report(["cluster", "source"], finding);
  }
  const provided = checkProvidedKeys({ raw, holders, profiles, problems });
  if (!provided) return;
  checkAccountKey(raw, s3proxy, provided.keys.storageAccountKey, problems);
  if (s3proxy) checkProxyKeys(raw, provided.held, problems);
}

/** A profile's own source of keys; that of the others is checked with the store. */
function checkOwnSources(
  { platform, makesUsers, auth, namePrefix }: InfrastructureSettings,
  profiles: readonly Profile[],
  check: Checker,
): void {
  if (auth.keySource === "iam-users") return;
  const own = profiles.filter(({ ownKey }) => ownKey?.source === "iam-users");
  if (platform === "gcs" && own.length > 0) check.value(["namePrefix"], namePrefix, checkAccountIds);
  for (const { name } of makesUsers ? [] : own) {
    const path = ["profiles", "overrides", name, "keySource"];
    check.report(path, usersNotMade(storeOf(platform), path.join(".")));
  }
}
