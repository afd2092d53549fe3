import { z } from "zod";
import { field, optionalText } from "../../base/input/field.js";
import { isMap } from "../../base/yaml/merge.js";
import { checkVersion } from "./release.js";

export const deploykf = z
  .strictObject({
    version: field(z.string(), checkVersion)
      .optional()
      .describe("The deployKF release that the cluster runs, such as 0.1.5; of a fork, such as 0.1.5-fork.1."),
    valuesFiles: z
      .array(z.string())
      .default([])
      .describe("Your deployKF values files in the generator's order, relative to the program's folder."),
    application: optionalText(
      "In place of version and valuesFiles: the file of deployKF's ArgoCD Application in plugin mode, from which both are read, and its inline values.",
    ),
    generatedFile: z
      .string()
      .default("values-object-store.yaml")
      .describe(
        "Where you keep our block. If valuesFiles (or the Application's values_files) lists it, that is its place among them; else it comes last.",
      ),
    embeddedMinio: z
      .enum(["remove", "keep"])
      .optional()
      .describe(
        "remove: as in the guide; ArgoCD then deletes the embedded MinIO with all data in it. keep: it stays on, for an installation that has data (docs/operations.md). Default: as remove, with a warning.",
      ),
  })
  .refine(({ version, application }) => version !== undefined || application !== undefined, {
    path: ["version"],
    error: "a string",
    // Asked beside other problems, too, but for one of its own.
    when: ({ value, issues }) => isMap(value) && !issues.some(({ path }) => path?.[0] === "version"),
  });

/** As a component's argument: a program may have its values in no files. */
export const deploykfArgument = deploykf.safeExtend({
  values: z
    .array(z.string())
    .default([])
    .describe("Texts of deployKF values files, behind those of valuesFiles; for programs that have them otherwise."),
});

export type DeploykfConfig = z.output<typeof deploykf> & Partial<Pick<z.output<typeof deploykfArgument>, "values">>;

/** Whether the user gives values files, by their paths, as texts, or by an Application. */
export function hasValuesFiles({
  valuesFiles,
  values = [],
  application,
}: Pick<DeploykfConfig, "valuesFiles" | "values" | "application">): boolean {
  return application !== undefined || valuesFiles.length + values.length > 0;
}
