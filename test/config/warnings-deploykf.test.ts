import { describe, expect, it } from "vitest";
import { renderProblem } from "../../base/problems/report.js";
import {
  argoPath,
  type Change,
  config,
  defaultsPath,
  pipelinesPath,
  profiles,
  values,
  valuesFile,
  warningsOf,
  without,
  write,
} from "../support/project.js";
import { dedent } from "../support/text.js";

const warned = (...changes: Change[]) =>
  warningsOf(...changes)
    .map(renderProblem)
    .join("\n\n");

describe("warnings of deployKF's values, which don't stop a plan", () => {
  it("no profiles in any values file: deployKF's own are planned", () => {
    expect(warned(write(valuesFile, "kubeflow_tools: {}\n"))).toBe(
      dedent(`
      warning[profiles-built-in]: no profiles in values.yaml: this is a plan for
      deployKF's own team-1 and team-1-prod
        = rule: deployKF creates these two where no values file lists profiles
        = mend: list your profiles below
                deploykf_core.deploykf_profiles_generator.profiles
                (docs/troubleshooting.md#profiles-built-in)
    `),
    );
  });

  it("old versions that can't expire, because pipeline definitions are among them", () => {
    const format = values(`${argoPath}.artifactRepository.keyFormat`, "p{{ workflow.namespace }}/x");
    expect(warned(format, values(`${pipelinesPath}.cache.namespaceRedirect`, false))).toBe(
      dedent(`
      warning[retention-covers-pipelines]: old versions below "p" are kept for ever,
      though bucket.retention.noncurrentDays is set
        --> values.yaml:14:18
      14 |       keyFormat: p{{ workflow.namespace }}/x
         |                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^
         = rule: a lifecycle rule for them would also delete old pipeline definitions
                 in pipelines/
         = mend: set noncurrentDays: off, or begin the format with a folder such as
                 artifacts/ (docs/troubleshooting.md#retention-covers-pipelines)
    `),
    );
  });

  it("retention, which KFP's cache doesn't know of", () => {
    expect(warned(config("bucket.retention", { artifactDays: 180 }))).toBe(
      dedent(`
      warning[retention-cache]: artifacts expire, but KFP's cache doesn't know: a
      cached step may point to a deleted artifact
       --> Pulumi.dev.yaml:8:21
      8 |       artifactDays: 180
        |                     ^^^
        = rule: the cache is looked up in KFP's database, not in the bucket
        = mend: set kubeflow_tools.pipelines.cache.maximumMaxCacheStaleness: P180D or
                less in your values (docs/troubleshooting.md#retention-cache)
    `),
    );
  });

  it("retention, where the cache keeps longer: the place is the cache's", () => {
    const keeping = (days: number) => values(`${pipelinesPath}.cache.maximumMaxCacheStaleness`, `P${days}D`);
    expect(warned(config("bucket.retention", { artifactDays: 180 }), keeping(181))).toBe(
      dedent(`
      warning[retention-cache]: artifacts expire, but KFP's cache doesn't know: a
      cached step may point to a deleted artifact
        --> values.yaml:14:33
      14 |       maximumMaxCacheStaleness: P181D
         |                                 ^^^^^
         = rule: the cache is looked up in KFP's database, not in the bucket
         = mend: set kubeflow_tools.pipelines.cache.maximumMaxCacheStaleness: P180D or
                 less in your values (docs/troubleshooting.md#retention-cache)
    `),
    );
    expect(warned(config("bucket.retention", { artifactDays: 180 }), keeping(180))).toBe("");
  });

  it("a prefix of profiles", () => {
    expect(warned(values(`${defaultsPath}.profileNamePrefix`, "kf-"))).toBe(
      dedent(`
      warning[profile-name-prefix]: profileNamePrefix is "kf-": Kubeflow Pipelines
      won't work in the profiles
        --> values.yaml:12:26
      12 |       profileNamePrefix: kf-
         |                          ^^^
         = rule: deployKF puts KFP's objects of a profile into a namespace without the
                 prefix
         = mend: leave profileNamePrefix empty, and put the prefix into the profiles'
                 names (docs/troubleshooting.md#profile-name-prefix)
    `),
    );
  });

  it("profiles without values files", () => {
    expect(warned(without("deploykf.valuesFiles"), config("profiles.names", ["team-1"]))).toBe(
      dedent(`
      warning[profiles-list-replaced]: the values block sets the whole list of
      profiles, with nothing but names and roles in its entries
        --> Pulumi.dev.yaml:14:5
      14 |     names:
         |     ^^^^^
         = rule: deployKF replaces lists whole: members, owners and quotas that your
                 files give would be lost
         = mend: list your values files in deploykf.valuesFiles; entries are then
                 carried over whole (docs/troubleshooting.md#profiles-list-replaced)
    `),
    );
  });

  it("a service account that deployKF doesn't create", () => {
    expect(warned(values(`${argoPath}.server.serviceAccount`, { create: false, name: "argo" }))).toBe(
      dedent(`
      warning[service-account-not-created]: deployKF doesn't create the service
      account argo, so it doesn't annotate it either
        --> values.yaml:15:17
      15 |         create: false
         |                 ^^^^^
         = rule: annotations of the values block reach only service accounts with
                 create: true
         = mend: annotate it yourself with eks.amazonaws.com/role-arn and the
                 backend's role (docs/troubleshooting.md#service-account-not-created)
    `),
    );
  });

  it("a profile that keeps its own keys", () => {
    const tools = { kubeflowPipelines: { objectStoreAuth: { existingSecret: "mine" } } };
    expect(warned(profiles({ name: "team-1", tools }))).toBe(
      dedent(`
      warning[profile-own-keys]: profile team-1 has objectStoreAuth of its own, so its
      pipelines use those keys and not the role
       --> values.yaml:4:15
      4 |       - name: team-1
        |               ^^^^^^
        = rule: deployKF keeps a profile's own objectStoreAuth under fromEnv: true;
                only the default is ignored
        = mend: remove tools.kubeflowPipelines.objectStoreAuth from the entry, or
                leave it if that is meant (docs/troubleshooting.md#profile-own-keys)
    `),
    );
    expect(
      warned(profiles({ name: "team-1", tools }), config("profiles.overrides", { "team-1": { auth: "unmanaged" } })),
    ).toBe("");
  });

  it("formats for which deployKF switches the cache's redirect off", () => {
    const format = values(`${argoPath}.artifactRepository.keyFormat`, "a/{{ workflow.namespace }}/{{ pod.name }}");
    expect(warned(format)).toBe(
      dedent(`
      warning[cache-redirect-off]: with these prefixes deployKF switches
      cache.namespaceRedirect off without saying so
        --> values.yaml:14:18
      14 |       keyFormat: a/{{ workflow.namespace }}/{{ pod.name }}
         |                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
         = rule: it needs artifacts/{{ workflow.namespace }} and
                 /v2/artifacts/{profile_name} as they are by default
         = mend: keep the default formats, or set
                 kubeflow_tools.pipelines.cache.namespaceRedirect: false
                 (docs/troubleshooting.md#cache-redirect-off)
    `),
    );
    expect(warned(format, values(`${pipelinesPath}.cache.namespaceRedirect`, false))).toBe("");
  });

  it("a release before KFP v2 could use an external store", () => {
    expect(warned(config("deploykf.version", "0.1.4"))).toBe(
      dedent(`
      warning[kfp-v2-external]: deployKF 0.1.4: KFP v2 pipelines can't use the
      external store, KFP v1 pipelines can
        = rule: before 0.1.5 the v2 launcher is wired to the embedded MinIO
        = mend: upgrade deployKF to 0.1.5, and deploykf.version here
                (docs/troubleshooting.md#kfp-v2-external)
    `),
    );
  });
});
