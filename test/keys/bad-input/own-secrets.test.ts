import { describe, expect, it } from "vitest";
import { keysMode } from "../../support/key-changes.js";
import { config, reportOf } from "../../support/project.js";
import { dedent, oneProblem } from "../../support/text.js";

const own = (secret: unknown) => config("profiles.overrides", { "team-1": { auth: "keys", secret } });
const named = () => ({ auth: "keys", secret: { name: "one" } });

describe("a profile's own Secret", () => {
  it("every part of it", () => {
    expect(
      reportOf(keysMode(), own({ name: "One", namespace: "Kube_flow", accessKeyKey: "a b", secretKeyKey: "" })),
    ).toBe(
      dedent(`
      error[secret-name]: profiles.overrides.team-1.secret.name is "One"
        --> Pulumi.dev.yaml:22:17
      22 |           name: One
         |                 ^^^
         = rule: the name of a Secret is a DNS name: a-z, 0-9, - and . , each part
                 from a letter or digit to one
         = mend: choose a name such as object-store-auth
                 (docs/troubleshooting.md#secret-name)

      error[namespace-name]: profiles.overrides.team-1.secret.namespace is "Kube_flow"
        --> Pulumi.dev.yaml:23:22
      23 |           namespace: Kube_flow
         |                      ^^^^^^^^^
         = rule: the name of a namespace is a DNS label
         = mend: write the exact name, such as kubeflow-argo-workflows
                 (docs/troubleshooting.md#namespace-name)

      error[secret-name]: profiles.overrides.team-1.secret.accessKeyKey is "a b"
        --> Pulumi.dev.yaml:24:25
      24 |           accessKeyKey: a b
         |                         ^^^
         = rule: a key inside a Secret has letters, digits, - _ and . only, and is
                 neither . nor begins with ..
         = mend: choose a name such as access_key
                 (docs/troubleshooting.md#secret-name)

      error[secret-name]: profiles.overrides.team-1.secret.secretKeyKey is ""
        --> Pulumi.dev.yaml:25:11
      25 |           secretKeyKey: ''
         |           ^^^^^^^^^^^^
         = rule: a key inside a Secret has letters, digits, - _ and . only, and is
                 neither . nor begins with ..
         = mend: choose a name such as access_key
                 (docs/troubleshooting.md#secret-name)

      4 problems. Nothing was planned and nothing was changed.
    `),
    );
  });

  it("an empty namespace, which deployKF would take for the profile's own", () => {
    expect(reportOf(keysMode(), own({ namespace: "" }))).toBe(
      oneProblem(`
      error[namespace-name]: profiles.overrides.team-1.secret.namespace is ""
        --> Pulumi.dev.yaml:22:11
      22 |           namespace: ''
         |           ^^^^^^^^^
         = rule: the name of a namespace is a DNS label
         = mend: write the exact name, such as kubeflow-argo-workflows
                 (docs/troubleshooting.md#namespace-name)
    `),
    );
  });

  it("in the profile's namespace", () => {
    expect(reportOf(keysMode(), own({ namespace: "team-1" }))).toBe(
      oneProblem(`
      error[secret-namespace]: the Secret of profile team-1 would be created in
      team-1, the namespace of a profile
        --> Pulumi.dev.yaml:22:22
      22 |           namespace: team-1
         |                      ^^^^^^
         = rule: a profile's namespace that exists before its Profile makes deployKF's
                 profile controller refuse it
         = mend: use kubeflow, or a namespace of your own
                 (docs/troubleshooting.md#secret-namespace)
    `),
    );
  });

  it("one name for both keys inside", () => {
    expect(reportOf(keysMode(), own({ accessKeyKey: "secret_key" }))).toBe(
      oneProblem(`
      error[secret-name]: profiles.overrides.team-1.secret.accessKeyKey and
      secrets.secretKeyKey are both "secret_key"
        --> Pulumi.dev.yaml:22:25
      22 |           accessKeyKey: secret_key
         |                         ^^^^^^^^^^
         = rule: the Secret holds two texts, the access key id and the secret key,
                 each under a name of its own
         = mend: choose two names, such as access_key and secret_key
                 (docs/troubleshooting.md#secret-name)
    `),
    );
  });

  it("a variable, which is filled in for the default alone", () => {
    expect(reportOf(keysMode(), own({ name: "x-{profile_name}" }))).toBe(
      oneProblem(`
      error[secret-name]: profiles.overrides.team-1.secret.name is "x-{profile_name}"
        --> Pulumi.dev.yaml:22:17
      22 |           name: x-{profile_name}
         |                 ^^^^^^^^^^^^^^^^
         = rule: the name of a Secret is a DNS name: a-z, 0-9, - and . , each part
                 from a letter or digit to one
         = mend: choose a name such as object-store-auth
                 (docs/troubleshooting.md#secret-name)
    `),
    );
  });

  it("misspelt", () => {
    expect(reportOf(keysMode(), own({ nmae: "x" }))).toBe(
      oneProblem(`
      error[config-unknown-key]: profiles.overrides.team-1.secret.nmae isn't a key of
      the stack config
        --> Pulumi.dev.yaml:22:11
      22 |           nmae: *
         |           ^^^^
         = rule: known here: namespace, name, accessKeyKey, secretKeyKey
         = mend: did you mean name? Otherwise remove the key
                 (docs/troubleshooting.md#config-unknown-key)
    `),
    );
  });
});

