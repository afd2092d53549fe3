import type { Disclosure } from "../../base/yaml/disclosed.js";
import { knownValueKeys, valuePaths } from "./paths.js";

/** Which parts of a deployKF values file are known to be no secrets: what this program reads. */

/** With a number for each place in a list. */
const known: ReadonlySet<string> = new Set([
  ...Object.values(valuePaths).map((path) => path.join(".")),
  ...[valuePaths.argoControllerAccount, valuePaths.argoServerAccount].flatMap((path) =>
    ["name", "create"].map((key) => [...path, key].join(".")),
  ),
  ...["name", "plugins.0.kind", "plugins.0.spec.awsIamRole"].map((key) => `${valuePaths.profiles.join(".")}.0.${key}`),
  ...["kind", "spec.awsIamRole"].map((key) => `${valuePaths.defaultPlugins.join(".")}.0.${key}`),
]);

const keys: ReadonlySet<string> = new Set([...knownValueKeys, "members", "plugins", "kind", "spec", "awsIamRole"]);

export const valuesDisclosure: Disclosure = {
  kindOf: (path) =>
    known.has(path.map((step) => (typeof step === "number" ? 0 : step)).join(".")) ? "plain" : undefined,
  keys,
  isKey: () => true,
};
