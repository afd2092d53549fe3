import { readdirSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { planOffline } from "../../cli/offline/offline-plan.js";
import { quickenSdk } from "../../cli/offline/quick-sdk.js";
import { deploy } from "../../program/deploy.js";
import { stackOutputs } from "../../program/outputs.js";
import { modulesOf } from "../support/modules.js";
import { type ProgramRun, type RunOptions, runProgram } from "../support/program.js";
import { scenarios } from "../support/scenarios.js";
import { projectRoot, repoStack, type TestStack } from "../support/stack.js";

async function quickly(stack: TestStack, options: RunOptions): Promise<ProgramRun> {
  const undo = quickenSdk();
  try {
    return await runProgram(stack, options);
  } finally {
    undo();
  }
}

/** What is registered, in its order, and every output. */
async function expectSame(stack: TestStack, options: RunOptions): Promise<void> {
  const [slow, quick] = [await runProgram(stack, options), await quickly(stack, options)];
  expect(slow.resources.length).toBeGreaterThan(3);
  expect(quick.resources).toEqual(slow.resources);
  expect(quick.outputs).toEqual(slow.outputs);
  expect(quick.componentOutputs).toEqual(slow.componentOutputs);
}

describe("with the quickened SDK a program registers the same, in the same order", () => {
  test.each(Object.entries(scenarios))("%s", async (_, stack) => {
    await expectSame(stack(), { preview: true });
    await expectSame(stack(), {});
  });

  test.each(readdirSync(join(projectRoot, "examples")).filter((name) => name.startsWith("Pulumi.")))(
    "%s",
    async (file) => {
      const name = file.slice("Pulumi.".length, -".yaml".length);
      const { plan, config } = planOffline(projectRoot, name, `examples/${file}`);
      const run = async () => stackOutputs(deploy(plan));
      await expectSame({ ...repoStack("dev"), stack: name, config }, { preview: true, run });
    },
  );

  test("any graph of inputs, secrets, unknowns and dependencies", async () => {
    const input = fc.constantFrom("name", "absent", "secret", "plain", "late");
    const graph = fc.array(fc.array(fc.tuple(fc.nat(), input), { maxLength: 4 }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(graph, fc.boolean(), async (nodes, preview) => {
        const run = async () => {
          const made: Made[] = [];
          nodes.forEach((inputs, index) => {
            const parts = inputs.map(([at, kind], key) => [`input-${key}`, inputOf(kind, made[at % (index || 1)])]);
            made.push(new Made(`made-${index}`, { name: `made-${index}`, ...Object.fromEntries(parts) }));
          });
          return Object.fromEntries(made.map(({ name, absent }, index) => [`made-${index}`, { name, absent }]));
        };
        const stack = repoStack("dev");
        const [slow, quick] = [await runProgram(stack, { preview, run }), await quickly(stack, { preview, run })];
        expect(quick.resources).toEqual(slow.resources);
        expect(quick.outputs).toEqual(slow.outputs);
      }),
      { numRuns: 40 },
    );
  });

  test("and afterwards the SDK is as it was", async () => {
    const { callsites } = Object.getOwnPropertyDescriptors(pulumi.Resource) as Record<string, PropertyDescriptor>;
    const limit = Error.stackTraceLimit;
    quickenSdk()();
    expect(Object.getOwnPropertyDescriptors(pulumi.Resource)).toMatchObject({ callsites });
    expect(Error.stackTraceLimit).toBe(limit);
  });
});

class Made extends pulumi.CustomResource {
  declare readonly name: pulumi.Output<string>;
  declare readonly absent: pulumi.Output<string>;
  constructor(name: string, inputs: pulumi.Inputs) {
    super("aws:iam/role:Role", name, { absent: undefined, ...inputs });
  }
}

function inputOf(kind: string, other: Made | undefined): pulumi.Input<unknown> {
  if (kind === "secret") return pulumi.secret({ of: other?.name ?? "nobody" });
  if (kind === "plain" || !other) return { z: 1, a: ["plain", null] };
  if (kind === "late") return other.urn.apply(() => other.name);
  return kind === "name" ? other.name : other.absent.apply((value) => value ?? "nothing");
}

test("the command line loads neither npm, nor TypeScript, nor the automation API", async () => {
  const [loaded = []] = await modulesOf([[]]);
  const needless = /node_modules\/(?:@npmcli|typescript|@pulumi\/pulumi\/(?:automation|node_modules\/typescript))\//;

  expect(loaded.some((module) => module.includes("/@pulumi/pulumi/runtime/"))).toBe(true);
  // The place of the automation API itself is taken.
  expect(loaded.filter((module) => needless.test(module) && !module.endsWith("/automation/index.js"))).toEqual([]);
});
