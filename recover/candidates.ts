import type { AwsAccount } from "../base/aws/arn.js";
import { type Behaviour, type Plugin, type RegisteredResource, typeOf } from "../plan/resource-types.js";
import { importId, type Subject, subjectOf } from "./kinds.js";
import type { PendingCreate, StackState } from "./state.js";

/** A resource as the program registers it, and by what it is made. */
export interface Registered extends RegisteredResource, Plugin {}

/** A resource that the plan has, or that a died `up` was creating and the plan has no more. */
export interface Candidate extends Registered {
  readonly subject: Subject | undefined;
  readonly behaviour: Behaviour;
  readonly leftOver: boolean;
  /** Whether a died `up` of this stack was creating exactly this. */
  readonly wasCreating: boolean;
}

/** Everything that may be outside the state: components and providers aren't. */
export function candidatesOf(
  registered: readonly Registered[],
  { creating }: StackState,
  account: AwsAccount,
): readonly Candidate[] {
  const planned = registered.filter(({ custom, type }) => custom && !type.startsWith("pulumi:providers:"));
  const inPlan = planned.map((one): Candidate => {
    const pending = creating.filter(({ urn }) => urn === one.urn);
    // What only the cloud knows stands in what the died `up` asked for.
    const asked = pending.flatMap(({ type, inputs }) => subjectOf(type, inputs, account) ?? []);
    const subject = subjectOf(one.type, one.inputs, account) ?? asked[0];
    const wasCreating = pending.some((create) => sameSubject(subjectOf(create.type, create.inputs, account), subject));
    return { ...one, subject, behaviour: typeOf(one.type).behaviour, leftOver: false, wasCreating };
  });
  const byUrn = new Map(inPlan.map((candidate) => [candidate.urn, candidate]));
  const others = creating.flatMap((create) => {
    const subject = subjectOf(create.type, create.inputs, account);
    const own = byUrn.get(create.urn);
    return own && (!subject || sameSubject(subject, own.subject)) ? [] : [leftOver(create, subject)];
  });
  // One that several died `up`s were creating is one.
  const key = ({ urn, subject }: Candidate) => `${urn} ${subject ? importId(subject) : ""}`;
  return [...inPlan, ...new Map(others.map((one) => [key(one), one])).values()];
}

function sameSubject(one: Subject | undefined, other: Subject | undefined): boolean {
  return one === other || (one !== undefined && other !== undefined && importId(one) === importId(other));
}

function leftOver(create: PendingCreate, subject: Subject | undefined): Candidate {
  const { provider, ...rest } = create;
  const isDefault = provider?.includes("::default") ?? true;
  return {
    ...rest,
    custom: true,
    provider: isDefault ? undefined : provider,
    version: isDefault ? /::default_([\d_]+)$/.exec(provider ?? "")?.[1]?.replaceAll("_", ".") : undefined,
    subject,
    behaviour: typeOf(create.type).behaviour,
    leftOver: true,
    wasCreating: true,
  };
}
