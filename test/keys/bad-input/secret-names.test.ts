import { describe, expect, it } from "vitest";
import { keysMode } from "../../support/key-changes.js";
import { config, reportOf } from "../../support/project.js";
import { dedent, oneProblem } from "../../support/text.js";

describe("a name by template", () => {
  it("OPTION 2 without {profile_name}", () => {
    expect(reportOf(keysMode(), config("secrets.profileName", "my-secret"))).toBe(
      oneProblem(`
      error[secret-template]: secrets.profileName is "my-secret", without
      {profile_name}
        --> Pulumi.dev.yaml:18:18
      18 |     profileName: my-secret
         |                  ^^^^^^^^^
         = rule: all profiles would share one Secret, and so one key
         = mend: put {profile_name} into it, or set auth.profileKeys: shared if that
                 is meant (docs/troubleshooting.md#secret-template)
    `),
    );
  });

  it("OPTION 1 with {profile_name}", () => {
    expect(reportOf(keysMode({ profileKeys: "shared" }), config("secrets.profileName", "x-{profile_name}"))).toBe(
      oneProblem(`
      error[secret-template]: secrets.profileName is "x-{profile_name}", and
      auth.profileKeys is shared
        --> Pulumi.dev.yaml:19:18
      19 |     profileName: x-{profile_name}
         |                  ^^^^^^^^^^^^^^^^
         = rule: deployKF fills {profile_name} in, so each profile would look for
                 another Secret
         = mend: remove it from the name, or set auth.profileKeys: per-profile
                 (docs/troubleshooting.md#secret-template)
    `),
    );
  });

  it("not a Kubernetes name once a profile is filled in: reported once", () => {
    expect(reportOf(keysMode(), config("secrets.profileName", "X_{profile_name}"))).toBe(
      oneProblem(`
      error[secret-name]: the Secret's name of profile team-1 is "X_team-1"
        --> Pulumi.dev.yaml:18:18
      18 |     profileName: X_{profile_name}
         |                  ^^^^^^^^^^^^^^^^
         = rule: the name of a Secret is a DNS name: a-z, 0-9, - and . , each part
                 from a letter or digit to one
         = mend: choose a name such as object-store-auth
                 (docs/troubleshooting.md#secret-name)
    `),
    );
  });

  it("a part that ends with a dash", () => {
    expect(reportOf(keysMode(), config("secrets.profileName", "x-.{profile_name}"))).toBe(
      oneProblem(`
      error[secret-name]: the Secret's name of profile team-1 is "x-.team-1"
        --> Pulumi.dev.yaml:18:18
      18 |     profileName: x-.{profile_name}
         |                  ^^^^^^^^^^^^^^^^^
         = rule: the name of a Secret is a DNS name: a-z, 0-9, - and . , each part
                 from a letter or digit to one
         = mend: choose a name such as object-store-auth
                 (docs/troubleshooting.md#secret-name)
    `),
    );
  });

  it("too long for one of the profiles", () => {
    expect(reportOf(keysMode(), config("secrets.profileName", `${"x".repeat(245)}-{profile_name}`))).toBe(
      oneProblem(`
      error[secret-name]: the Secret's name of profile team-1-prod has 257 characters
        --> Pulumi.dev.yaml:18:18
      18 | ...eName: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...
         |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
         = rule: the name of a Secret has at most 253
         = mend: choose a name such as object-store-auth
                 (docs/troubleshooting.md#secret-name)
    `),
    );
  });
});

describe("names in secrets", () => {
  it("the backend's Secret", () => {
    expect(reportOf(keysMode(), config("secrets.backendName", "Back_end"))).toBe(
      oneProblem(`
      error[secret-name]: secrets.backendName is "Back_end"
        --> Pulumi.dev.yaml:18:18
      18 |     backendName: Back_end
         |                  ^^^^^^^^
         = rule: the name of a Secret is a DNS name: a-z, 0-9, - and . , each part
                 from a letter or digit to one
         = mend: choose a name such as object-store-auth
                 (docs/troubleshooting.md#secret-name)
    `),
    );
  });

  it("the namespace", () => {
    expect(reportOf(keysMode(), config("secrets.namespace", "Kube_flow"))).toBe(
      oneProblem(`
      error[namespace-name]: secrets.namespace is "Kube_flow"
        --> Pulumi.dev.yaml:18:16
      18 |     namespace: Kube_flow
         |                ^^^^^^^^^
         = rule: the name of a namespace is a DNS label
         = mend: write the exact name, such as kubeflow-argo-workflows
                 (docs/troubleshooting.md#namespace-name)
    `),
    );
  });

  it("a profile's namespace", () => {
    expect(reportOf(keysMode(), config("secrets.namespace", "team-1"))).toBe(
      oneProblem(`
      error[secret-namespace]: the Secret of profile team-1 would be created in
      team-1, the namespace of a profile
        --> Pulumi.dev.yaml:18:16
      18 |     namespace: team-1
         |                ^^^^^^
         = rule: a profile's namespace that exists before its Profile makes deployKF's
                 profile controller refuse it
         = mend: use kubeflow, or a namespace of your own
                 (docs/troubleshooting.md#secret-namespace)
    `),
    );
  });

  it("keys inside the Secrets", () => {
    expect(reportOf(keysMode(), config("secrets", { accessKeyKey: "a b", backendSecretKeyKey: ".." }))).toBe(
      dedent(`
      error[secret-name]: secrets.accessKeyKey is "a b"
        --> Pulumi.dev.yaml:18:19
      18 |     accessKeyKey: a b
         |                   ^^^
         = rule: a key inside a Secret has letters, digits, - _ and . only, and is
                 neither . nor begins with ..
         = mend: choose a name such as access_key
                 (docs/troubleshooting.md#secret-name)

      error[secret-name]: secrets.backendSecretKeyKey is ".."
        --> Pulumi.dev.yaml:19:26
      19 |     backendSecretKeyKey: ..
         |                          ^^
         = rule: a key inside a Secret has letters, digits, - _ and . only, and is
                 neither . nor begins with ..
         = mend: choose a name such as access_key
                 (docs/troubleshooting.md#secret-name)

      2 problems. Nothing was planned and nothing was changed.
    `),
    );
  });

  it("one name for both keys inside", () => {
    expect(reportOf(keysMode(), config("secrets", { accessKeyKey: "key", secretKeyKey: "key" }))).toBe(
      oneProblem(`
      error[secret-name]: secrets.accessKeyKey and secrets.secretKeyKey are both "key"
        --> Pulumi.dev.yaml:19:19
      19 |     secretKeyKey: key
         |                   ^^^
         = rule: the Secret holds two texts, the access key id and the secret key,
                 each under a name of its own
         = mend: choose two names, such as access_key and secret_key
                 (docs/troubleshooting.md#secret-name)
    `),
    );
  });

  it("one name, the other being the default", () => {
    expect(reportOf(keysMode(), config("secrets.backendAccessKeyKey", "AWS_SECRET_ACCESS_KEY"))).toBe(
      oneProblem(`
      error[secret-name]: secrets.backendAccessKeyKey and secrets.backendSecretKeyKey
      are both "AWS_SECRET_ACCESS_KEY"
        --> Pulumi.dev.yaml:18:26
      18 |     backendAccessKeyKey: AWS_SECRET_ACCESS_KEY
         |                          ^^^^^^^^^^^^^^^^^^^^^
         = rule: the Secret holds two texts, the access key id and the secret key,
                 each under a name of its own
         = mend: choose two names, such as access_key and secret_key
                 (docs/troubleshooting.md#secret-name)
    `),
    );
  });
});
