import { describe, expect, it } from "vitest";
import { allKeys, keysMode, encryptedPair as pair, plain, provided } from "../../support/key-changes.js";
import { config, reportOf } from "../../support/project.js";
import { oneProblem } from "../../support/text.js";

describe("a key that nobody reads", () => {
  it("of a profile that isn't there", () => {
    expect(reportOf(provided({ ...allKeys, profiles: { ...allKeys.profiles, "team-l": pair } }))).toBe(
      oneProblem(`
      error[profile-unknown]: keys.profiles.team-l names no profile
        --> Pulumi.dev.yaml:26:7
      26 |       team-l
         |       ^^^^^^
         = rule: the profiles are team-1, team-1-prod
         = mend: did you mean team-1? (docs/troubleshooting.md#profile-unknown)
    `),
    );
  });

  it("of all profiles, where each has its own", () => {
    expect(reportOf(provided({ ...allKeys, shared: pair }))).toBe(
      oneProblem(`
      error[keys-unused]: keys.shared is set, and no principal takes its key from
      there
        --> Pulumi.dev.yaml:26:5
      26 |     shared
         |     ^^^^^^
         = rule: keys are read where keySource is provided
         = mend: remove it: pulumi config rm --stack dev --path 'keys.shared'
                 (docs/troubleshooting.md#keys-unused)
    `),
    );
  });

  it("of a profile whose Secret exists", () => {
    expect(
      reportOf(
        provided(),
        config("keys", allKeys),
        config("profiles.overrides", { "team-1": { auth: "keys", keySource: "existing" } }),
      ),
    ).toBe(
      oneProblem(`
      error[keys-unused]: keys.profiles.team-1 is set, and no principal takes its key
      from there
        --> Pulumi.dev.yaml:24:7
      24 |       team-1
         |       ^^^^^^
         = rule: keys are read where keySource is provided
         = mend: remove it: pulumi config rm --stack dev --path 'keys.profiles.team-1'
                 (docs/troubleshooting.md#keys-unused)
    `),
    );
  });

  it("all of them", () => {
    expect(reportOf(keysMode(), config("keys", allKeys))).toBe(
      oneProblem(`
      error[keys-unused]: keys is set, and no principal takes its key from there
        --> Pulumi.dev.yaml:17:3
      17 |   deploykf-object-store:keys
         |   ^^^^^^^^^^^^^^^^^^^^^^^^^^
         = rule: keys are read where keySource is provided
         = mend: remove keys, or set auth.keySource: provided
                 (docs/troubleshooting.md#keys-unused)
    `),
    );
  });
});

describe("another shape", () => {
  it("a text", () => {
    expect(reportOf(provided(`${plain.accessKey}:${plain.secretKey}`))).toBe(
      oneProblem(`
      error[config-type]: keys has the wrong shape
        --> Pulumi.dev.yaml:18:3
      18 |   deploykf-object-store:keys
         |   ^^^^^^^^^^^^^^^^^^^^^^^^^^
         = rule: expected a map
         = mend: keys: { backend: { accessKey, secretKey }, profiles: { NAME: {
                 accessKey, secretKey } } } (docs/troubleshooting.md#config-type)
    `),
    );
  });

  it("a text for a principal", () => {
    expect(reportOf(provided({ ...allKeys, backend: plain.secretKey }))).toBe(
      oneProblem(`
      error[config-type]: keys.backend has the wrong shape
        --> Pulumi.dev.yaml:19:5
      19 |     backend
         |     ^^^^^^^
         = rule: expected a map
         = mend: keys: { backend: { accessKey, secretKey }, profiles: { NAME: {
                 accessKey, secretKey } } } (docs/troubleshooting.md#config-type)
    `),
    );
  });

  it("a list", () => {
    expect(reportOf(provided({ ...allKeys, backend: [plain.accessKey, plain.secretKey] }))).toBe(
      oneProblem(`
      error[config-type]: keys.backend has the wrong shape
        --> Pulumi.dev.yaml:19:5
      19 |     backend
         |     ^^^^^^^
         = rule: expected a map
         = mend: keys: { backend: { accessKey, secretKey }, profiles: { NAME: {
                 accessKey, secretKey } } } (docs/troubleshooting.md#config-type)
    `),
    );
  });

  it("a number", () => {
    expect(reportOf(provided({ ...allKeys, backend: { ...pair, accessKey: 1234567890 } }))).toBe(
      oneProblem(`
      error[config-type]: keys.backend.accessKey has the wrong shape
        --> Pulumi.dev.yaml:20:7
      20 |       accessKey
         |       ^^^^^^^^^
         = rule: expected a text stored by pulumi config set --secret
         = mend: keys: { backend: { accessKey, secretKey }, profiles: { NAME: {
                 accessKey, secretKey } } } (docs/troubleshooting.md#config-type)
    `),
    );
  });

  it("one principal encrypted as a whole", () => {
    expect(reportOf(provided({ ...allKeys, backend: { secure: "v1:abc" } }))).toBe(
      oneProblem(`
      error[config-type]: keys.backend has the wrong shape
        --> Pulumi.dev.yaml:20:7
      20 |       secure
         |       ^^^^^^
         = rule: expected a map, each value in it encrypted
         = mend: keys: { backend: { accessKey, secretKey }, profiles: { NAME: {
                 accessKey, secretKey } } } (docs/troubleshooting.md#config-type)
    `),
    );
  });
});
