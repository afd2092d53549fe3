import { z } from "zod";
import { field, text } from "../../base/input/field.js";
import { checkVersion } from "./rules.js";

export const deploykf = z.strictObject({
  version: field(text("The deployKF release that the cluster runs, such as 0.1.5."), checkVersion),
  valuesFiles: z
    .array(z.string())
    .default([])
    .describe("Your deployKF values files in the generator's order, relative to the program's folder."),
  generatedFile: z
    .string()
    .default("values-object-store.yaml")
    .describe("Where you keep our block. If valuesFiles lists it, that is its place among them; else it comes last."),
  embeddedMinio: z
    .enum(["remove", "keep"])
    .optional()
    .describe(
      "remove: as in the guide; ArgoCD then deletes the embedded MinIO with all data in it. keep: it stays on, for an installation that has data (docs/operations.md). Default: as remove, with a warning.",
    ),
});

/** As a component's argument: a program may have its values in no files. */
export const deploykfArgument = deploykf.extend({
  values: z
    .array(z.string())
    .default([])
    .describe("Texts of deployKF values files, behind those of valuesFiles; for programs that have them otherwise."),
});

export type DeploykfConfig = z.output<typeof deploykf> & Partial<Pick<z.output<typeof deploykfArgument>, "values">>;

/** Whether the user gives values files, by their paths or as texts. */
export function hasValuesFiles({ valuesFiles, values = [] }: Pick<DeploykfConfig, "valuesFiles" | "values">): boolean {
  return valuesFiles.length + values.length > 0;
}
