import { type Finding, type Location, type ProblemList, withoutValue } from "../problems/problem.js";
import { isMap } from "../yaml/merge.js";
import type { Path } from "../yaml/source.js";
import { isSecretName } from "./hidden.js";
import { type RawConfig, shownPath } from "./raw.js";
import { isSecure, parsedConfig } from "./secure.js";

/** Secrets in plain text among the settings of providers, in the stack's file and in the defaults of Pulumi.yaml. */

interface PlainSecret {
  readonly path: Path;
  /** Whether it is a part of a text, such as JSON, which can only be encrypted whole. */
  readonly inText: boolean;
}

/** Names that end as those of secrets do, and are none. AWS: "the external ID isn't a secret". */
const noSecret = /^(?:external_?-?id|(?:image_?-?pull|tls)_?-?secret)$/i;
/** Maps whose names are the user's own. */
const noSecrets = /^(?:tags|labels|annotations)$/i;
/** Settings that take a file's name as well as what is in it. */
const mayBeFile = /(?:credentials|(?:private|client|ssh)_?-?key)$/i;
const fileName = /^(?:~|\.{0,2}[/\\]|[A-Za-z]:[/\\])|\.(?:json|ya?ml|key|pem|p12|conf|cfg|ini|txt)$/;
/** Switches, names of something, and what another tool fills in. */
const harmless = /^(?:true|false|arn:.*|\$\{[^}]*\})$/;
/** A user with a password in front of a host, or one among the parameters of a text. */
const inText = [
  /:\/\/[^/?#@\s:]*:[^/?#@\s]+@/,
  /(?:^|[;?&\s])(?:account_?key|shared_?access_?key|password|passwd|pwd|secret|token|sig)=[^;&\s]/i,
];

export function reportPlainSecrets(raw: RawConfig, problems: ProblemList): void {
  const own = `${raw.project}:`;
  const report = (
    key: string,
    value: unknown,
    file: string | undefined,
    locate: (path: Path) => Location | undefined,
  ) => {
    for (const secret of key.startsWith(own) ? [] : plainSecrets(key, value)) {
      problems.error(inPlainText(raw, secret, file), withoutValue(locate(secret.path)));
    }
  };
  for (const key of raw.values.keys()) report(key, raw.written(key), undefined, (path) => raw.locateKey(path));
  for (const [key, { value, place }] of raw.defaults) report(key, value, "Pulumi.yaml", () => place);
}

/** Where secrets stand that aren't encrypted. */
export function plainSecrets(key: string, value: unknown): readonly PlainSecret[] {
  return search(value, { path: [key], name: key.slice(key.lastIndexOf(":") + 1), inText: false });
}

interface Place extends PlainSecret {
  /** What the value is called. */
  readonly name: string;
}

function search(value: unknown, place: Place): readonly PlainSecret[] {
  if (isSecure(value)) return [];
  if (Array.isArray(value)) {
    return value.flatMap((part, index) => search(part, { ...place, path: [...place.path, index] }));
  }
  if (isMap(value)) {
    return Object.entries(value)
      .filter(([step]) => !noSecrets.test(step))
      .flatMap(([step, part]) =>
        search(part, {
          ...place,
          path: [...place.path, step],
          name: /^(?:value|default)$/i.test(step) ? place.name : step,
        }),
      );
  }
  if (typeof value !== "string" && typeof value !== "number") return [];
  const text = String(value).trim();
  const parsed = typeof value === "string" ? parsedConfig(text) : value;
  if (typeof parsed === "object") return search(parsed, { ...place, inText: true });
  return isPlainSecret(place.name, text) ? [{ path: place.path, inText: place.inText }] : [];
}

function isPlainSecret(name: string, text: string): boolean {
  if (text === "" || harmless.test(text)) return false;
  if (inText.some((credential) => credential.test(text))) return true;
  if (!isSecretName(name) || noSecret.test(name)) return false;
  if (/kubeconfig$/i.test(name)) return hasSecretKey(text);
  return !(mayBeFile.test(name) && fileName.test(text) && !text.includes("\n"));
}

/** Of a kubeconfig's contents; a file's name has no keys, and a command that fetches a token is none. */
function hasSecretKey(text: string): boolean {
  return text.split("\n").some((line) => {
    const [key = "", ...value] = line.split(":");
    return isSecretName(key.replace(/[^\w-]/g, "")) && /[^\s"']/.test(value.join(":"));
  });
}

function inPlainText(raw: RawConfig, { path, inText }: PlainSecret, file = "the stack's file"): Finding {
  const name = shownPath(raw, path);
  const isWhole = inText || path.length === 1;
  const asked = isWhole ? `${path[0]} (it asks for the value)` : `--path '${name}' (it asks for the value)`;
  const store = `pulumi config set --stack ${raw.stack} --secret ${asked}`;
  return {
    code: "key-plain-text",
    message: `${name} stands in plain text in ${file}`,
    rule: "passwords and keys are stored encrypted; whoever reads the repository could use this one, so replace it",
    mend: file === "Pulumi.yaml" ? `remove it there, and in each stack that needs it: ${store}` : store,
  };
}
