import { z } from "zod";
import { field } from "../../base/input/field.js";
import { checkVersion } from "./rules.js";

const seaweedfs = z.strictObject({
  version: field(z.string(), checkVersion).describe(
    "The server's version in quotes, as `weed version` prints it: what its keys are kept from depends on it.",
  ),
});

export const seaweedfsOptions = {
  seaweedfs: seaweedfs.optional().describe("seaweedfs: what is known of the server."),
} as const;

export type SeaweedfsOptions = z.output<z.ZodObject<typeof seaweedfsOptions>>;
