import { z } from "zod";
import { field } from "../../base/input/field.js";
import { checkVersion } from "./rules.js";

const seaweedfs = z.strictObject({
  version: field(z.string(), checkVersion).describe(
    'The number alone of what `weed version` prints, in quotes, such as "4.34": what keys are kept from depends on it.',
  ),
});

export const seaweedfsOptions = {
  seaweedfs: seaweedfs
    .optional()
    .describe("seaweedfs: what is known of the server. Without it nothing is claimed of walls."),
} as const;

export type SeaweedfsOptions = z.output<z.ZodObject<typeof seaweedfsOptions>>;
