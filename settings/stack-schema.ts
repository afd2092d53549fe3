import type { ConfigSchema } from "../base/input/config-schema.js";
import { keyPartMissing } from "../subjects/identity/key-rules.js";
import { kindOfSetting, settingsDisclosure } from "./disclosed.js";
import { stackKeys } from "./schema.js";

/** What is known of a stack config before it is parsed. */
export const stackSchema: ConfigSchema = {
  keys: stackKeys,
  secrets: {
    key: "keys",
    shape: "keys: { backend: { accessKey, secretKey }, profiles: { NAME: { accessKey, secretKey } } }",
    missing: keyPartMissing,
  },
  disclosure: settingsDisclosure,
  kindOf: kindOfSetting,
};