describe("two principals on one Secret", () => {
  it("backend and a profile, by template", () => {
    expect(reportOf(keysMode(), config("secrets", { profileName: "{profile_name}", backendName: "team-1" }))).toBe(
      oneProblem(`
      error[secret-of-two]: backend and profile team-1 would both use the Secret
      kubeflow/team-1
        --> Pulumi.dev.yaml:18:19
      18 |     profileName: '{profile_name}'
         |                   ^^^^^^^^^^^^^^
         = rule: a Secret holds one key; the second would overwrite the first
         = mend: give one of them another name (docs/troubleshooting.md#secret-of-two)
    `),
    );
  });

  it("two profiles with Secrets of their own", () => {
    expect(reportOf(keysMode(), config("profiles.overrides", { "team-1": named(), "team-1-prod": named() }))).toBe(
      oneProblem(`
      error[secret-of-two]: profile team-1 and profile team-1-prod would both use the
      Secret kubeflow/one
        --> Pulumi.dev.yaml:26:17
      26 |           name: one
         |                 ^^^
         = rule: a Secret holds one key; the second would overwrite the first
         = mend: give one of them another name (docs/troubleshooting.md#secret-of-two)
    `),
    );
  });

  it("all profiles and one", () => {
    expect(
      reportOf(keysMode({ profileKeys: "shared" }), config("secrets.profileName", "one"), own({ name: "one" })),
    ).toBe(
      oneProblem(`
      error[secret-of-two]: profiles and profile team-1 would both use the Secret
      kubeflow/one
        --> Pulumi.dev.yaml:25:17
      25 |           name: one
         |                 ^^^
         = rule: a Secret holds one key; the second would overwrite the first
         = mend: give one of them another name (docs/troubleshooting.md#secret-of-two)
    `),
    );
  });

  it("existing ones", () => {
    expect(
      reportOf(
        keysMode({ keySource: "existing" }),
        own({ name: "kubeflow-pipelines--profile-object-store-auth--team-1-prod" }),
      ),
    ).toBe(
      oneProblem(`
      error[secret-of-two]: profile team-1 and profile team-1-prod would both use the
      Secret kubeflow/kubeflow-pipelines--profile-object-store-auth--team-1-prod
        --> Pulumi.dev.yaml:23:17
      23 |           name: kubeflow-pipelines--profile-object-store-auth--team-1-prod
         |                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
         = rule: a Secret holds one key; the second would overwrite the first
         = mend: give one of them another name (docs/troubleshooting.md#secret-of-two)
    `),
    );
  });
});
