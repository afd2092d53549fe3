import { hideSecrets } from "../base/input/hidden.js";
import { jsonData } from "../base/yaml/dialect.js";
import { canonicalJson } from "../base/yaml/json.js";
import { isMap, valueAt, type YamlMap } from "../base/yaml/merge.js";
import type { Settings } from "../settings/settings.js";
import { isEnforced } from "../subjects/access/list.js";
import { profileSecretDefaults } from "../subjects/deploykf/defaults.js";
import { irsaPlugin } from "../subjects/deploykf/irsa-plugin.js";
import { kubeflowNamespace, valuePaths } from "../subjects/deploykf/paths.js";
import { mapsAt, peopleOf } from "../subjects/deploykf/people.js";
import { hasTemplate } from "../subjects/deploykf/templates.js";
import type { PrincipalPlan, Principals } from "../subjects/identity/plan.js";
import type { Profile } from "../subjects/identity/settings.js";
import type { Credential, Served } from "./record.js";

/** What the merged values say of each profile of the plan. */
export function servedProfiles(
  { deploykf }: Pick<Settings, "deploykf">,
  principals: Principals,
  merged: unknown,
): readonly Served[] {
  const values = jsonData(merged ?? {});
  const entries = new Map(mapsAt(values, valuePaths.profiles).map((entry) => [entry.name, entry]));
  const people = deploykf.files.stated ? peopleOf(values) : () => [];
  const ours = ownCredentials(principals);
  const inherited = inheritedOf(values);
  return deploykf.profiles.map((profile): Served => {
    const { name, namespace } = profile;
    const entry = entries.get(name) ?? { name };
    const own = [...(ours.get("profiles") ?? []), ...(ours.get(`profile-${name}`) ?? [])];
    const filledIn = [entry.tools, inherited.tools, entry.plugins].some(hasTemplate) ? [byTemplate] : [];
    const credentials = [...pluginsOf(entry, inherited), ...secretsOf(entry, profile, inherited), ...filledIn].map(
      (what) => own.find((one) => one.what === what) ?? { what, principal: null, bound: false },
    );
    return { profile: name, namespace, credentials, people: people(entry) };
  });
}

/** Whether a profile has something that no document of this stack bounds. */
export function hasForeign({ credentials }: Served): boolean {
  return credentials.some(({ principal }) => principal === null);
}

/** What each principal's credential looks like in the values, by the principal's key. */
function ownCredentials({ profiles }: Principals): ReadonlyMap<string, readonly Credential[]> {
  return new Map(
    profiles.map((plan) => {
      const what = credentialOf(plan);
      const { principal, key } = plan;
      return [key, what === undefined ? [] : [{ what, principal, bound: isEnforced(plan) }]];
    }),
  );
}

function credentialOf(plan: PrincipalPlan): string | undefined {
  if (plan.kind === "role") return pluginText(irsaPlugin(plan.roleArn));
  const { secret } = plan;
  return secret && secretText(secret.namespace, secret.name, secret.accessKeyKey, secret.secretKeyKey);
}

/** Only deployKF's generator knows what it says. */
const byTemplate = "what a template of deployKF's fills in";

type Inherited = ReturnType<typeof inheritedOf>;

function inheritedOf(values: unknown) {
  const auth = valueAt(values, valuePaths.defaultObjectStoreAuth);
  const fromEnv = valueAt(values, valuePaths.fromEnv) === true;
  return {
    plugins: valueAt(values, valuePaths.defaultPlugins),
    tools: valueAt(values, valuePaths.defaultTools),
    // deployKF ignores it where service accounts have roles.
    objectStoreAuth: fromEnv ? undefined : { ...profileSecretDefaults, ...(isMap(auth) ? auth : {}) },
  };
}

function pluginsOf(entry: YamlMap, inherited: Inherited): readonly string[] {
  const plugins = "plugins" in entry ? entry.plugins : inherited.plugins;
  return Array.isArray(plugins) ? plugins.map(pluginText) : [];
}

function pluginText(plugin: unknown): string {
  if (!isMap(plugin)) return `plugin ${canonicalJson(hideSecrets(plugin))}`;
  const { kind, ...rest } = plugin;
  return `plugin ${String(kind)} ${canonicalJson(hideSecrets(rest))}`;
}

/** An entry's Secret is taken whole, in its own namespace unless it says another; the default's is in kubeflow. */
function secretsOf(entry: YamlMap, { name, namespace }: Profile, inherited: Inherited): readonly string[] {
  const stated = valueAt(entry, ["tools", "kubeflowPipelines", "objectStoreAuth"]);
  const own = isMap(stated) && stated.existingSecret ? stated : undefined;
  const auth = own ?? inherited.objectStoreAuth;
  const others = Object.keys(isMap(stated) ? stated : {}).filter((key) => !(key in profileSecretDefaults));
  const inline = others.map((key) => `objectStoreAuth.${key}`);
  if (!auth) return inline;
  const text = (key: keyof typeof profileSecretDefaults) => String(auth[key] || profileSecretDefaults[key]);
  const secret = own ? text("existingSecret") : text("existingSecret").replaceAll("{profile_name}", name);
  const place = String(auth.existingSecretNamespace || (own ? namespace : kubeflowNamespace));
  return [secretText(place, secret, text("existingSecretAccessKeyKey"), text("existingSecretSecretKeyKey")), ...inline];
}

function secretText(namespace: string, name: string, accessKeyKey: string, secretKeyKey: string): string {
  return `Secret ${namespace}/${name} (${accessKeyKey}, ${secretKeyKey})`;
}
