import { describe, expect, it } from "vitest";
import { keysMode } from "../../support/key-changes.js";
import { config, reportOf } from "../../support/project.js";
import { dedent, oneProblem } from "../../support/text.js";

describe("the cluster", () => {
  it("none to create Secrets in", () => {
    expect(reportOf(config("auth.mode", "keys"))).toBe(
      oneProblem(`
      error[kubeconfig-missing]: Secrets are to be created, and the stack doesn't say
      in which cluster
       --> Pulumi.dev.yaml:8:13
      8 |     source: oidc
        |             ^^^^
        = rule: the Kubernetes provider needs a kubeconfig
        = mend: add cluster.kubeconfig with path and context (source: oidc), or set
                auth.keySource: existing (docs/troubleshooting.md#kubeconfig-missing)
    `),
    );
  });

  it("no issuer for roles", () => {
    expect(reportOf(config("cluster", { source: "kubeconfig" }))).toBe(
      oneProblem(`
      error[irsa-without-issuer]: auth.mode is irsa, and cluster.source is kubeconfig
       --> Pulumi.dev.yaml:8:13
      8 |     source: kubeconfig
        |             ^^^^^^^^^^
        = rule: roles trust the OIDC issuer of a cluster, and a kubeconfig names none
        = mend: set cluster.source: eks with name, or oidc with issuerUrl, or
                auth.mode: keys (docs/troubleshooting.md#irsa-without-issuer)
    `),
    );
  });

  it("another source", () => {
    expect(reportOf(config("cluster.source", "gke"))).toBe(
      oneProblem(`
      error[config-value]: cluster.source is "gke"
       --> Pulumi.dev.yaml:8:13
      8 |     source: gke
        |             ^^^
        = rule: one of: oidc, eks, stack, new, kubeconfig
        = mend: choose one of them (docs/troubleshooting.md#config-value)
    `),
    );
  });
});

describe("slots", () => {
  it("where no key is made", () => {
    expect(reportOf(keysMode({ keySource: "existing", slots: { active: "a" } }))).toBe(
      oneProblem(`
      error[key-slots]: auth.slots is set, and no key is made by this stack
        --> Pulumi.dev.yaml:18:5
      18 |     slots:
         |     ^^^^^
         = rule: slots are keys of IAM users (auth.keySource: iam-users)
         = mend: remove auth.slots; provided and existing keys are rotated where they
                 come from (docs/troubleshooting.md#key-slots)
    `),
    );
  });

  it("twice the same", () => {
    expect(reportOf(keysMode({ slots: { active: "2026-11", retiring: "2026-11" } }))).toBe(
      oneProblem(`
      error[key-slots]: auth.slots.active and auth.slots.retiring are both "2026-11"
        --> Pulumi.dev.yaml:19:17
      19 |       retiring: 2026-11
         |                 ^^^^^^^
         = rule: two slots hold two different keys
         = mend: give the new key a new name in active, or remove retiring
                 (docs/troubleshooting.md#key-slots)
    `),
    );
  });

  it("names", () => {
    expect(reportOf(keysMode({ slots: { active: "a b", retiring: "" } }))).toBe(
      dedent(`
      error[key-slots]: auth.slots.active is "a b"
        --> Pulumi.dev.yaml:18:15
      18 |       active: a b
         |               ^^^
         = rule: letters, digits and -, at most 40
         = mend: write the month, in quotes: "2026-11"
                 (docs/troubleshooting.md#key-slots)

      error[key-slots]: auth.slots.retiring is ""
        --> Pulumi.dev.yaml:19:7
      19 |       retiring: ''
         |       ^^^^^^^^
         = rule: letters, digits and -, at most 40
         = mend: write the month, in quotes: "2026-11"
                 (docs/troubleshooting.md#key-slots)

      2 problems. Nothing was planned and nothing was changed.
    `),
    );
  });

  it("a number", () => {
    expect(reportOf(keysMode({ slots: { active: 2026 } }))).toBe(
      oneProblem(`
      error[config-type]: auth.slots.active is the number 2026
        --> Pulumi.dev.yaml:18:15
      18 |       active: 2026
         |               ^^^^
         = rule: expected a string
         = mend: put it in quotes: "2026" (docs/troubleshooting.md#config-type)
    `),
    );
  });

  it("misspelt", () => {
    expect(reportOf(keysMode({ slots: { active: "a", retirng: "b" } }))).toBe(
      oneProblem(`
      error[config-unknown-key]: auth.slots.retirng isn't a key of the stack config
        --> Pulumi.dev.yaml:19:7
      19 |       retirng: *
         |       ^^^^^^^
         = rule: known here: active, retiring
         = mend: did you mean retiring? Otherwise remove the key
                 (docs/troubleshooting.md#config-unknown-key)
    `),
    );
  });
});
