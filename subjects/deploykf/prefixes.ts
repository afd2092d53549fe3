import { isHarmless } from "../../base/problems/harmless.js";
import type { Finding } from "../../base/problems/problem.js";

/** Where artifacts of KFP v1 and v2 begin; a profile's prefix is the root, its name, and a slash. */
export interface ArtifactRoots {
  readonly v1: string;
  readonly v2: string;
}

/** Pipeline definitions. The API server's place for them is fixed. */
export const pipelinesPrefix = "pipelines/";

/** Whether a rule for artifacts below this root would also reach pipeline definitions. */
export function coversPipelines(root: string): boolean {
  return pipelinesPrefix.startsWith(root);
}

/** Says why no per-profile prefix can be derived, or gives the root before the profile's name. */
type RootResult = { readonly root: string } | UnfitFormat;

export interface UnfitFormat {
  readonly reason: string;
  /** Only where it isn't that of every format. */
  readonly mend?: string;
}

const namespaceVariable = /\{\{\s*workflow\.namespace\s*\}\}/;

/**
 * The root of Argo's `keyFormat`: what stands before `{{ workflow.namespace }}`, which has to be a whole path segment
 * behind plain text. Source: guide, "Object Prefixes".
 */
export function rootOfKeyFormat(keyFormat: string): RootResult {
  const found = namespaceVariable.exec(keyFormat);
  if (!found) return { reason: "it has no {{ workflow.namespace }}" };
  const rest = keyFormat.slice(found.index + found[0].length);
  if (!rest.startsWith("/")) {
    return { reason: "{{ workflow.namespace }} isn't followed by /, so team-1 would also cover team-1-prod" };
  }
  return plainRoot(keyFormat.slice(0, found.index), "{{ workflow.namespace }}");
}

/**
 * The root of `kfpV2.defaultPipelineRoot`: what stands between the bucket and `{profile_name}`. Pipelines add
 * `/<pipeline>/<run>` to it, so the name may also end the path. An undefined bucket isn't known yet.
 */
export function rootOfPipelineRoot(pipelineRoot: string, bucket: string | undefined): RootResult {
  const [, bucketPart, key] = /^(?:\{scheme\}|[a-z0-9]+):\/\/([^/?]+)\/([^?]*)/.exec(pipelineRoot) ?? [];
  if (bucketPart === undefined || key === undefined) return { reason: "it isn't <scheme>://{bucket_name}/<prefix>" };
  if (bucket !== undefined && bucketPart !== "{bucket_name}" && bucketPart !== bucket) {
    const named = isHarmless(bucketPart, "address") ? bucketPart : "of another name";
    return { reason: `it names the bucket ${named}, not ${bucket}`, mend: "write {bucket_name} there" };
  }
  const at = key.indexOf("{profile_name}");
  if (at < 0) return { reason: "it has no {profile_name}" };
  const rest = key.slice(at + "{profile_name}".length);
  if (rest !== "" && !rest.startsWith("/")) {
    return { reason: "{profile_name} isn't followed by /, so team-1 would also cover team-1-prod" };
  }
  return plainRoot(key.slice(0, at), "{profile_name}");
}

function plainRoot(root: string, variable: string): RootResult {
  if (/[{}]/.test(root)) return { reason: `another variable stands before ${variable}` };
  if (/[*?$]/.test(root)) return { reason: `*, ? and $ before ${variable} would be wildcards in a policy` };
  if (root.startsWith("/") || root.includes("//")) return { reason: "it has an empty path segment" };
  return { root };
}

/** Names of a profile: its entry's own, and its namespace's (with `profileNamePrefix`). */
interface ProfileNames {
  readonly name: string;
  readonly namespace: string;
}

/**
 * The prefixes of a profile, without repetition: v1 by namespace (`workflow.namespace`), v2 by the raw name, as
 * deployKF fills them in.
 */
export function prefixesOf(roots: ArtifactRoots, profile: ProfileNames): readonly string[] {
  return [...new Set([`${roots.v1}${profile.namespace}/`, `${roots.v2}${profile.name}/`])];
}

/** A prefix and who has it. */
export interface Owned {
  readonly prefix: string;
  readonly owner: string;
}

/**
 * The first pair of different owners where one prefix covers the other, if any; n log n. In sorted order everything that
 * a prefix covers follows it directly.
 */
export function firstOverlap(owned: readonly Owned[]): readonly [Owned, Owned] | undefined {
  const sorted = [...owned].sort((a, b) => (a.prefix < b.prefix ? -1 : a.prefix > b.prefix ? 1 : 0));
  const covering: Owned[] = [];
  for (const next of sorted) {
    let last = covering.at(-1);
    while (last && !next.prefix.startsWith(last.prefix)) {
      covering.pop();
      last = covering.at(-1);
    }
    const other = covering.find((one) => one.owner !== next.owner);
    if (other) return [other, next];
    covering.push(next);
  }
  return undefined;
}

export const overlapping = (outer: Owned, inner: Owned): Finding => ({
  code: "prefixes-overlap",
  message: `${inner.prefix} of ${inner.owner} lies in ${outer.prefix || "the whole bucket"} of ${outer.owner}`,
  rule: "no object key may be open to two profiles, and pipelines/ to none",
  mend: "rename the profile, or change keyFormat and defaultPipelineRoot so that their prefixes differ",
});
