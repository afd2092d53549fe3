import Module from "node:module";
import { afterEach, expect, test } from "vitest";
import { keyStack } from "../support/key-stacks.js";
import { tryProgram } from "../support/program.js";

const load: unknown = Reflect.get(Module, "_load");
afterEach(() => Reflect.set(Module, "_load", load));

test("a new cluster without the package that makes it: nothing is registered before the problem is found", async () => {
  Reflect.set(Module, "_load", (request: string, ...rest: unknown[]): unknown => {
    if (typeof load === "function" && !request.startsWith("@pulumi/eks/")) {
      return Reflect.apply(load, Module, [request, ...rest]);
    }
    throw Object.assign(new Error(`Cannot find module '${request}'`), { code: "MODULE_NOT_FOUND" });
  });
  const cluster = { source: "new", kubernetesVersion: "1.30", api: { publicCidrs: ["203.0.113.0/24"] } };
  const { resources, errors } = await tryProgram(keyStack({ cluster }));

  expect(errors.map(String)).toEqual([expect.stringContaining("error[package-missing]: cluster.source is new")]);
  expect(resources).toEqual([]);
});
