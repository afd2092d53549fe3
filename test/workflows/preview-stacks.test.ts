import { cpSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { Clone } from "../support/pull-request.js";
import { ghOfFiles, runnerIn } from "../support/workflows.js";

let clone: Clone;
beforeEach(() => {
  clone = new Clone();
});

test("any name that a stack may have is one like the others", async () => {
  const names = ["-x", ".x", "0", "x.y-z_0", "x".repeat(100)];
  clone.pullRequest(() => {
    for (const name of names) cpSync(join(clone.cwd, "Pulumi.dev.yaml"), join(clone.cwd, `Pulumi.${name}.yaml`));
    writeFileSync(join(clone.cwd, "Pulumi..yaml"), "");
  });
  const npm = `#!/bin/bash
for one in "$@"; do case $one in --stack=*) stack=\${one#--stack=} ;; esac; done
while (($#)); do if [[ $1 == --output ]]; then printf '{"stack": "%s"}' "$stack" > "$2"; fi; shift; done
`;
  clone.runner = runnerIn(clone.cwd, { gh: ghOfFiles, npm });
  const { exitCode, summary } = await clone.compared();

  expect(exitCode).toBe(0);
  expect(
    clone
      .comparisons()
      .map(({ stack }) => stack)
      .sort(),
  ).toEqual([...names, "dev"].sort());
  for (const name of names) expect(summary).toContain(`## ${name}\n`);
  expect(readdirSync(join(clone.runner.temp, "access", "plans")).sort()).toEqual(
    [...names, "dev"].map((name) => `${name}.txt`).sort(),
  );
});

test("each label accepts its own thing, and what is missing is named", async () => {
  clone.pullRequest(() => undefined);
  const [access, destroys] = [
    "::error::dev: access widens; the label access-12ab accepts exactly this\n",
    "::error::dev: data is destroyed; the label destroys-12ab accepts exactly this\n",
  ];
  const refused = async (needs: readonly string[], ...labels: readonly string[]) => {
    // Stands for a comparison that needs this, and keeps how it was called.
    const npm = `#!/bin/bash
printf '%s\\n' "$*" >> "$RUNNER_TEMP/calls"
while (($#)); do if [[ $1 == --output ]]; then echo '${JSON.stringify({ digest: "12ab", needs })}' > "$2"; exit 1; fi; shift; done
`;
    clone.runner = runnerIn(clone.cwd, { gh: ghOfFiles, npm });
    expect((await clone.compared(...labels)).exitCode).toBe(0);
    return { printed: clone.gate().printed, called: readFileSync(join(clone.runner.temp, "calls"), "utf8") };
  };

  expect((await refused(["access", "destroys"])).printed).toBe(access + destroys);
  expect((await refused(["access"], "destroys-12ab", "access-12ab eve")).printed).toBe(access);
  expect((await refused([])).printed).toBe("::error::dev: not accepted; the summary says why\n");
  expect((await refused([], "destroys-12ab", "access-34cd", "access-12ab eve")).called).toContain(
    "--fail-on-widening --accept-destruction 12ab --accept-widening 34cd --format json",
  );
});
