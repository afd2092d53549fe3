import { describe, expect, it } from "vitest";
import { onlyProblem } from "../../support/problem.js";
import {
  argoPath,
  config,
  pipelinesPath,
  planOf,
  profiles,
  refusalOf,
  reportOf,
  values,
  valuesFile,
} from "../../support/project.js";
import { oneProblem } from "../../support/text.js";

const keyFormat = (format: unknown) => values(`${argoPath}.artifactRepository.keyFormat`, format);
const pipelineRoot = (root: unknown) => values(`${pipelinesPath}.kfpV2.defaultPipelineRoot`, root);

describe("keyFormat", () => {
  it("without the namespace", () => {
    expect(reportOf(keyFormat("artifacts/{{ workflow.name }}"))).toBe(
      oneProblem(`
      error[key-format]: no prefix for each profile can be derived from
      artifactRepository.keyFormat: artifacts/{{ workflow.name }}
        --> values.yaml:14:18
      14 |       keyFormat: artifacts/{{ workflow.name }}
         |                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
         = rule: it has no {{ workflow.namespace }}
         = mend: begin with plain text and the profile's name between slashes, as
                 deployKF's default does (docs/troubleshooting.md#key-format)
    `),
    );
  });

  it("whose namespace isn't a segment", () => {
    expect(reportOf(keyFormat("artifacts/{{ workflow.namespace }}-{{ workflow.name }}"))).toBe(
      oneProblem(`
      error[key-format]: no prefix for each profile can be derived from
      artifactRepository.keyFormat: artifacts/{{ workflow.namespace }}-{{
      workflow.name }}
        --> values.yaml:14:18
      14 |       keyFormat: artifacts/{{ workflow.namespace }}-{{ workflow.name }}
         |                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
         = rule: {{ workflow.namespace }} isn't followed by /, so team-1 would also
                 cover team-1-prod
         = mend: begin with plain text and the profile's name between slashes, as
                 deployKF's default does (docs/troubleshooting.md#key-format)
    `),
    );
  });

  it.each([
    [
      "artifacts/{{ workflow.namespace }}",
      "{{ workflow.namespace }} isn't followed by /, so team-1 would also cover team-1-prod",
    ],
    [
      "{{ workflow.creationTimestamp.Y }}/{{ workflow.namespace }}/",
      "another variable stands before {{ workflow.namespace }}",
    ],
    ["a*/{{ workflow.namespace }}/", "*, ? and $ before {{ workflow.namespace }} would be wildcards in a policy"],
    ["a?/{{ workflow.namespace }}/", "*, ? and $ before {{ workflow.namespace }} would be wildcards in a policy"],
    ["/artifacts/{{ workflow.namespace }}/", "it has an empty path segment"],
    ["artifacts//{{ workflow.namespace }}/", "it has an empty path segment"],
    ["", "it has no {{ workflow.namespace }}"],
  ])("%j: %s", (format, rule) => {
    expect(onlyProblem(keyFormat(format))).toEqual({
      code: "key-format",
      message: `no prefix for each profile can be derived from artifactRepository.keyFormat: ${format}`,
      rule,
      mend: "begin with plain text and the profile's name between slashes, as deployKF's default does",
      file: valuesFile,
      underlined: format || "keyFormat",
    });
  });

  it("a template of deployKF's", () => {
    expect(reportOf(keyFormat("{{< .Values.root >}}/{{ workflow.namespace }}/"))).toBe(
      oneProblem(`
      error[values-template]:
      kubeflow_dependencies.kubeflow_argo_workflows.artifactRepository.keyFormat is a
      template
        --> values.yaml:14:19
      14 |       keyFormat: '{{< .Values.root >}}/{{ workflow.namespace }}/'
         |                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
         = rule: templates are filled in by deployKF's generator; names and prefixes
                 are needed before it runs
         = mend: write the value itself (docs/troubleshooting.md#values-template)
    `),
    );
  });
});

