import { describe, expect, it } from "vitest";
import { allKeys, keysMode, encryptedPair as pair, plain, provided } from "../../support/key-changes.js";
import { config, reportOf } from "../../support/project.js";
import { dedent, oneProblem } from "../../support/text.js";

describe("a key that isn't there", () => {
  it("none at all", () => {
    expect(reportOf(provided())).toBe(
      dedent(`
      error[key-missing]: the key of backend is missing: keys.backend
        = rule: with keySource provided every principal needs its key
        = mend: pulumi config set --stack dev --secret --path
                'keys.backend.accessKey', and the same for secretKey
                (docs/troubleshooting.md#key-missing)

      error[key-missing]: the key of profile team-1 is missing: keys.profiles.team-1
        = rule: with keySource provided every principal needs its key
        = mend: pulumi config set --stack dev --secret --path
                'keys.profiles.team-1.accessKey', and the same for secretKey
                (docs/troubleshooting.md#key-missing)

      error[key-missing]: the key of profile team-1-prod is missing:
      keys.profiles.team-1-prod
        = rule: with keySource provided every principal needs its key
        = mend: pulumi config set --stack dev --secret --path
                'keys.profiles.team-1-prod.accessKey', and the same for secretKey
                (docs/troubleshooting.md#key-missing)

      3 problems. Nothing was planned and nothing was changed.
    `),
    );
  });

  it("one profile's", () => {
    expect(reportOf(provided({ ...allKeys, profiles: { "team-1": pair } }))).toBe(
      oneProblem(`
      error[key-missing]: the key of profile team-1-prod is missing:
      keys.profiles.team-1-prod
        --> Pulumi.dev.yaml:18:3
      18 |   deploykf-object-store:keys
         |   ^^^^^^^^^^^^^^^^^^^^^^^^^^
         = rule: with keySource provided every principal needs its key
         = mend: pulumi config set --stack dev --secret --path
                 'keys.profiles.team-1-prod.accessKey', and the same for secretKey
                 (docs/troubleshooting.md#key-missing)
    `),
    );
  });

  it("the shared one", () => {
    expect(
      reportOf(keysMode({ keySource: "provided", profileKeys: "shared" }), config("keys", { backend: pair })),
    ).toBe(
      oneProblem(`
      error[key-missing]: the key of profiles is missing: keys.shared
        --> Pulumi.dev.yaml:19:3
      19 |   deploykf-object-store:keys
         |   ^^^^^^^^^^^^^^^^^^^^^^^^^^
         = rule: with keySource provided every principal needs its key
         = mend: pulumi config set --stack dev --secret --path
                 'keys.shared.accessKey', and the same for secretKey
                 (docs/troubleshooting.md#key-missing)
    `),
    );
  });

  it("half of one", () => {
    expect(reportOf(provided({ ...allKeys, backend: { accessKey: pair.accessKey } }))).toBe(
      oneProblem(`
      error[key-missing]: keys.backend.secretKey is missing
        --> Pulumi.dev.yaml:19:5
      19 |     backend
         |     ^^^^^^^
         = rule: a key is an accessKey and a secretKey, both encrypted
         = mend: pulumi config set --stack dev --secret --path
                 'keys.backend.secretKey' (docs/troubleshooting.md#key-missing)
    `),
    );
  });
});

describe("a key in plain text", () => {
  it("both halves", () => {
    expect(reportOf(provided({ ...allKeys, backend: plain }))).toBe(
      dedent(`
      error[key-plain-text]: keys.backend.accessKey stands in plain text in the
      stack's file
        --> Pulumi.dev.yaml:20:7
      20 |       accessKey
         |       ^^^^^^^^^
         = rule: keys are stored encrypted; whoever reads the repository could use
                 this one, so replace it
         = mend: pulumi config set --stack dev --secret --path
                 'keys.backend.accessKey' (docs/troubleshooting.md#key-plain-text)

      error[key-plain-text]: keys.backend.secretKey stands in plain text in the
      stack's file
        --> Pulumi.dev.yaml:21:7
      21 |       secretKey
         |       ^^^^^^^^^
         = rule: keys are stored encrypted; whoever reads the repository could use
                 this one, so replace it
         = mend: pulumi config set --stack dev --secret --path
                 'keys.backend.secretKey' (docs/troubleshooting.md#key-plain-text)

      2 problems. Nothing was planned and nothing was changed.
    `),
    );
  });

  it("one half", () => {
    expect(reportOf(provided({ ...allKeys, backend: { ...pair, secretKey: plain.secretKey } }))).toBe(
      oneProblem(`
      error[key-plain-text]: keys.backend.secretKey stands in plain text in the
      stack's file
        --> Pulumi.dev.yaml:22:7
      22 |       secretKey
         |       ^^^^^^^^^
         = rule: keys are stored encrypted; whoever reads the repository could use
                 this one, so replace it
         = mend: pulumi config set --stack dev --secret --path
                 'keys.backend.secretKey' (docs/troubleshooting.md#key-plain-text)
    `),
    );
  });

  it("an empty one", () => {
    expect(reportOf(provided({ ...allKeys, backend: { ...pair, secretKey: "" } }))).toBe(
      oneProblem(`
      error[key-value]: keys.backend.secretKey can't be a secret key
        --> Pulumi.dev.yaml:22:7
      22 |       secretKey
         |       ^^^^^^^^^
         = rule: it is empty
         = mend: store it again: pulumi config set --stack dev --secret --path
                 'keys.backend.secretKey' (docs/troubleshooting.md#key-value)
    `),
    );
  });
});
