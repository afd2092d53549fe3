import { dump } from "js-yaml";
import { bucketName, type Change, issuer, projectName, write } from "./project.js";

/** A stack beside the baseline's, in the same bucket. */
const baseline = {
  "aws:region": "eu-west-1",
  accountId: "111122223333",
  namePrefix: "kf-other",
  bucket: { name: bucketName },
  cluster: { source: "oidc", issuerUrl: `https://${issuer}` },
  deploykf: { version: "0.1.5", valuesFiles: ["values-other.yaml"], embeddedMinio: "remove" },
};

const entries = (names: readonly string[]) => names.map((name) => ({ name, members: [] }));

/** Adds `Pulumi.other.yaml` with other values of top-level keys (undefined takes one away), and these profiles. */
export function neighbour(changes: Readonly<Record<string, unknown>> = {}, names = ["team-1", "team-2"]): Change {
  const full = Object.entries({ ...baseline, ...changes })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => [key.includes(":") ? key : `${projectName}:${key}`, value]);
  const profiles = { deploykf_core: { deploykf_profiles_generator: { profiles: entries(names) } } };
  return (project) => {
    write("Pulumi.other.yaml", dump({ config: Object.fromEntries(full) }))(project);
    write("values-other.yaml", dump(profiles))(project);
  };
}
