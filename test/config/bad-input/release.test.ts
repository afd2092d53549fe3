import { rmSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ProblemsError } from "../../../base/problems/problem.js";
import { planOffline } from "../../../cli/offline/offline-plan.js";
import { deploykfVersions } from "../../../subjects/deploykf/defaults.js";
import { forkTaken, parseVersion } from "../../../subjects/deploykf/release.js";
import { config, inProject, planOf, reportOf, warningsOf, write } from "../../support/project.js";
import { oneProblem } from "../../support/text.js";

describe("deployKF's release", () => {
  it("that isn't known", () => {
    expect(reportOf(config("deploykf.version", "0.2.0"))).toBe(
      oneProblem(`
      error[deploykf-version]: deploykf.version is "0.2.0"
        --> Pulumi.dev.yaml:11:14
      11 |     version: 0.2.0
         |              ^^^^^
         = rule: supported releases: 0.1.0, 0.1.1, 0.1.2, 0.1.3, 0.1.4, 0.1.5, and
                 forks of them, such as 0.1.5-fork.1; another one may read other
                 values
         = mend: write the release that your cluster runs, or that its fork is based
                 on; the newest supported one is 0.1.5: a newer deployKF needs a newer
                 version of this program (docs/troubleshooting.md#deploykf-version)
    `),
    );
  });

  it("may begin with v", () => {
    expect(planOf(config("deploykf.version", "v0.1.5")).settings.deploykf.version).toBe("0.1.5");
  });

  it("of a fork is the one that it is based on, with a warning; what is no release stays none", () => {
    const suffix = fc.stringMatching(/^[-+][0-9a-z]{1,8}([.-][0-9a-z]{1,8}){0,2}$/);
    fc.assert(
      fc.property(fc.constantFrom(...deploykfVersions), fc.constantFrom("", "v"), suffix, (base, v, more) => {
        const version = `${v}${base}${more}`;
        expect(parseVersion(version)).toBe(base);
        expect(parseVersion(`1${version.replace("v", "")}`)).toBeUndefined();
        expect(forkTaken("deploykf.version", version)?.message).toContain(
          `${version}", which is taken as deployKF ${base}`,
        );
        expect(forkTaken("deploykf.version", v + base)).toBeUndefined();
      }),
    );
    expect(warningsOf(config("deploykf.version", "0.1.5-fork.3")).map(({ code }) => code)).toEqual(["deploykf-fork"]);
  });

  it.each(deploykfVersions)("%s is planned", (version) => {
    const codes = warningsOf(config("deploykf.version", version)).map(({ code }) => code);
    expect(codes).toEqual(version === "0.1.5" ? [] : ["kfp-v2-external"]);
  });
});

describe("the stack", () => {
  const refusal = (root: string, stack: string) => {
    try {
      planOffline(root, stack);
    } catch (error) {
      if (error instanceof ProblemsError) return error.message;
    }
    return undefined;
  };

  it("that doesn't exist", () => {
    expect(inProject([], (root) => refusal(root, "qa"))).toBe(
      oneProblem(`
      error[stack-not-found]: there is no stack qa: Pulumi.qa.yaml doesn't exist
        = rule: stacks here: dev
        = mend: name a stack with --stack, or copy Pulumi.dev.yaml to Pulumi.qa.yaml
                and fill it in (docs/troubleshooting.md#stack-not-found)
    `),
    );
  });

  it("that doesn't exist, where the example was removed: what is there is copied", () => {
    const without = (stack: string) =>
      inProject([write("Pulumi.prod.yaml", "config: {}\n")], (root) => {
        rmSync(join(root, "Pulumi.dev.yaml"));
        return refusal(root, stack);
      });
    expect(without("qa")).toBe(
      oneProblem(`
      error[stack-not-found]: there is no stack qa: Pulumi.qa.yaml doesn't exist
        = rule: stacks here: prod
        = mend: name a stack with --stack, or copy Pulumi.prod.yaml to Pulumi.qa.yaml
                and fill it in (docs/troubleshooting.md#stack-not-found)
    `),
    );
    expect(without("dev")).toBe(
      oneProblem(`
      error[stack-not-found]: there is no stack dev: Pulumi.dev.yaml doesn't exist
        = rule: stacks here: prod
        = mend: name a stack with --stack, or restore it from git
                (docs/troubleshooting.md#stack-not-found)
    `),
    );
  });

  it("that is the example, and was removed", () => {
    const restored = inProject([], (root) => {
      rmSync(join(root, "Pulumi.dev.yaml"));
      return refusal(root, "dev");
    });
    expect(restored).toBe(
      oneProblem(`
      error[stack-not-found]: there is no stack dev: Pulumi.dev.yaml doesn't exist
        = rule: each stack has a config file beside Pulumi.yaml
        = mend: name a stack with --stack, or restore it from git
                (docs/troubleshooting.md#stack-not-found)
    `),
    );
  });

  it("that doesn't exist, nor any other", () => {
    const refused = inProject([], (root) => {
      rmSync(join(root, "Pulumi.dev.yaml"));
      return refusal(root, "qa");
    });
    expect(refused).toBe(
      oneProblem(`
      error[stack-not-found]: there is no stack qa: Pulumi.qa.yaml doesn't exist
        = rule: each stack has a config file beside Pulumi.yaml
        = mend: name a stack with --stack, or restore Pulumi.dev.yaml from git and
                copy it to Pulumi.qa.yaml (docs/troubleshooting.md#stack-not-found)
    `),
    );
  });

  it("in a folder without a project", () => {
    expect(refusal("/nonexistent", "dev")).toBe(
      oneProblem(`
      error[project-file]: Pulumi.yaml is missing or has no name
        = rule: it names the project and declares the config's keys
        = mend: run this in the project's folder, and restore the file from git
                (docs/troubleshooting.md#project-file)
    `),
    );
  });
});
