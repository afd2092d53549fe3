import { describe, expect, it } from "vitest";
import { allKeys, keysMode, encryptedPair as pair, plain, provided } from "../../support/key-changes.js";
import { append, edit, reportOf, stackFile } from "../../support/project.js";
import { oneProblem } from "../../support/text.js";

describe("what a report must not show", () => {
  it("behind a misspelt half", () => {
    expect(reportOf(provided({ ...allKeys, backend: { acessKey: plain.accessKey, secretKey: pair.secretKey } }))).toBe(
      oneProblem(`
      error[config-unknown-key]: keys.backend.acessKey isn't a key of the stack config
        --> Pulumi.dev.yaml:20:7
      20 |       ********
         |       ^^^^^^^^
         = rule: known here: accessKey, secretKey
         = mend: did you mean accessKey? Otherwise remove the key
                 (docs/troubleshooting.md#config-unknown-key)
    `),
    );
  });

  it("a key as a name", () => {
    expect(reportOf(provided({ ...allKeys, backend: { ...pair, [plain.accessKey]: plain.secretKey } }))).toBe(
      oneProblem(`
      error[config-unknown-key]: something in keys.backend isn't a key of the stack
      config
        --> Pulumi.dev.yaml:23:7
      23 |       ********************
         |       ^^^^^^^^^^^^^^^^^^^^
         = rule: it isn't shown, because it may be a secret
         = mend: correct it, or remove it: keys: { backend: { accessKey, secretKey },
                 profiles: { NAME: { accessKey, secretKey } } }
                 (docs/troubleshooting.md#config-unknown-key)
    `),
    );
  });

  it("behind a misspelt keys, in one line", () => {
    expect(
      reportOf(
        provided(),
        append(
          stackFile,
          `  deploykf-object-store:kyes: {backend: {accessKey: ${plain.accessKey}, secretKey: "${plain.secretKey}"}}\n`,
        ),
      ),
    ).toBe(
      oneProblem(`
      error[config-unknown-key]: kyes isn't a key of the stack config
        --> Pulumi.dev.yaml:18:3
      18 |   deploykf-object-store:kyes: {backend: {accessKey: ********************...
         |   ^^^^^^^^^^^^^^^^^^^^^^^^^^
         = rule: known here: platform, accountId, namePrefix, tags, bucket,
                 objectStore, auth, cluster, deploykf, secrets, keys, profiles
         = mend: did you mean keys? Otherwise remove the key
                 (docs/troubleshooting.md#config-unknown-key)
    `),
    );
  });

  it("in a line of another key", () => {
    expect(reportOf(keysMode(), edit(stackFile, "mode: keys", `mode: keys\n    accessKey: ${plain.accessKey}`))).toBe(
      oneProblem(`
      error[config-unknown-key]: auth.accessKey isn't a key of the stack config
        --> Pulumi.dev.yaml:17:5
      17 |     accessKey: ********************
         |     ^^^^^^^^^
         = rule: known here: mode, profileKeys, backendKey, listScope,
                 permissionsBoundary, path, keySource, slots
         = mend: did you mean backendKey? Otherwise remove the key
                 (docs/troubleshooting.md#config-unknown-key)
    `),
    );
  });

  it("in a line that YAML refuses", () => {
    expect(
      reportOf(
        provided(),
        append(stackFile, `  deploykf-object-store:keys: {backend: {accessKey: ${plain.accessKey}, accessKey: x}}\n`),
      ),
    ).toBe(
      oneProblem(`
      error[yaml-duplicate-key]: Pulumi.dev.yaml has the key accessKey twice in one
      map
        --> Pulumi.dev.yaml:18:75
      18 | ...t-store:keys: {backend: {accessKey: ********************, accessKey: *}}
         |                                                              ^^^^^^^^^
         = rule: a key stands once in a map; readers differ on which one counts
         = mend: merge the two, or remove one
                 (docs/troubleshooting.md#yaml-duplicate-key)
    `),
    );
  });
});
