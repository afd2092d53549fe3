import { describe, expect, test } from "vitest";
import { keyStack, providedFor } from "../support/key-stacks.js";
import { platforms } from "../support/platforms.js";
import { runProgram } from "../support/program.js";
import type { TestStack } from "../support/stack.js";
import { kubernetesVersions, problemsOf } from "./kubectl-validate.js";
import { manifestsOf } from "./manifests.js";
import { rookCrds } from "./rook-crds.js";

interface Registered {
  readonly stack: () => TestStack;
  /** What its objects are, so that none is left out: kinds with their number. */
  readonly objects: Readonly<Record<string, number>>;
}

/** The program's stacks that register objects in a cluster. */
const stacks: Readonly<Record<string, Registered>> = {
  "keys that the stack creates": { stack: () => keyStack(), objects: { Namespace: 1, Secret: 3 } },
  "one key for all profiles": {
    stack: () => keyStack({ auth: { mode: "keys", profileKeys: "shared" } }),
    objects: { Namespace: 1, Secret: 2 },
  },
  "keys that were provided for another platform": {
    stack: () =>
      keyStack({
        ...{ "aws:region": undefined, accountId: undefined, bucket: { name: "acme-test-pipelines" } },
        ...{ platform: "minio", objectStore: platforms.minio.objectStore },
        ...{ auth: { keySource: "provided" }, keys: providedFor("team-1", "team-2") },
      }),
    objects: { Namespace: 1, Secret: 3 },
  },
};

describe.each(Object.entries(stacks))("%s", (_, { stack, objects }) => {
  test("every object is valid, in the oldest and the newest Kubernetes", async () => {
    const manifests = manifestsOf((await runProgram(stack())).resources);
    const counted: Record<string, number> = {};
    for (const { kind } of manifests) counted[kind] = (counted[kind] ?? 0) + 1;
    expect(counted).toEqual(objects);
    for (const kubernetes of kubernetesVersions) {
      expect(await problemsOf(manifests, { kubernetes, crds: await rookCrds() })).toEqual([]);
    }
  });
});
