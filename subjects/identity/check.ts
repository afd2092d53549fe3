import { Checker } from "../../base/input/checker.js";
import type { RawConfig } from "../../base/input/raw.js";
import type { ProblemList } from "../../base/problems/problem.js";
import type { InfrastructureSettings } from "../../settings/infrastructure.js";
import { rookWithoutKubeconfig } from "../../stores/ceph/rules.js";
import { checkStoreKeys } from "../../stores/common/check-keys.js";
import { usersNotMade } from "../../stores/common/rules.js";
import { checkAccountIds } from "../../stores/gcs/rules.js";
import { storeOf } from "../../stores/index.js";
import * as clusterRules from "../cluster/rules.js";
import { checkProvidedKeys } from "./check-keys.js";
import { checkSecrets } from "./check-secrets.js";
import { backendKeys, createsSecret, type KeyHolder, keyHolders } from "./key-holders.js";
import * as rules from "./key-rules.js";
import type { AuthSettings, Profile } from "./settings.js";

/** Checks everything about keys that depends on who has one. */
export function checkKeys(
  raw: RawConfig,
  infrastructure: InfrastructureSettings,
  profiles: readonly Profile[],
  problems: ProblemList,
): void {
  const check = new Checker(raw, problems);
  const holders = keyHolders(infrastructure, profiles, check);
  if (!infrastructure.rook) checkOptions(infrastructure.auth, holders, check);
  checkOwnSources(infrastructure, profiles, check);
  checkSecrets(infrastructure, holders, profiles, check);
  checkStoreKeys(infrastructure, holders, profiles, check);
  const { cluster, s3proxy, rook } = infrastructure;
  const creates = s3proxy !== undefined || holders.some(createsSecret);
  if (creates && cluster.source === "oidc" && !cluster.kubeconfig) {
    const finding = rook ? rookWithoutKubeconfig() : clusterRules.kubeconfigMissing(s3proxy !== undefined);
    check.report(["cluster", "source"], finding);
  }
  checkProvidedKeys({ raw, holders, profiles, s3proxy, problems });
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

function checkOptions(auth: AuthSettings, holders: readonly KeyHolder[], check: Checker): void {
  if (holders.length === 0) {
    for (const path of [["auth", "keySource"], ["auth", "slots"], ["secrets"]].filter((one) => check.states(one))) {
      check.report(path, rules.keyOptionsUnderIrsa(path.join(".")));
    }
  }
  if (holders.length > 0 && !holders.some(({ source }) => source === "iam-users") && check.states(["auth", "slots"])) {
    check.report(["auth", "slots"], rules.slotsWithoutUsers());
  }
  if (auth.backendKey !== "inline") return;
  if (auth.keySource === "existing") check.report(["auth", "backendKey"], rules.inlineWithoutKey());
  else check.warn(["auth", "backendKey"], rules.inlineIsPlain());
  for (const part of ["name", "accessKeyKey", "secretKeyKey"] as const) {
    const path = ["secrets", backendKeys[part]];
    if (check.states(path)) check.report(path, rules.inlineWithSecret(path.join(".")));
  }
}
