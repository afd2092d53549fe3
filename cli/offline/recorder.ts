import type { ServiceError } from "@grpc/grpc-js";
import * as pulumi from "@pulumi/pulumi";
import type {
  RegisterResourceOutputsRequest,
  RegisterResourceRequest,
  RegisterResourceResponse,
} from "@pulumi/pulumi/proto/resource_pb.js";
import type { MockCallArgs, MockResourceArgs } from "@pulumi/pulumi/runtime/mocks.js";
import type { Empty } from "google-protobuf/google/protobuf/empty_pb.js";
import { unknownFact } from "../../base/aws/arn.js";
import { isSecure } from "../../base/input/secure.js";
import { isMap, type YamlMap } from "../../base/yaml/merge.js";
import type { Plugin, RegisteredResource } from "../../plan/resource-types.js";
import { providerUrn } from "../../recover/state.js";

/** A resource as the program registered it, options included. */
export interface RecordedResource extends RegisteredResource {
  readonly retainOnDelete: boolean;
  readonly deleteBeforeReplace: boolean;
  readonly dependencies: readonly string[];
}

interface RecorderOptions {
  readonly project: string;
  readonly stack: string;
  /** As a first preview: no ids, and outputs of a provider are unknown unless `outputs` gives them. */
  readonly preview: boolean;
  /** What a created resource adds to its inputs; in a preview, all that is known of one. */
  readonly outputs?: (args: MockResourceArgs) => Record<string, unknown>;
  /** Answers of provider functions. */
  readonly call: (args: MockCallArgs) => Record<string, unknown>;
}

/** How the SDK writes a secret, or a reference to a resource: a map with this key, and one of these values. */
const specialMarker = "4dabf18193072939515e22adb298388d";
const resourceMark = "5cf8f73096256a8f31e491e813e4eb8e";

/** Resources as they may be shown: in their inputs what is secret is masked, and what isn't known yet is said so. */
export function masked(resources: readonly RecordedResource[]): readonly RecordedResource[] {
  return resources.map((resource) => {
    return { ...resource, inputs: mapped(resource.inputs, withoutSecrets) };
  });
}

function withoutSecrets(value: unknown): unknown {
  if (value === pulumi.runtime.unknownValue) return unknownFact;
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (!isMap(value)) return value;
  if (!(specialMarker in value)) return mapped(value, withoutSecrets);
  return value[specialMarker] === resourceMark ? value.urn : leavesMasked(value.value);
}

/** The names in a secret map are none. What the stack's file has encrypted arrives here as `{secure: ...}`. */
function leavesMasked(value: unknown): unknown {
  const isLeaf = !isMap(value) || isSecure(value);
  return isLeaf ? "[secret]" : mapped(value, leavesMasked);
}

/** In the order that maps have on the wire. */
function mapped(map: YamlMap, change: (value: unknown) => unknown): YamlMap {
  const keys = Object.keys(map).sort();
  return Object.fromEntries(keys.map((key) => [key, change(map[key])]));
}

type Callback<Response> = (error: ServiceError | null, response: Response) => void;

/** The part of the SDK's engine client that is listened to. */
interface Monitor {
  registerResource(request: RegisterResourceRequest, callback: Callback<RegisterResourceResponse>): void;
  registerResourceOutputs(request: RegisterResourceOutputsRequest, callback: Callback<Empty>): void;
}

/** Records what a program registers in this process, in place of an engine. */
export class Recorder {
  readonly resources: RecordedResource[] = [];
  /** By URN of the resource. */
  readonly plugins = new Map<string, Plugin>();
  readonly #urns = new Set<string>();
  /** The stack's outputs on the wire; empty until the program has ended. */
  outputs: Readonly<Record<string, unknown>> = {};

  /** Takes the engine's place for whatever runs next. */
  static async install(options: RecorderOptions): Promise<Recorder> {
    const recorder = new Recorder();
    const mocks = {
      call: options.call,
      newResource: (args: MockResourceArgs) =>
        options.preview
          ? { id: "", state: options.outputs?.(args) ?? {} }
          : { id: `${args.name}-id`, state: { ...args.inputs, ...options.outputs?.(args) } },
    };
    await pulumi.runtime.setMocks(mocks, options.project, options.stack, options.preview);
    recorder.#listen();
    return recorder;
  }

  /** Options don't reach the SDK's mocks, so they are read from the requests. */
  #listen(): void {
    const monitor: Monitor | undefined = pulumi.runtime.getMonitor();
    if (!monitor) throw new Error("the SDK has no monitor after setMocks");
    const register = monitor.registerResource.bind(monitor);
    monitor.registerResource = (request, callback) => {
      register(request, (error, response) => {
        if (!error) this.#record(request, response.getUrn());
        callback(error, response);
      });
    };
    const registerOutputs = monitor.registerResourceOutputs.bind(monitor);
    monitor.registerResourceOutputs = (request, callback) => {
      if (request.getUrn().includes("::pulumi:pulumi:Stack::"))
        this.outputs = request.getOutputs()?.toJavaScript() ?? {};
      registerOutputs(request, callback);
    };
  }

  #record(request: RegisterResourceRequest, urn: string): void {
    if (this.#urns.has(urn)) throw new Error(`registered twice: ${urn}`);
    this.#urns.add(urn);
    const provider = providerUrn(request.getProvider());
    this.plugins.set(urn, { provider, version: request.getVersion() || undefined });
    this.resources.push({
      urn,
      type: request.getType(),
      name: request.getName(),
      parent: request.getParent() || undefined,
      custom: request.getCustom(),
      inputs: request.getObject()?.toJavaScript() ?? {},
      protect: request.getProtect() ?? false,
      retainOnDelete: request.getRetainondelete() ?? false,
      deleteBeforeReplace: request.getDeletebeforereplace(),
      dependencies: request.getDependenciesList(),
    });
  }
}
