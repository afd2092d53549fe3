import * as pulumi from "@pulumi/pulumi";
import { expect } from "vitest";
import type { Cloud } from "./cloud.js";
import { tryProgram } from "./program.js";
import type { TestStack } from "./stack.js";

/** What the engine shows of a run that AWS's answers, or another stack's, end: the message alone, and nothing registered. */
export async function refusal(stack: TestStack, cloud: Partial<Cloud>, preview = false): Promise<string> {
  const { errors, resources, log } = await tryProgram(stack, { cloud, preview });
  const [error] = errors;
  expect(errors).toHaveLength(1);
  if (!pulumi.RunError.isInstance(error)) throw error;
  expect({ resources, log }).toEqual({ resources: [], log: [] });
  return error.message;
}

/** A report of one problem, as the engine shows it. */
export function shown(problem: string): string {
  return `\n${problem.trim()}\n\n1 problem. Nothing was planned and nothing was changed.`;
}
