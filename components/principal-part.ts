import type { Plan } from "../plan/plan.js";
import { backendPolicy, profilePolicy } from "../subjects/access/policies.js";
import type { PrincipalBase } from "../subjects/access/principal.js";
import { bucketPartition } from "../subjects/bucket/plan.js";
import type { Part } from "./part.js";
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
    rest: { bucket: { create: false }, deploykf: { version: "0.1.5", embeddedMinio: "keep" }, ...rest },
  };
}

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
