import { z } from "zod";
import { regionKey } from "../base/aws/regions.js";
import { stackKeys } from "../settings/schema.js";

/** The project's name as it stands in Pulumi.yaml; keys of the stack config begin with it. */
const project = "deploykf-object-store";

/** JSON schema of `Pulumi.<stack>.yaml`, for editors. */
export function stackSchema(): object {
  const properties = Object.fromEntries(
    Object.entries(stackKeys).map(([key, schema]) => {
      const { $schema: _, ...json } = z.toJSONSchema(schema, { io: "input" });
      return [`${project}:${key}`, json];
    }),
  );
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Stack config of deploykf-object-store",
    type: "object",
    properties: {
      config: {
        type: "object",
        properties: {
          [regionKey]: {
            type: "string",
            description: "Region of the roles and, unless bucket.region differs, of the bucket.",
          },
          ...properties,
        },
        required: [regionKey, `${project}:bucket`, `${project}:cluster`, `${project}:deploykf`],
        patternProperties: { [`^(?!${project}:)[^:]+:`]: true },
        additionalProperties: false,
      },
    },
    required: ["config"],
  };
}
