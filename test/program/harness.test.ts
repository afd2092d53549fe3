import { getPartition } from "@pulumi/aws/getPartition.js";
import { Role } from "@pulumi/aws/iam/role.js";
import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { runProgram, tryProgram, unknown } from "../support/program.js";
import { scenarios } from "../support/scenarios.js";

/** The tests are worth what the in-process engine refuses. */
const assumeRolePolicy = "{}";
const stack = scenarios.baseline();

function messagesOf(errors: readonly unknown[]): string[] {
  return errors.map((error) => (error instanceof Error ? error.message : String(error)));
}

test("a call that no test expects fails the run", async () => {
  const { errors } = await tryProgram(stack, { run: async () => void (await getPartition()) });

  expect(messagesOf(errors)).toEqual(["no test expects a call of aws:index/getPartition:getPartition"]);
});

test("a missing output in a text fails the run", async () => {
  const run = async () => {
    const first = new Role("first", { assumeRolePolicy });
    new Role("second", { assumeRolePolicy, description: pulumi.interpolate`after ${first.uniqueId}` });
  };

  await expect(runProgram(stack, { run })).rejects.toThrow(
    "aws:iam/role:Role second.description: a broken text: after undefined",
  );
});

test("an output put into a text as it is fails the run", async () => {
  const run = async () => {
    const first = new Role("first", { assumeRolePolicy });
    new Role("second", { assumeRolePolicy, description: `after ${String(first.name)}` });
  };

  await expect(runProgram(stack, { run })).rejects.toThrow("a broken text: after Calling [toString] on an [Output<T>]");
});

test("a URN that is registered twice fails the run, once", async () => {
  const run = async () => {
    new Role("same", { assumeRolePolicy });
    new Role("same", { assumeRolePolicy });
  };
  const { errors } = await tryProgram(stack, { run });

  expect(messagesOf(errors)).toEqual([
    "failed to register new resource same [aws:iam/role:Role]: registered twice: urn:pulumi:test::deploykf-object-store::pulumi:pulumi:Stack$aws:iam/role:Role::same",
  ]);
});

test("resources in nested applies are waited for, and are seen in an apply alone", async () => {
  const run = async () => {
    const first = new Role("first", { assumeRolePolicy });
    first.arn.apply((arn) => {
      const second = new Role("second", { assumeRolePolicy, description: arn });
      second.arn.apply(() => new Role("third", { assumeRolePolicy }));
    });
  };
  const names = async (preview: boolean) =>
    (await runProgram(stack, { run, preview })).resources.map(({ name }) => name);

  expect(await names(false)).toEqual(["first", "second", "third"]);
  expect(await names(true)).toEqual(["first"]);
});

test("in a first preview every output is unknown, also one that echoes an input", async () => {
  const run = async () => {
    const role = new Role("first", { assumeRolePolicy, name: "given" });
    return { arn: role.arn, name: role.name, id: role.id };
  };
  const { outputs } = await runProgram(stack, { run, preview: true });

  expect(outputs).toEqual({ arn: unknown, name: unknown, id: unknown });
});

test("an error in an apply is one error", async () => {
  const run = async () => {
    const role = new Role("first", { assumeRolePolicy });
    const broken = role.arn.apply((): string => {
      throw new Error("broken on purpose");
    });
    new Role("second", { assumeRolePolicy, description: broken });
    return { broken };
  };
  const { errors } = await tryProgram(stack, { run });

  expect(errors).toHaveLength(1);
  expect(messagesOf(errors)[0]).toContain("broken on purpose");
});

test("a program that never ends is named by what is still open", async () => {
  const run = async () => {
    new Role("stuck", { assumeRolePolicy, description: new Promise<string>(() => {}) });
  };

  await expect(tryProgram(stack, { run, deadline: 300 })).rejects.toThrow(
    /^the program doesn't end; still open: rpcKeepAlive, stuck\[aws:iam\/role:Role\]$/,
  );
});
