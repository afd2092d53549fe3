import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { command, edit, exampleCopy } from "../support/command.js";

test("a destruction has a label of its own, and neither lets the other through", async () => {
  const cwd = exampleCopy();
  await command(["--format", "json", "--output", "plan.json"], { cwd });
  const plan = JSON.parse(readFileSync(join(cwd, "plan.json"), "utf8"));
  writeFileSync(
    join(cwd, "kept.json"),
    JSON.stringify({ ...plan, embeddedMinio: { stated: "keep", effect: "keeps" } }),
  );
  edit(cwd, "examples/values-dev.yaml", "name: team-2", "name: team-9");
  const gated = async (...accepted: string[]) => {
    const compare = ["--compare", "kept.json", "--fail-on-widening", "--format", "json"];
    const { exitCode, stdout } = await command([...compare, ...accepted], { cwd });
    const { gate, needs, digest } = JSON.parse(stdout) as { gate: string; needs: string[]; digest: string };
    return { said: [exitCode, gate, needs], digest };
  };
  const { said, digest } = await gated();
  const [access, destroys] = [
    ["--accept-widening", digest],
    ["--accept-destruction", digest],
  ];

  expect(said).toEqual([1, "refused", ["access", "destroys"]]);
  expect((await gated(...access)).said).toEqual([1, "refused", ["destroys"]]);
  expect((await gated(...destroys)).said).toEqual([1, "refused", ["access"]]);
  expect((await gated(...access, ...destroys)).said).toEqual([0, "accepted", []]);
});
