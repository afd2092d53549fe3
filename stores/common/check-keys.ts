import type { Checker } from "../../base/input/checker.js";
import type { InfrastructureSettings } from "../../settings/infrastructure.js";
import { usesAws } from "../../settings/uses-aws.js";
import { kubeflowNamespace } from "../../subjects/deploykf/paths.js";
import { type IdentityNodes, secretNode } from "../../subjects/identity/check-secrets.js";
import { sharedSecret } from "../../subjects/identity/secret-rules.js";
import type { Profile } from "../../subjects/identity/settings.js";
import type { KeyHolder } from "../../subjects/identity/who.js";
import { s3proxySecret } from "../../subjects/s3proxy/facts.js";
import { existingKeys, namespaceOfProfile } from "../../subjects/s3proxy/rules.js";
import { rookUserLength } from "../ceph/rook.js";
import * as rookRules from "../ceph/rules.js";
import { credentialsOfWasabi } from "./rules.js";

/** Checks what single stores ask of those who have a key. */
export function checkStoreKeys(
  infrastructure: InfrastructureSettings,
  holders: readonly KeyHolder[],
  profiles: readonly Profile[],
  check: Checker,
  nodes: IdentityNodes,
): void {
  checkProxy(infrastructure, holders, profiles, check, nodes);
  checkCredentials(infrastructure, holders, check);
  checkRookUsers(infrastructure, holders, profiles, check);
}

/** Wasabi has the stack's AWS credentials where it is asked for anything, so that AWS can't be asked as well. */
function checkCredentials(infrastructure: InfrastructureSettings, holders: readonly KeyHolder[], check: Checker): void {
  const { platform, bucket, cluster } = infrastructure;
  if (platform !== "wasabi" || !usesAws(infrastructure)) return;
  const asked = bucket.create || holders.some(({ source }) => source === "iam-users");
  if (asked) check.report(["cluster", "source"], credentialsOfWasabi(cluster.source));
}

/** S3Proxy in the cluster: it has to know every key, and has a namespace of its own. */
function checkProxy(
  { s3proxy, auth }: InfrastructureSettings,
  holders: readonly KeyHolder[],
  profiles: readonly Profile[],
  check: Checker,
  nodes: IdentityNodes,
): void {
  if (!s3proxy) return;
  const { namespace } = s3proxy;
  if (auth.keySource === "existing") check.report(["auth", "keySource"], existingKeys("auth.keySource"));
  for (const { name } of profiles.filter(({ ownKey }) => ownKey?.source === "existing")) {
    const path = ["profiles", "overrides", name, "keySource"];
    if (check.states(path)) check.report(path, existingKeys(path.join(".")));
  }
  if (namespace !== kubeflowNamespace && profiles.some((profile) => profile.namespace === namespace)) {
    const path = ["objectStore", "s3proxy", "namespace"];
    check.report(path, namespaceOfProfile(path.join("."), namespace));
  }
  const clash = holders.find(({ secret }) => secret?.namespace === namespace && secret.name === s3proxySecret);
  if (clash) {
    const finding = sharedSecret("S3Proxy", clash.principal, `${namespace}/${s3proxySecret}`);
    secretNode(clash, "name", nodes).error(finding);
  }
}

/** Names of Rook's users, and what profiles say of keys and Secrets that Rook makes. */
function checkRookUsers(
  { rook, namePrefix }: InfrastructureSettings,
  holders: readonly KeyHolder[],
  profiles: readonly Profile[],
  check: Checker,
): void {
  if (!rook) return;
  const named = holders.map(({ principal, key }) => ({ principal, name: `${namePrefix}-${key}` }));
  const long = named.filter(({ name }) => name.length > rookUserLength).sort((a, b) => b.name.length - a.name.length);
  if (long[0]) {
    const owners = long.map(({ principal }) => principal);
    check.report(["namePrefix"], rookRules.userNameTooLong(owners, long[0].name));
  }
  for (const { name, ownKey } of profiles) {
    if (!ownKey) continue;
    const path = ["profiles", "overrides", name];
    const source = [...path, "keySource"];
    if (ownKey.source !== "iam-users" && check.states(source)) {
      check.report(source, rookRules.rookMakesAll(source.join("."), ownKey.source));
    }
    for (const part of ["name", "accessKeyKey", "secretKeyKey"]) {
      const stated = [...path, "secret", part];
      if (check.states(stated)) check.report(stated, rookRules.secretOfRook(stated.join(".")));
    }
  }
}
