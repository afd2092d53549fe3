import { checkNamePrefix } from "../base/aws/rules.js";
import type { Finding } from "../base/problems/problem.js";
import type { Plan } from "../plan/plan.js";
import { backendPolicy, profilePolicy } from "../subjects/access/policies.js";
import type { PrincipalBase } from "../subjects/access/principal.js";
import { bucketPartition } from "../subjects/bucket/plan.js";
import type { Members, Part } from "./part.js";
import type { PackageClass } from "./schema.js";

/** Whom a role or a key is for. */
interface PrincipalArgs {
  readonly backend?: boolean | undefined;
  readonly prefixes?: readonly string[] | undefined;
}

/** A principal outside of any plan: its bucket is somebody's, and its arguments are those of `auth`. */
export function principalPart(className: PackageClass, paths: Part["paths"], rest: Part["rest"]): Part {
  const auth = ["listScope", "permissionsBoundary", "path"];
  const same = ["region", "namePrefix", "tags"];
  return {
    className,
    paths: {
      ...Object.fromEntries(same.map((key) => [key, key])),
      ...Object.fromEntries(auth.map((key) => [key, `auth.${key}`])),
      ...{ bucketName: "bucket.name", kmsKeyArn: "bucket.kmsKeyArn" },
      ...paths,
    },
    rest: {
      bucket: { create: false },
      deploykf: { version: "0.1.5", embeddedMinio: "keep" },
      profiles: { names: ["none"] },
      ...rest,
    },
  };
}

/** What the component's name, and who it is for, break of the rules. */
export const principalFindings =
  (name: string) =>
  (given: Members): readonly (Finding | undefined)[] => {
    const { backend, prefixes } = given;
    const isProfile = Array.isArray(prefixes) && prefixes.length > 0;
    const both = backend === true && isProfile;
    return [
      checkNamePrefix("the component's name", name),
      both || (backend !== true && !isProfile) ? oneOfBoth(both) : undefined,
    ];
  };

const oneOfBoth = (both: boolean): Finding => ({
  code: "argument-value",
  message: both ? "prefixes and backend are both given" : "neither prefixes nor backend: true is given",
  rule: "the policy is that of the backend, which has all artifacts, or of what is below some prefixes",
  mend: "pass prefixes, such as v2/artifacts/team-1/, or backend: true",
});

/** The principal, called by its component's name. */
export function principalOf(
  name: string,
  { backend, prefixes = [] }: PrincipalArgs,
  { settings }: Plan,
): PrincipalBase {
  const bucket = { ...settings.bucket, partition: bucketPartition(settings) };
  const policy = backend
    ? backendPolicy(bucket, settings.deploykf.roots)
    : profilePolicy(bucket, prefixes, settings.auth.listScope);
  return { principal: name, key: name, description: `Kubeflow Pipelines: ${name}`, policy };
}
