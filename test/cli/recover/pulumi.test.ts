import { hostname } from "node:os";
import { describe, expect, test } from "vitest";
import { change, leftByTheDead, type ProcessResult, pulumiIn } from "../../../cli/recover/pulumi.js";
import { testIo } from "../../support/io.js";
import { tempFolder } from "../../support/stack.js";

const lock = (host: string, pid: number) =>
  `file:///state/.pulumi/locks/x.json: created by me@${host} (pid ${pid}) at 2026-11-28T11:26:31Z`;
const locked = (...locks: readonly string[]) =>
  `error: the stack is currently locked by ${locks.length} lock(s). Either wait for the other process(es) to end or delete the lock file with \`pulumi cancel\`.\n  ${locks.join("\n  ")}\n`;

describe("a lock", () => {
  const dead = (pid: number) => pid !== 1;

  test.each([
    [true, [lock("here", 1)]],
    [false, [lock("here", 2)]],
    [false, [lock("there", 1)]],
    [false, [lock("here", 1), lock("there", 1)]],
    [false, []],
  ])("is left by the dead: %s, by %j", (expected, locks) => {
    expect(leftByTheDead(locked(...locks), "here", dead)).toBe(expected);
  });

  test("this process lives", () => {
    expect(leftByTheDead(locked(lock(hostname(), process.pid)))).toBe(false);
  });
});

/** Answers in order; what was asked is kept. */
function recorded(...answers: readonly ProcessResult[]) {
  const asked: string[] = [];
  const left = [...answers];
  const answer = async (args: readonly string[]) => {
    asked.push(args.join(" "));
    return left.shift() ?? { exitCode: 0, stdout: "", stderr: "" };
  };
  return { asked, pulumi: answer };
}

describe("a change of the state", () => {
  // No process has this id: Linux gives at most 2^22.
  const gone = { exitCode: 255, stdout: "", stderr: locked(lock(hostname(), 99_999_999)) };
  const other = { exitCode: 255, stdout: "", stderr: locked(lock("elsewhere.acme.io", 7)) };

  test("takes the lock of a process away that is gone, once, and goes on", async () => {
    const { asked, pulumi } = recorded(gone);

    await change(testIo(), pulumi, "dev", ["import"]);
    expect(asked).toEqual(["import --stack dev", "cancel --yes --stack dev", "import --stack dev"]);
  });

  test("leaves any other lock, and says by which command it goes", async () => {
    const { asked, pulumi } = recorded(other);

    await expect(change(testIo(), pulumi, "dev", ["import"])).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/error\[recover-locked\][\s\S]*pulumi cancel --stack dev/),
    });
    expect(asked).toEqual(["import --stack dev"]);
  });

  test("that fails is no answer", async () => {
    const { pulumi } = recorded({ exitCode: 255, stdout: "", stderr: "error: no" });

    await expect(change(testIo(), pulumi, "dev", ["import"])).rejects.toMatchObject({ exitCode: 2 });
  });
});

test("without Pulumi's command line there is no state, and a way to give one", async () => {
  await expect(pulumiIn(testIo({ cwd: tempFolder() }), "no-such-pulumi")(["version"])).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringMatching(/error\[recover-state\]: no-such-pulumi can't be started[\s\S]*--state FILE/),
  });
});