describe("defaultPipelineRoot", () => {
  it("without the profile's name", () => {
    expect(reportOf(pipelineRoot("{scheme}://{bucket_name}/v2/artifacts"))).toBe(
      oneProblem(`
      error[key-format]: no prefix for each profile can be derived from
      kfpV2.defaultPipelineRoot: {scheme}://{bucket_name}/v2/artifacts
        --> values.yaml:14:29
      14 |       defaultPipelineRoot: '{scheme}://{bucket_name}/v2/artifacts'
         |                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
         = rule: it has no {profile_name}
         = mend: begin with plain text and the profile's name between slashes, as
                 deployKF's default does (docs/troubleshooting.md#key-format)
    `),
    );
  });

  it.each([
    ["v2/artifacts/{profile_name}", "it isn't <scheme>://{bucket_name}/<prefix>"],
    ["s3://{bucket_name}", "it isn't <scheme>://{bucket_name}/<prefix>"],
    ["s3://other/v2/{profile_name}", "it names the bucket other, not acme-dev-pipelines"],
    [
      "s3://{bucket_name}/v2/{profile_name}-x",
      "{profile_name} isn't followed by /, so team-1 would also cover team-1-prod",
    ],
    ["s3://{bucket_name}/{scheme}/{profile_name}", "another variable stands before {profile_name}"],
    ["s3://{bucket_name}/v2?prefix={profile_name}", "it has no {profile_name}"],
  ])("%j: %s", (root, rule) => {
    expect(onlyProblem(pipelineRoot(root))).toMatchObject({
      code: "key-format",
      message: `no prefix for each profile can be derived from kfpV2.defaultPipelineRoot: ${root}`,
      rule,
      mend: root.includes("other") ? "write {bucket_name} there" : expect.stringMatching(/^begin with plain text/),
      file: valuesFile,
      underlined: root,
    });
  });

  it("both formats at once", () => {
    expect(refusalOf(keyFormat("x"), pipelineRoot("y")).problems.map(({ code }) => code)).toEqual([
      "key-format",
      "key-format",
    ]);
  });
});

describe("prefixes that overlap", () => {
  it("a profile's with pipeline definitions", () => {
    expect(reportOf(keyFormat("{{ workflow.namespace }}/x/"), profiles("pipelines"))).toBe(
      oneProblem(`
      error[prefixes-overlap]: pipelines/ of profile pipelines lies in pipelines/ of
      the pipeline definitions
       --> values.yaml:4:15
      4 |       - name: pipelines
        |               ^^^^^^^^^
        = rule: no object key may be open to two profiles, and pipelines/ to none
        = mend: rename the profile, or change keyFormat and defaultPipelineRoot so
                that their prefixes differ (docs/troubleshooting.md#prefixes-overlap)
    `),
    );
  });

  it("a profile's with another's", () => {
    expect(
      reportOf(
        keyFormat("artifacts/{{ workflow.namespace }}/"),
        pipelineRoot("s3://{bucket_name}/artifacts/v2/{profile_name}"),
        profiles("v2", "team-1"),
      ),
    ).toBe(
      oneProblem(`
      error[prefixes-overlap]: artifacts/v2/team-1/ of profile team-1 lies in
      artifacts/v2/ of profile v2
       --> values.yaml:5:15
      5 |       - name: team-1
        |               ^^^^^^
        = rule: no object key may be open to two profiles, and pipelines/ to none
        = mend: rename the profile, or change keyFormat and defaultPipelineRoot so
                that their prefixes differ (docs/troubleshooting.md#prefixes-overlap)
    `),
    );
  });
});

describe("retention of artifacts that pipeline definitions are among", () => {
  const retention = config("bucket.retention", { artifactDays: 30 });

  it("at the root of the bucket", () => {
    expect(reportOf(retention, keyFormat("{{ workflow.namespace }}/x/"))).toBe(
      oneProblem(`
      error[retention-covers-pipelines]: bucket.retention.artifactDays is set, and
      artifacts begin at the root of the bucket
        --> values.yaml:14:19
      14 |       keyFormat: '{{ workflow.namespace }}/x/'
         |                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^
         = rule: a lifecycle rule for them would also delete pipeline definitions in
                 pipelines/
         = mend: set artifactDays: off, or begin the format with a folder such as
                 artifacts/ (docs/troubleshooting.md#retention-covers-pipelines)
    `),
    );
  });

  it("below a prefix that pipelines/ begins with", () => {
    expect(reportOf(retention, keyFormat("pipe{{ workflow.namespace }}/x/"))).toBe(
      oneProblem(`
      error[retention-covers-pipelines]: bucket.retention.artifactDays is set, and
      artifacts begin with pipe
        --> values.yaml:14:18
      14 |       keyFormat: pipe{{ workflow.namespace }}/x/
         |                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
         = rule: a lifecycle rule for them would also delete pipeline definitions in
                 pipelines/
         = mend: set artifactDays: off, or begin the format with a folder such as
                 artifacts/ (docs/troubleshooting.md#retention-covers-pipelines)
    `),
    );
  });

  it("in the second format", () => {
    const problems = refusalOf(retention, pipelineRoot("s3://{bucket_name}/{profile_name}")).problems;
    expect(problems).toMatchObject([
      { code: "retention-covers-pipelines", location: { sourceLine: expect.stringContaining("s3://") } },
    ]);
  });

  it("is fine without", () => {
    const { bucket } = planOf(keyFormat("pipe{{ workflow.namespace }}/x/"));
    expect(bucket.lifecycleRules.map(({ prefix }) => prefix)).toEqual(["", "v2/artifacts/"]);
  });
});
