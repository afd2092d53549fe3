import { createRequire } from "node:module";
import type { OutputResolvers, resolveProperties, transferProperties } from "@pulumi/pulumi/runtime/rpc.js";
import type { JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb.js";

/** What the SDK calls for each resource through its own modules, so that it can be replaced there. */
interface Parts {
  readonly debuggable: { debuggablePromise: <T>(promise: Promise<T>) => Promise<T> };
  readonly sdk: { readonly Resource: { callsites: () => readonly unknown[] } };
  readonly rpc: { transferProperties: typeof transferProperties; resolveProperties: typeof resolveProperties };
  readonly protobuf: { readonly Struct: { new (): Struct; fromJavaScript: (value: Fields) => Struct } };
}
type Fields = Readonly<Record<string, JavaScriptValue>>;

const load = createRequire(createRequire(import.meta.url).resolve("@pulumi/pulumi"));

/**
 * Makes a registration cheap for a run whose process nobody debugs; what is registered, and in which order, stays the
 * same. Two thirds of a registration's cost are traces of promises and of calls, copies into protobufs and back, and
 * outputs that nobody reads.
 * @returns what undoes it
 */
export function quickenSdk(): () => void {
  const debuggable: Parts["debuggable"] = load("./runtime/debuggable.js");
  const { Resource: traced }: Parts["sdk"] = load("./resource.js");
  const rpc: Parts["rpc"] = load("./runtime/rpc.js");
  const { Struct: struct }: Parts["protobuf"] = load("google-protobuf/google/protobuf/struct_pb.js");
  const lazy = lazily(rpc);
  const whole = struct.fromJavaScript.bind(struct);
  const undo = [
    replace(Error, "stackTraceLimit", 0),
    // As many steps as the SDK's own: the order of registrations hangs on them.
    replace(debuggable, "debuggablePromise", (promise) => promise.then((value) => value).catch(rethrow)),
    replace(traced, "callsites", () => []),
    replace(rpc, "transferProperties", lazy.transferProperties),
    replace(rpc, "resolveProperties", lazy.resolveProperties),
    replace(struct, "fromJavaScript", (value) => {
      // A reference to a resource is read field by field.
      const getFieldsMap = () => whole(value).getFieldsMap();
      return Object.assign(new struct(), { toJavaScript: () => value, getFieldsMap });
    }),
  ];
  return () => {
    for (const one of undo) one();
  };
}

function replace<T, K extends keyof T>(target: T, key: K, value: T[K]): () => void {
  const before = target[key];
  target[key] = value;
  return () => {
    target[key] = before;
  };
}

function rethrow(error: unknown): never {
  throw error;
}

type Rpc = Parts["rpc"];
type Resolution = Parameters<Rpc["resolveProperties"]> extends [unknown, unknown, ...infer Rest] ? Rest : never;

/** Makes a resource's outputs when they are first read: most never are. */
function lazily({ transferProperties: transfer, resolveProperties: resolve }: Rpc): Rpc {
  const resolved = new WeakMap<OutputResolvers, Resolution>();
  return {
    transferProperties: (onto, label, props) => {
      const made: OutputResolvers = {};
      for (const key of Object.keys(props).filter((one) => one !== "id" && one !== "urn")) {
        Object.defineProperty(onto, key, {
          ...{ configurable: true, enumerable: true },
          get() {
            Reflect.deleteProperty(onto, key);
            const own = transfer(onto, label, { [key]: props[key] });
            const resolution = resolved.get(made);
            if (resolution) resolve(onto, own, ...resolution);
            else Object.assign(made, own);
            return Reflect.get(onto, key);
          },
        });
      }
      return made;
    },
    resolveProperties: (onto, made, ...resolution) => {
      resolved.set(made, resolution);
      resolve(onto, made, ...resolution);
    },
  };
}
