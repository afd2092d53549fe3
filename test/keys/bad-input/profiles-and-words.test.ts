import { describe, expect, it } from "vitest";
import { keysMode } from "../../support/key-changes.js";
import { config, profiles, reportOf } from "../../support/project.js";
import { oneProblem } from "../../support/text.js";

describe("words", () => {
  it("a mode", () => {
    expect(reportOf(config("auth.mode", "key"))).toBe(
      oneProblem(`
      error[config-value]: auth.mode is "key"
        --> Pulumi.dev.yaml:16:11
      16 |     mode: key
         |           ^^^
         = rule: one of: irsa, keys
         = mend: did you mean keys? (docs/troubleshooting.md#config-value)
    `),
    );
  });

  it("a source", () => {
    expect(reportOf(keysMode({ keySource: "iam-user" }))).toBe(
      oneProblem(`
      error[config-value]: auth.keySource is "iam-user"
        --> Pulumi.dev.yaml:17:16
      17 |     keySource: iam-user
         |                ^^^^^^^^
         = rule: one of: iam-users, provided, existing
         = mend: did you mean iam-users? (docs/troubleshooting.md#config-value)
    `),
    );
  });
});

describe("profiles under keys", () => {
  it("with a role", () => {
    expect(reportOf(keysMode(), config("profiles.overrides", { "team-1": { auth: "irsa" } }))).toBe(
      oneProblem(`
      error[irsa-under-keys]: profiles.overrides.team-1.auth is irsa, and auth.mode is
      keys
        --> Pulumi.dev.yaml:20:15
      20 |         auth: irsa
         |               ^^^^
         = rule: deployKF's fromEnv is one value for all: with keys in the backend,
                 every profile needs a key
         = mend: remove the override, or set auth.mode: irsa and give keys to the
                 profiles that need them (docs/troubleshooting.md#irsa-under-keys)
    `),
    );
  });

  it("unmanaged, without a Secret of its own", () => {
    expect(reportOf(keysMode(), config("profiles.overrides", { "team-1": { auth: "unmanaged" } }))).toBe(
      oneProblem(`
      error[profile-unmanaged-without-keys]: profile team-1 is unmanaged, and has no
      objectStoreAuth of its own
       --> values.yaml:4:15
      4 |       - name: team-1
        |               ^^^^^^
        = rule: it would look for the default Secret, which isn't made for it
        = mend: give the entry tools.kubeflowPipelines.objectStoreAuth, or remove the
                override (docs/troubleshooting.md#profile-unmanaged-without-keys)
    `),
    );
  });

  it("with a Secret that the user named before", () => {
    expect(
      reportOf(
        keysMode(),
        profiles({ name: "team-1", tools: { kubeflowPipelines: { objectStoreAuth: { existingSecret: "x" } } } }),
      ),
    ).toBe(
      oneProblem(`
      error[profile-keys-present]: profile team-1 already has an objectStoreAuth of
      its own
       --> values.yaml:4:15
      4 |       - name: team-1
        |               ^^^^^^
        = rule: deployKF prefers it to the default; replacing it changes which Secret
                the profile uses
        = mend: in the stack config, profiles: { overrides: { team-1: { auth: keys } }
                } (ours replaces it) or auth: unmanaged (yours stays)
                (docs/troubleshooting.md#profile-keys-present)
    `),
    );
  });
});
