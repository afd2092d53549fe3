import type { RecordedResource } from "../../cli/offline/recorder.js";

/** A policy document in a resource's inputs. */
export interface Found {
  readonly where: string;
  readonly text: string;
  readonly statements: readonly FoundStatement[];
}

export interface FoundStatement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Principal?: unknown;
}

/** Every document of the given resources, parsed; a text that isn't JSON fails the test. */
export function documentsOf(resources: readonly RecordedResource[]): readonly Found[] {
  return resources.flatMap(({ type, name, inputs }) =>
    ["policy", "assumeRolePolicy"].flatMap((key): Found[] => {
      const text = inputs[key];
      if (typeof text !== "string") return [];
      const { Statement: statements } = JSON.parse(text) as { Statement: FoundStatement[] };
      return [{ where: `${type} ${name}`, text, statements }];
    }),
  );
}

/** Whether a statement allows everything somewhere, or something everywhere. */
export function isWide({ Action, Resource, Principal }: FoundStatement): boolean {
  const actions = [Action].flat();
  const resources = [Resource ?? []].flat();
  const everywhere = resources.some((resource) => resource === "*" || /^arn:[^:]*:[^:]*:[^:]*:[^:]*:\*/.test(resource));
  return actions.some((action) => action.includes("*")) || everywhere || Principal === "*";
}
