import { describe, expect, it } from "vitest";
import { allKeys, keysMode } from "../../support/key-changes.js";
import { config, reportOf } from "../../support/project.js";
import { oneProblem } from "../../support/text.js";

describe("under pure IRSA", () => {
  it("where keys come from", () => {
    expect(reportOf(config("auth.keySource", "provided"))).toBe(
      oneProblem(`
      error[keys-under-irsa]: auth.keySource is set, but nobody has a key
        --> Pulumi.dev.yaml:16:16
      16 |     keySource: provided
         |                ^^^^^^^^
         = rule: auth.mode is irsa, and no profile has auth: keys in
                 profiles.overrides
         = mend: remove auth.keySource, or set auth.mode: keys
                 (docs/troubleshooting.md#keys-under-irsa)
    `),
    );
  });

  it("slots", () => {
    expect(reportOf(config("auth.slots", { active: "2026-11" }))).toBe(
      oneProblem(`
      error[keys-under-irsa]: auth.slots is set, but nobody has a key
        --> Pulumi.dev.yaml:16:5
      16 |     slots:
         |     ^^^^^
         = rule: auth.mode is irsa, and no profile has auth: keys in
                 profiles.overrides
         = mend: remove auth.slots, or set auth.mode: keys
                 (docs/troubleshooting.md#keys-under-irsa)
    `),
    );
  });

  it("how many keys", () => {
    expect(reportOf(config("auth.profileKeys", "shared"))).toBe(
      oneProblem(`
      error[config-unknown-key]: auth.profileKeys is only for mode: keys
        --> Pulumi.dev.yaml:16:5
      16 |     profileKeys: shared
         |     ^^^^^^^^^^^
         = rule: it would have no effect here
         = mend: remove it, or set mode: keys
                 (docs/troubleshooting.md#config-unknown-key)
    `),
    );
  });

  it("the backend's key", () => {
    expect(reportOf(config("auth.backendKey", "inline"))).toBe(
      oneProblem(`
      error[config-unknown-key]: auth.backendKey is only for mode: keys
        --> Pulumi.dev.yaml:16:5
      16 |     backendKey: inline
         |     ^^^^^^^^^^
         = rule: it would have no effect here
         = mend: remove it, or set mode: keys
                 (docs/troubleshooting.md#config-unknown-key)
    `),
    );
  });

  it("names of Secrets", () => {
    expect(reportOf(config("secrets.namespace", "mine"))).toBe(
      oneProblem(`
      error[keys-under-irsa]: secrets is set, but nobody has a key
        --> Pulumi.dev.yaml:15:3
      15 |   deploykf-object-store:secrets:
         |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
         = rule: auth.mode is irsa, and no profile has auth: keys in
                 profiles.overrides
         = mend: remove secrets, or set auth.mode: keys
                 (docs/troubleshooting.md#keys-under-irsa)
    `),
    );
  });

  it("keys", () => {
    expect(reportOf(config("keys", allKeys))).toBe(
      oneProblem(`
      error[keys-unused]: keys is set, and no principal takes its key from there
        --> Pulumi.dev.yaml:15:3
      15 |   deploykf-object-store:keys
         |   ^^^^^^^^^^^^^^^^^^^^^^^^^^
         = rule: keys are read where keySource is provided
         = mend: remove keys, or set auth.mode: keys and auth.keySource: provided
                 (docs/troubleshooting.md#keys-unused)
    `),
    );
  });

  it("keys, encrypted as a whole", () => {
    expect(reportOf(config("keys", { secure: "v1:abc" }))).toBe(
      oneProblem(`
      error[keys-unused]: keys is set, and no principal takes its key from there
        --> Pulumi.dev.yaml:15:3
      15 |   deploykf-object-store:keys
         |   ^^^^^^^^^^^^^^^^^^^^^^^^^^
         = rule: keys are read where keySource is provided
         = mend: remove keys, or set auth.mode: keys and auth.keySource: provided
                 (docs/troubleshooting.md#keys-unused)
    `),
    );
  });
});

describe("an inline key for the backend", () => {
  it("of which only the name is known", () => {
    expect(reportOf(keysMode({ backendKey: "inline", keySource: "existing" }))).toBe(
      oneProblem(`
      error[inline-without-key]: auth.backendKey is inline, and auth.keySource is
      existing
        --> Pulumi.dev.yaml:17:17
      17 |     backendKey: inline
         |                 ^^^^^^
         = rule: an inline key has to be known, and existing ones are only named
         = mend: set backendKey: secret, or keySource: iam-users or provided
                 (docs/troubleshooting.md#inline-without-key)
    `),
    );
  });

  it("and a Secret", () => {
    expect(reportOf(keysMode({ backendKey: "inline" }), config("secrets.backendName", "mine"))).toBe(
      oneProblem(`
      error[inline-with-secret]: secrets.backendName is set, and auth.backendKey is
      inline
        --> Pulumi.dev.yaml:19:18
      19 |     backendName: mine
         |                  ^^^^
         = rule: the backend's key stands in the values themselves, so it has no
                 Secret
         = mend: remove secrets.backendName, or set auth.backendKey: secret
                 (docs/troubleshooting.md#inline-with-secret)
    `),
    );
  });

  it("and names inside a Secret", () => {
    expect(reportOf(keysMode({ backendKey: "inline" }), config("secrets.backendSecretKeyKey", "SECRET"))).toBe(
      oneProblem(`
      error[inline-with-secret]: secrets.backendSecretKeyKey is set, and
      auth.backendKey is inline
        --> Pulumi.dev.yaml:19:26
      19 |     backendSecretKeyKey: SECRET
         |                          ^^^^^^
         = rule: the backend's key stands in the values themselves, so it has no
                 Secret
         = mend: remove secrets.backendSecretKeyKey, or set auth.backendKey: secret
                 (docs/troubleshooting.md#inline-with-secret)
    `),
    );
  });
});
