import type { Disclosure } from "../../base/yaml/disclosed.js";

/** Of a file without secrets: each value may be shown, and each key. */
export const everything: Disclosure = { kindOf: () => "plain", keys: new Set(), isKey: () => true };
