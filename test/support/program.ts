import type { ServiceError } from "@grpc/grpc-js";
import * as pulumi from "@pulumi/pulumi";
import type { RegisterResourceRequest, RegisterResourceResponse } from "@pulumi/pulumi/proto/resource_pb.js";
import type { MockCallArgs } from "@pulumi/pulumi/runtime/mocks.js";
import { type RecordedResource, Recorder } from "../../cli/offline/recorder.js";
import { runStack } from "../../program/run.js";
import type { ClaimAnswer } from "../../subjects/deploykf/claim.js";
import { type Cloud, cloudCall, cloudOutputs } from "./cloud.js";
import type { TestStack } from "./stack.js";
import { ended, isolated, listeningEngine, type Store } from "./store.js";

/** Stands for everything that only a provider knows, in inputs and outputs of a first preview. */
export const unknown = pulumi.runtime.unknownValue;

/** No run of a test asks a cluster, unless it says how. */
const noClaim: ClaimAnswer = { kind: "absent" };

export interface RunOptions {
  /** As a first preview: every output of a provider is unknown. Otherwise as an apply. */
  readonly preview?: boolean;
  /** What AWS is like, where it differs from what the stack's config says. */
  readonly cloud?: Partial<Cloud>;
  /** What to run instead of the program. */
  readonly run?: () => Promise<unknown>;
  readonly deadline?: number;
}

export interface ProgramRun {
  /** In the order of registration, without the stack itself. */
  readonly resources: readonly RecordedResource[];
  /** The stack's outputs; unknown ones are {@link unknown}. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** What was asked of the engine, by URN: for the options that {@link resources} don't have. */
  readonly requests: ReadonlyMap<string, RegisterResourceRequest>;
  /** What components registered as their outputs, by type and name. */
  readonly componentOutputs: Readonly<Record<string, unknown>>;
  /** Calls of provider functions, by token. */
  readonly calls: readonly MockCallArgs[];
  /** Warnings and errors that the program logged. */
  readonly log: readonly string[];
  /** Errors of the run, each once. */
  readonly errors: readonly unknown[];
}

/** Runs the program, or any function, on a stack as the engine would; an error in it fails the test. */
export async function runProgram(stack: TestStack, options: RunOptions = {}): Promise<ProgramRun> {
  const run = await tryProgram(stack, options);
  if (run.errors.length === 1) throw run.errors[0];
  if (run.errors.length > 1) throw new AggregateError(run.errors, `${run.errors.length} errors in one run`);
  refuseBrokenTexts(run);
  return run;
}

/** The same for a run that is meant to fail. */
export function tryProgram(stack: TestStack, options: RunOptions = {}): Promise<ProgramRun> {
  return aloneInProcess((store, errors) => runIsolated(store, stack, options, errors));
}

async function runIsolated(
  store: Store,
  stack: TestStack,
  {
    preview = false,
    cloud = {},
    run = () => runStack(async () => cloud.claim ?? noClaim),
    deadline = 50_000,
  }: RunOptions,
  errors: Set<unknown>,
): Promise<ProgramRun> {
  const calls: MockCallArgs[] = [];
  const log: string[] = [];
  const recorder = await Recorder.install({
    project: stack.project,
    stack: stack.stack,
    preview,
    outputs: preview ? readOutputs(cloudOutputs(stack, cloud)) : cloudOutputs(stack, cloud),
    call: (args) => {
      calls.push(args);
      return cloudCall(stack, cloud, args);
    },
  });
  const componentOutputs = listenToComponents();
  const requests = listenToRequests();
  store.settings.options.rootDirectory = stack.root;
  store.settings.engine = listeningEngine(log);
  pulumi.runtime.setAllConfig({ ...stack.config });

  const outcome = pulumi.runtime.runInPulumiStack(run);
  outcome.catch((error) => errors.add(error));
  await ended(store, { outcome, errors, milliseconds: deadline });
  const [, ...resources] = recorder.resources;
  return { resources, outputs: recorder.outputs, requests, componentOutputs, calls, log, errors: [...errors] };
}

/** A preview reads other stacks, and knows nothing of what it would create. */
function readOutputs(outputs: ReturnType<typeof cloudOutputs>): typeof outputs {
  return (args) => (args.type === "pulumi:pulumi:StackReference" ? outputs(args) : {});
}

function listenToComponents(): Readonly<Record<string, unknown>> {
  const outputs: Record<string, unknown> = {};
  const monitor = pulumi.runtime.getMonitor();
  if (!monitor) throw new Error("the SDK has no monitor");
  const listened: { registerResourceOutputs: unknown } = monitor;
  const register = monitor.registerResourceOutputs.bind(monitor);
  listened.registerResourceOutputs = (...args: Parameters<typeof register>) => {
    const [request] = args;
    const [type, name] = request.getUrn().split("::").slice(2);
    outputs[`${type?.split("$").at(-1)} ${name}`] = request.getOutputs()?.toJavaScript();
    return register(...args);
  };
  return outputs;
}

/** The part of the SDK's engine client that is listened to. */
interface Monitor {
  registerResource(request: RegisterResourceRequest, callback: Callback): void;
}
type Callback = (error: ServiceError | null, response: RegisterResourceResponse) => void;

function listenToRequests(): ReadonlyMap<string, RegisterResourceRequest> {
  const requests = new Map<string, RegisterResourceRequest>();
  const monitor: Monitor | undefined = pulumi.runtime.getMonitor();
  if (!monitor) throw new Error("the SDK has no monitor");
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request, callback) => {
    register(request, (error, response) => {
      if (!error) requests.set(response.getUrn(), request);
      callback(error, response);
    });
  };
  return requests;
}

/**
 * Runs something that deploys a program: with SDK state of its own, without stack traces, which take half of the time, and
 * with the errors in applies, constructors and mocks, which arrive as unhandled rejections, the same one several times.
 */
export async function aloneInProcess<T>(run: (store: Store, errors: Set<unknown>) => Promise<T>): Promise<T> {
  const errors = new Set<unknown>();
  const collect = (error: unknown) => errors.add(error);
  const others = process.listeners("unhandledRejection");
  const { stackTraceLimit } = Error;
  process.removeAllListeners("unhandledRejection");
  process.on("unhandledRejection", collect);
  if (!process.env.DEBUG) Error.stackTraceLimit = 0;
  try {
    return await isolated((store) => run(store, errors));
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
    process.off("unhandledRejection", collect);
    for (const listener of others) process.on("unhandledRejection", listener);
  }
}

/** A value that was missing when a text was made, or an output in a template. */
const brokenText = /\bundefined\b|\bNaN\b|\[object |Output<T>/;

function refuseBrokenTexts({ resources, outputs }: ProgramRun): void {
  for (const { type, name, inputs } of resources) refuseBrokenText(`${type} ${name}`, inputs);
  refuseBrokenText("the stack's outputs", outputs);
}

function refuseBrokenText(where: string, value: unknown): void {
  if (typeof value === "string" && brokenText.test(value)) throw new Error(`${where}: a broken text: ${value}`);
  if (typeof value !== "object" || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    refuseBrokenText(where, key);
    refuseBrokenText(`${where}.${key}`, part);
  }
}
