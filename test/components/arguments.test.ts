import { readdirSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, test } from "vitest";
import { planOffline } from "../../cli/offline/offline-plan.js";
import type { DeploykfObjectStoreArgs } from "../../components/args.js";
import { DeploykfObjectStore } from "../../components/object-store.js";
import { modes } from "../support/baseline.js";
import { described } from "../support/expected.js";
import { runProgram } from "../support/program.js";
import { projectRoot, repoStack } from "../support/stack.js";
import { providerConfig, stackArguments } from "../support/arguments.js";

const examples = readdirSync(join(projectRoot, "examples")).filter((name) => name.startsWith("Pulumi."));

describe.each(modes)("the facade in a program of somebody's, %s", (_, preview) => {
  test.each(examples)("%s: values, resources and policies are the program's", async (file) => {
    const name = file.slice("Pulumi.".length, -".yaml".length);
    const { plan, config } = planOffline(projectRoot, name, `examples/${file}`);
    const stack = { ...repoStack("dev"), stack: name, config: providerConfig(config, plan.project) };
    const run = async () => {
      const { values } = new DeploykfObjectStore("kubeflow", stackArguments(config, plan.project));
      return { values };
    };
    const { outputs, resources } = await runProgram(stack, { preview, run });
    expect(outputs.values).toBe(plan.values.text);
  });
});
