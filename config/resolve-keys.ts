import { kubeflowNamespace } from "../deploykf/paths.js";
import { type ProblemList, withoutValue } from "../problems/problem.js";
import type { Path } from "../yaml/source.js";
import { Checker } from "./checker.js";
import { pathText, type RawConfig } from "./raw.js";
import type { AwsSettings } from "./resolve-aws.js";
import { unknownProfile } from "./rules/deploykf.js";
import * as rules from "./rules/keys.js";
import type { AuthSettings, KeySource, Profile, SecretRef } from "./settings.js";
import { readKey } from "./structure.js";

/** A principal that has a key: its Secret, and where its key stands in the config if it is provided. */
interface KeyHolder {
  readonly principal: string;
  readonly source: KeySource;
  readonly secret: SecretRef;
  readonly keysPath: readonly string[];
  /** Where the config says something about its Secret. */
  readonly path: Path;
  readonly createsSecret: boolean;
}

/** Checks everything about keys that depends on who has one. */
export function checkKeys(raw: RawConfig, aws: AwsSettings, profiles: readonly Profile[], problems: ProblemList): void {
  const check = new Checker(raw, problems);
  const holders = keyHolders(aws, profiles);
  checkOptions(raw, aws.auth, holders, check);
  checkSecrets(holders, profiles, check);
  if (holders.some(({ createsSecret }) => createsSecret) && !aws.kubeconfig) {
    check.report(["cluster", "source"], rules.kubeconfigMissing());
  }
  checkProvided(raw, holders, profiles, problems);
}

function keyHolders({ auth, secrets }: AwsSettings, profiles: readonly Profile[]): readonly KeyHolder[] {
  const holder = (args: Omit<KeyHolder, "createsSecret">): KeyHolder => ({
    ...args,
    createsSecret: args.source !== "existing" && !(args.principal === "backend" && auth.backendKey === "inline"),
  });
  const withKeys = profiles.filter(({ management }) => management === "keys");
  const sharing = auth.mode === "keys" && auth.profileKeys === "shared" ? withKeys.filter(({ ownKey }) => !ownKey) : [];
  const single = withKeys.filter((profile) => !sharing.includes(profile));
  return [
    ...(auth.mode === "keys"
      ? [
          holder({
            principal: "backend",
            source: auth.keySource,
            secret: secrets.backend,
            keysPath: ["backend"],
            path: ["secrets", "backendName"],
          }),
        ]
      : []),
    ...(sharing.length > 0
      ? [
          holder({
            principal: "profiles",
            source: auth.keySource,
            secret: secrets.profiles,
            keysPath: ["shared"],
            path: ["secrets", "profileName"],
          }),
        ]
      : []),
    ...single.map(({ name, ownKey }) =>
      holder({
        principal: `profile ${name}`,
        source: ownKey?.source ?? auth.keySource,
        secret: ownKey?.secret ?? {
          ...secrets.profiles,
          name: secrets.profiles.name.replaceAll(rules.nameVariable, name),
        },
        keysPath: ["profiles", name],
        path: ownKey ? ["profiles", "overrides", name, "secret", "name"] : ["secrets", "profileName"],
      }),
    ),
  ];
}

function checkOptions(raw: RawConfig, auth: AuthSettings, holders: readonly KeyHolder[], check: Checker): void {
  const written = raw.values.get(`${raw.project}:auth`);
  const sets = (key: string) => typeof written === "object" && written !== null && key in written;
  if (holders.length === 0) {
    for (const key of ["keySource", "slots"].filter(sets))
      check.report(["auth", key], rules.keyOptionsUnderIrsa(`auth.${key}`));
  }
  if (holders.length > 0 && !holders.some(({ source }) => source === "iam-users") && sets("slots")) {
    check.report(["auth", "slots"], rules.slotsWithoutUsers());
  }
  if (auth.backendKey !== "inline") return;
  if (auth.keySource === "existing") check.report(["auth", "backendKey"], rules.inlineWithoutKey());
  else check.warn(["auth", "backendKey"], rules.inlineIsPlain());
}

function checkSecrets(holders: readonly KeyHolder[], profiles: readonly Profile[], check: Checker): void {
  const namespaces = new Set(profiles.map(({ namespace }) => namespace));
  const taken = new Map<string, string>();
  for (const { principal, secret, path, createsSecret } of holders) {
    if (!check.value(path, secret.name, (_, name) => rules.checkSecretName(`the Secret's name of ${principal}`, name)))
      continue;
    const full = `${secret.namespace}/${secret.name}`;
    const other = taken.get(full);
    if (other) check.report(path, rules.sharedSecret(other, principal, full));
    taken.set(full, principal);
    if (createsSecret && namespaces.has(secret.namespace) && secret.namespace !== kubeflowNamespace) {
      check.report(path, rules.secretInProfileNamespace(principal, secret.namespace));
    }
  }
}

function checkProvided(
  raw: RawConfig,
  holders: readonly KeyHolder[],
  profiles: readonly Profile[],
  problems: ProblemList,
): void {
  const key = `${raw.project}:keys`;
  const given = raw.values.get(key);
  // Encrypted as a whole: what is in it is seen at up, not before.
  if (isSecure(given)) return;
  const keys = readKey(raw, "keys", problems);
  if (!keys) return;
  const provided = holders.filter(({ source }) => source === "provided");
  if (provided.length === 0) {
    if (given !== undefined) problems.error(rules.keysUnused(), withoutValue(raw.locateKey([key])));
    return;
  }
  const names = profiles.map(({ name }) => name);
  for (const name of Object.keys(keys.profiles).filter((one) => !names.includes(one))) {
    problems.error(
      unknownProfile(`keys.profiles.${name}`, name, names),
      withoutValue(raw.locateKey([key, "profiles", name])),
    );
  }
  for (const { principal, keysPath } of provided) {
    const path = [key, ...keysPath];
    const pair = keysPath.reduce<unknown>((at, step) => (isRecord(at) ? at[step] : undefined), keys);
    if (!isRecord(pair)) {
      problems.error(
        rules.keyMissing(principal, pathText(raw.project, path), raw.stack),
        withoutValue(raw.locateKey([key])),
      );
      continue;
    }
    checkPair(raw, path, pair, problems);
  }
}

function checkPair(
  raw: RawConfig,
  path: readonly string[],
  pair: Record<string, unknown>,
  problems: ProblemList,
): void {
  const [key = "", ...rest] = path;
  const written = rest.reduce<unknown>((at, step) => (isRecord(at) ? at[step] : undefined), raw.written(key));
  const plain = ["accessKey", "secretKey"].filter((part) => isRecord(written) && typeof written[part] === "string");
  for (const part of plain) {
    const finding = rules.plainTextKey(pathText(raw.project, [...path, part]), raw.stack);
    problems.error(finding, withoutValue(raw.locateKey([...path, part])));
  }
  const { accessKey, secretKey } = pair;
  if (plain.length > 0 || typeof accessKey !== "string" || typeof secretKey !== "string") return;
  for (const finding of rules.checkKeyPair(pathText(raw.project, path), accessKey, secretKey)) {
    problems.error(finding, withoutValue(raw.locateKey(path)));
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isSecure(value: unknown): boolean {
  return isRecord(value) && Object.keys(value).join() === "secure";
}
