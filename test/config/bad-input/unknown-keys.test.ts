import { describe, expect, it } from "vitest";
import { append, codesOf, config, edit, reportOf, stackFile } from "../../support/project.js";
import { oneProblem } from "../../support/text.js";

describe("a key that isn't known", () => {
  it("at the top", () => {
    expect(reportOf(append(stackFile, "  deploykf-object-store:encryption: true\n"))).toBe(
      oneProblem(`
      error[config-unknown-key]: encryption isn't a key of the stack config
        --> Pulumi.dev.yaml:15:3
      15 |   deploykf-object-store:encryption: true
         |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
         = rule: known here: platform, accountId, namePrefix, tags, bucket,
                 objectStore, auth, cluster, deploykf, secrets, keys, profiles
         = mend: remove the key (docs/troubleshooting.md#config-unknown-key)
    `),
    );
  });

  it("in a map", () => {
    expect(reportOf(config("auth.listscope", "prefix"))).toBe(
      oneProblem(`
      error[config-unknown-key]: auth.listscope isn't a key of the stack config
        --> Pulumi.dev.yaml:16:5
      16 |     listscope: ******
         |     ^^^^^^^^^
         = rule: known here: mode, profileRole, profileServiceAccounts, listScope,
                 permissionsBoundary, path, keySource, slots
         = mend: did you mean listScope? Otherwise remove the key
                 (docs/troubleshooting.md#config-unknown-key)
    `),
    );
  });

  it("in the map of a profile", () => {
    expect(reportOf(config("profiles.overrides", { "team-1": { auth: "irsa", role: "x" } }))).toBe(
      oneProblem(`
      error[config-unknown-key]: profiles.overrides.team-1.role isn't a key of the
      stack config
        --> Pulumi.dev.yaml:19:9
      19 |         role: *
         |         ^^^^
         = rule: known here: auth
         = mend: remove the key (docs/troubleshooting.md#config-unknown-key)
    `),
    );
  });

  it("misspelt: it isn't reported as missing, too", () => {
    expect(reportOf(edit(stackFile, "object-store:bucket:", "object-store:buckets:"))).toBe(
      oneProblem(`
      error[config-unknown-key]: buckets isn't a key of the stack config
       --> Pulumi.dev.yaml:5:3
      5 |   deploykf-object-store:buckets:
        |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        = rule: known here: platform, accountId, namePrefix, tags, bucket,
                objectStore, auth, cluster, deploykf, secrets, keys, profiles
        = mend: did you mean bucket? Otherwise remove the key
                (docs/troubleshooting.md#config-unknown-key)
    `),
    );
    expect(codesOf(edit(stackFile, "    name:", "    nmae:"))).toEqual(["config-unknown-key"]);
    expect(codesOf(edit(stackFile, "issuerUrl:", "issuer:"))).toEqual(["config-unknown-key"]);
  });

  it("far from the one that is missing: both are reported", () => {
    expect(codesOf(edit(stackFile, "    name:", "    objectBucketIdentifier:")).sort()).toEqual([
      "config-missing",
      "config-unknown-key",
    ]);
  });

  it("in another namespace", () => {
    expect(reportOf(edit(stackFile, "deploykf-object-store:bucket", "object-store:bucket"))).toBe(
      oneProblem(`
      error[config-unknown-key]: object-store:bucket is in another namespace than the
      project
       --> Pulumi.dev.yaml:5:3
      5 |   object-store:bucket:
        |   ^^^^^^^^^^^^^^^^^^^
        = rule: keys of this program begin with the project's name in Pulumi.yaml,
                deploykf-object-store:
        = mend: write deploykf-object-store:bucket
                (docs/troubleshooting.md#config-unknown-key)
    `),
    );
  });

  it("the provider's, in the project's namespace", () => {
    expect(reportOf(edit(stackFile, "aws:region", "deploykf-object-store:region"))).toBe(
      oneProblem(`
      error[config-unknown-key]: region isn't a key of the stack config
       --> Pulumi.dev.yaml:2:3
      2 |   deploykf-object-store:region: *********
        |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        = rule: the AWS provider has it, as aws:region
        = mend: write aws:region (docs/troubleshooting.md#config-unknown-key)
    `),
    );
  });

  it("but other namespaces are left to others", () => {
    expect(codesOf(append(stackFile, "  aws:profile: dev\n  other:name: x\n"), config("accountId", "1"))).toEqual([
      "account-id",
    ]);
  });
});
