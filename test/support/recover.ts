import fc from "fast-check";
import { candidatesOf, type Registered } from "../../recover/candidates.js";
import type { DecisionContext } from "../../recover/decide.js";
import type { Found, Thing } from "../../recover/found.js";
import { parseState, providerUrn, type StackState } from "../../recover/state.js";
import { withEngineUrns } from "../../recover/urns.js";
import { runProgram } from "./program.js";
import { repoStack, type TestStack } from "./stack.js";

export const account = { partition: "aws", accountId: "111122223333" } as const;
export const stackCreated = "2026-11-01T12:00:00Z";
export const ourTags = { "managed-by": "deploykf-object-store", "pulumi-stack": "dev" };

/** What the program registers for a stack, as the engine would name it. */
export async function registeredOf(stack: TestStack): Promise<readonly Registered[]> {
  const { resources, requests } = await runProgram(stack);
  const withPlugins = resources.map((resource): Registered => {
    const request = requests.get(resource.urn);
    return { ...resource, provider: providerUrn(request?.getProvider()), version: request?.getVersion() || undefined };
  });
  return withEngineUrns(withPlugins, stack);
}

let example: Promise<readonly Registered[]> | undefined;

/** Those of the example stack dev, whose IAM OIDC provider exists. */
export function exampleRegistered(): Promise<readonly Registered[]> {
  example ??= registeredOf(repoStack("dev"));
  return example;
}

/** A state as `pulumi stack export` prints it: these resources exist, and these were being created. */
export function exportedState(known: readonly Registered[], creating: readonly Registered[] = []) {
  const stack = {
    urn: "urn:pulumi:dev::deploykf-object-store::pulumi:pulumi:Stack::deploykf-object-store-dev",
    type: "pulumi:pulumi:Stack",
    created: stackCreated,
  };
  return {
    version: 3,
    deployment: {
      resources: [stack, ...known.map(({ urn, type }) => ({ urn, type, id: `id of ${urn}` }))],
      pending_operations: creating.map(({ inputs, ...resource }) => ({
        type: "creating",
        resource: { ...resource, provider: undefined, inputs },
      })),
    },
  };
}

export function stateOf(known: readonly Registered[], creating: readonly Registered[] = []): StackState {
  const state = parseState(exportedState(known, creating));
  if (!state) throw new Error("the test's state isn't one");
  return state;
}

export function contextOf(
  registered: readonly Registered[],
  state: StackState,
  adopt: readonly string[] = [],
): DecisionContext {
  return { stack: "dev", call: "npm -s run recover --", state, registered, adopt: new Set(adopt) };
}

export function candidateOf(registered: readonly Registered[], state: StackState, type: string) {
  const found = candidatesOf(registered, state, account).find((one) => one.type === type);
  if (!found) throw new Error(`no candidate is a ${type}`);
  return found;
}

export function there(thing: Partial<Thing> = {}): Found {
  return { answer: "there", thing: { tags: {}, created: "2026-11-20T10:00:00Z", ...thing } };
}

const tags = fc.constantFrom<Thing["tags"]>(
  {},
  ourTags,
  { ...ourTags, "pulumi-stack": "prod" },
  { "managed-by": "terraform" },
  { "pulumi-stack": "dev-2" },
);

/** Whatever an account may answer. */
export const anyFound: fc.Arbitrary<Found> = fc.oneof(
  fc.constant<Found>({ answer: "absent" }),
  fc.constant<Found>({ answer: "unknown", why: "Timeout" }),
  fc
    .record({
      tags,
      created: fc.constantFrom(undefined, "2026-10-01T00:00:00Z", "2026-11-20T10:00:00Z"),
      place: fc.constantFrom(undefined, "/", "/elsewhere/"),
    })
    .map((thing): Found => ({ answer: "there", thing })),
);
