import { z } from "zod";
import { field } from "../../base/input/field.js";
import { checkVersion } from "./rules.js";

export const seaweedfs = z.strictObject({
  version: field(z.string(), checkVersion).describe(
    "The server's version in quotes, as `weed version` prints it: what its keys are kept from depends on it.",
  ),
});
