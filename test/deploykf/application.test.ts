import fc from "fast-check";
import { dump } from "js-yaml";
import { describe, expect, it } from "vitest";
import { planOffline } from "../../cli/offline/offline-plan.js";
import { readArguments, settingsOf } from "../../settings/args.js";
import { inShellOrder } from "../../subjects/deploykf/given.js";
import { filesInMemory } from "../support/memory.js";
import {
  argoPath,
  type Change,
  codesOf,
  config,
  generatedFile,
  inProject,
  offlineOf,
  planOf,
  refusalOf,
  reportOf,
  values,
  valuesFile,
  warningsOf,
  without,
  write,
} from "../support/project.js";

const app = "argocd/app.yaml";

const version = { name: "source_version", string: "0.1.5" };
const listing = (...files: string[]) => ({ name: "values_files", array: files });
const inline = (text: string) => ({ name: "values", string: text });
const complete = [version, listing(valuesFile, generatedFile)];

function application(parameters: readonly unknown[], source: object = {}) {
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Application",
    metadata: { name: "deploykf" },
    spec: { source: { path: ".", plugin: { name: "deploykf", parameters }, ...source } },
  };
}

/** The stack by an Application in place of version and files. */
function by(content: unknown): Change[] {
  return [
    config("deploykf", { application: app, embeddedMinio: "remove" }),
    write(app, typeof content === "string" ? content : dump(content)),
  ];
}

/** Without what breaks lines. */
const flat = (text: string) => text.replace(/\s+/g, " ");

describe("an Application in place of version and values files", () => {
  it("gives the same plan", () => {
    const plan = planOf(...by(application(complete)));
    const stated = planOf();

    expect(plan.values.text).toBe(stated.values.text);
    expect(plan.warnings).toEqual([]);
    expect(plan.served).toEqual(stated.served);
  });

  it("gives the release, also a fork's", () => {
    const old = application([{ name: "source_version", string: "v0.1.4" }, complete[1]]);
    const fork = application([{ name: "source_version", string: "0.1.5-fork.3" }, complete[1]]);

    expect(planOf(...by(old)).settings.deploykf.version).toBe("0.1.4");
    expect(planOf(...by(fork)).settings.deploykf.version).toBe("0.1.5");
    expect(warningsOf(...by(fork)).map(({ code, location }) => [code, location?.file])).toEqual([
      ["deploykf-fork", app],
    ]);
    expect(codesOf(...by(application([{ name: "source_version", string: "0.9.0" }])))).toEqual(["deploykf-version"]);
  });

  it("with source_path needs the release beside it", () => {
    const local = by(application([{ name: "source_path", string: "./generator" }, complete[1]]));

    expect(codesOf(...local)).toEqual(["application-release"]);
    expect(planOf(...local, config("deploykf.version", "0.1.4")).settings.deploykf.version).toBe("0.1.4");
  });

  it.each([
    ["version", "0.1.5"],
    ["valuesFiles", [valuesFile]],
  ])("isn't given beside deploykf.%s", (key, value) => {
    const report = reportOf(...by(application(complete)), config(`deploykf.${key}`, value));

    expect(flat(report)).toContain(`deploykf.${key} and deploykf.application are both set`);
  });

  it("is missed by name where neither it nor a version is there", () => {
    expect(reportOf(without("deploykf.version"))).toContain("error[config-missing]: deploykf.version is missing");
  });

  it("of which profiles.names would say the profiles a second time", () => {
    expect(codesOf(...by(application(complete)), config("profiles.names", ["team-1"]))).toEqual(["profiles-twice"]);
  });
});

describe("paths in values_files", () => {
  const elsewhere = (source: string) => (root: string) => planOffline(root, source).plan;

  it("begin at spec.source.path of the repository, which is above the Application and the project", () => {
    const moved = [
      ...by(application([version, listing("./mine.yaml", generatedFile)], { path: "deploykf/prod" })),
      config("deploykf.generatedFile", `deploykf/prod/${generatedFile}`),
      write("deploykf/prod/mine.yaml", `${argoPath.split(".")[0]}: {}\n`),
    ];

    expect(inProject(moved, elsewhere("dev")).warnings.map(({ code }) => code)).toEqual(["profiles-built-in"]);
    expect(planOf(...moved).settings.deploykf.files.application?.toDo).toBeUndefined();
  });

  it("that aren't there are named with the Application's line", () => {
    const report = flat(reportOf(...by(application([version, listing("none.yaml", generatedFile)]))));

    expect(report).toContain(`values_files[0] of ${app} is`);
    expect(report).toContain(`--> ${app}:`);
    expect(report).toContain("begin at spec.source.path (.)");
  });

  it("are merged as the shell sorts them, with a warning from the eleventh on", () => {
    const names = Array.from({ length: 11 }, (_, index) => `v${index}.yaml`);
    const namespace = (name: string) => values(`${argoPath}.namespace`, `argo-${name.slice(1, -5)}`, name);
    const files = [...names.map(namespace), ...by(application([version, listing(...names, generatedFile)]))];
    const { warnings, settings } = planOf(...files);

    // The last of the shell is the tenth, and our block is the twelfth: given fourth.
    expect(warnings.map(({ code }) => code)).toContain("application-order");
    expect(settings.deploykf.backendServiceAccounts).toContain("argo-9/argo-server");
  });

  it("are sorted as bash sorts names of variables", () => {
    const sorted = fc.property(fc.nat(300), (count) => {
      const indexes = [...Array(count).keys()];
      const names = indexes.map((index) => `PARAM_VALUES_FILES_${index}`).sort();
      expect(inShellOrder(indexes).map((index) => `PARAM_VALUES_FILES_${index}`)).toEqual(names);
    });
    fc.assert(sorted);
  });
});

describe("our block", () => {
  it("that values_files doesn't list is warned of with the line, and in the next steps", () => {
    const plan = planOf(...by(application([version, listing(valuesFile)])));
    const [warning, ...others] = plan.warnings;

    expect(others).toEqual([]);
    expect(warning).toMatchObject({ code: "application-unlisted", location: { file: app } });
    expect(warning?.mend).toContain(`- ${generatedFile} at the end of values_files`);
    expect(plan.settings.deploykf.files.application?.toDo).toContain(`add - ${generatedFile}`);
  });

  it("that isn't listed goes where it is given last, however many files there are", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30 }), (count) => {
        const names = Array.from({ length: count }, (_, index) => `v${index}.yaml`);
        const empty = names.map((name) => write(name, "argocd: {}\n"));
        const { files } = planOf(...by(application([version, listing(...names)])), ...empty).settings.deploykf;
        expect(files.later).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });

  it("is undone by the inline values at their own line and column", () => {
    const file = `apiVersion: argoproj.io/v1alpha1
kind: Application
spec:
  source:
    plugin:
      name: deploykf
      parameters:
        - {name: source_version, string: "0.1.5"}
        - name: values_files
          array: [${valuesFile}, ${generatedFile}]
        - name: values
          string: |-

            ---
            # mine
            kubeflow_tools:
              pipelines:
                bucket: {name: other}
`;
    const [problem, ...others] = refusalOf(...by(file)).problems;

    expect(others).toEqual([]);
    expect(problem).toMatchObject({
      code: "values-undone",
      location: { file: app, line: 18, column: (file.split("\n")[17]?.indexOf("other") ?? -2) + 1 },
    });
  });

  it("is undone at whatever line the text begins, by how it is written", () => {
    const text = "kubeflow_tools:\n  pipelines:\n    bucket:\n      name: other\n";
    const indented = (margin: string) => text.replace(/^/gm, margin).trimEnd();
    fc.assert(
      fc.property(
        fc.nat(4),
        fc.constantFrom("|", "|-", "|+"),
        fc.integer({ min: 9, max: 14 }),
        (blank, style, margin) => {
          const file = `${dump(application(complete))}        - name: values
          string: ${style}
${"\n".repeat(blank)}${indented(" ".repeat(margin + 2))}
`;
          const line = file.split("\n").findIndex((one) => one.includes("name: other"));
          const [problem] = refusalOf(...by(file)).problems;
          expect(problem?.location).toMatchObject({ file: app, line: line + 1 });
          expect(problem?.location?.column).toBe((file.split("\n")[line]?.indexOf("other") ?? -2) + 1);
        },
      ),
      { numRuns: 20 },
    );
  });

  it("is undone by a text in quotes, at the text, and no value of it is shown", () => {
    const text = "kubeflow_tools: {pipelines: {bucket: {name: hunter2hunter2}}}";
    const [problem] = refusalOf(...by(application([...complete, inline(text)]))).problems;

    expect(problem).toMatchObject({ code: "values-undone", location: { file: app } });
    expect(problem?.location?.sourceLine).not.toContain("hunter2");
  });
});

describe("what isn't deployKF's Application", () => {
  it.each<[string, unknown, RegExp]>([
    ["a values file", { deploykf_core: {} }, /is a map without kind, not an ArgoCD Application/],
    ["a list", [1], /is a list, not an ArgoCD Application/],
    ["empty", "", /is empty, not an ArgoCD Application/],
    ["an ApplicationSet", { ...application(complete), kind: "ApplicationSet" }, /of kind "ApplicationSet"/],
    ["of another group", { ...application(complete), apiVersion: "app.k8s.io/v1" }, /Application of "app.k8s.io\/v1"/],
    ["of a Helm chart", application([], { plugin: undefined, helm: {} }), /its source is a Helm chart/],
    ["of another plugin", application([], { plugin: { name: "helmfile" } }), /the plugin "helmfile"/],
    ["of several sources", { ...application([]), spec: { sources: [{}] } }, /has spec.sources/],
    ["several documents", `${dump(application(complete))}---\na: 1\n`, /2 YAML documents.*file of its own/],
    [
      "with files as one text",
      application([version, { name: "values_files", string: "a" }]),
      /values_files.* has string:/,
    ],
    ["with values as a map", application([version, { name: "values", map: {} }]), /values .*has map:/],
    [
      "with a misspelt parameter",
      application([version, { name: "value_files", array: [] }]),
      /did you mean values_files/,
    ],
    ["without a release", application([listing(valuesFile)]), /neither source_version nor source_path/],
    ["with two", application([version, { name: "source_path", string: "." }]), /both source_version and source_path/],
    ["with the same twice", application([version, version]), /source_version twice/],
  ])("%s is an error that says so", (_, content, message) => {
    expect(codesOf(...by(content))).toHaveLength(1);
    expect(flat(reportOf(...by(content)))).toMatch(message);
  });

  it.each<[string, unknown]>([
    ["the release", application([{ name: "source_version", string: "token=hunter2" }])],
    ["a path", application([version, listing("https://me:hunter2@git.example/x.yaml")])],
    ["spec.source.path", application(complete, { path: "?token=hunter2" })],
    ["a parameter's name", application([...complete, { name: "values_filez=password=hunter2", string: "x" }, version])],
    ["the inline values", application([...complete, inline("kubeflow_tools: hunter2\nkubeflow_tools: [hunter2\n")])],
    ["the plugin's name", application([], { plugin: { name: "password=hunter2" } })],
  ])("shows no secret that stands in %s", (_, content) => {
    expect(reportOf(...by(content))).not.toContain("hunter2");
  });

  it("a missing file", () => {
    expect(codesOf(config("deploykf", { application: "none.yaml" }))).toEqual(["application-file"]);
  });
});

describe("a values file that is something else says what it is, never that there are no profiles", () => {
  const sections = { kubeflow_tools: { pipelines: {} } };
  const text = dump(sections);

  it.each<[string, unknown, RegExp]>([
    ["deployKF's Application", application(complete), /an ArgoCD Application.* deploykf\.application: values\.yaml/],
    [
      "another Application",
      { ...application([]), spec: { source: { helm: { values: text } } } },
      /spec\.source\.helm\.values/,
    ],
    [
      "a ConfigMap",
      { apiVersion: "v1", kind: "ConfigMap", data: { "values.yaml": text } },
      /"ConfigMap".*data\.values\.yaml/,
    ],
    [
      "a Secret",
      { apiVersion: "v1", kind: "Secret", data: { values: "aGk=" } },
      /"Secret", not a deployKF values file/,
    ],
    ["wrapped in deploykf:", { deploykf: sections }, /below deploykf, not at its top/],
    ["wrapped in a chart's values:", { deploykf: { values: sections } }, /below deploykf\.values/],
    ["a text below a key", { values: text }, /in a text at values/],
    ["wrapped beside others", { argocd: {}, mine: { deploykf_core: {} } }, /below mine/],
  ])("%s", (_, content, message) => {
    const report = reportOf(write(valuesFile, dump(content)));

    expect(report).toMatch(/^error\[values-misplaced\]/);
    expect(flat(report)).toMatch(message);
    expect(report).not.toContain("profiles-none");
  });

  it("inline, too", () => {
    expect(codesOf(...by(application([...complete, inline(dump({ deploykf: sections }))])))).toEqual([
      "values-misplaced",
    ]);
  });

  it("but keys of one's own that are merged into sections are fine", () => {
    const anchored = "x-all: &all\n  deploykf_opt: {}\n<<: *all\ndeploykf_core: {}\n";
    expect(planOf(write(valuesFile, anchored)).warnings.map(({ code }) => code)).toEqual(["profiles-built-in"]);
  });
});

it("is a component's argument as well", () => {
  const deploykf = { application: app, generatedFile };
  const texts = new Map([
    [
      app,
      dump(application([version, inline("deploykf_core: {deploykf_profiles_generator: {profiles: [{name: a}]}}")])),
    ],
  ]);
  const args = {
    region: "eu-west-1",
    bucket: { name: "acme-dev-pipelines" },
    cluster: { source: "oidc", issuerUrl: "https://oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE" },
  };
  const context = { project: "acme", stack: "dev", root: "/", engine: {}, isOutput: () => false };
  const settings = (more: object) => {
    const read = readArguments(
      { ...args, deploykf: { ...deploykf, ...more } },
      { ...context, files: filesInMemory(texts) },
    );
    return settingsOf(read);
  };

  expect(settings({}).deploykf.profiles.map(({ name }) => name)).toEqual(["a"]);
  expect(() => settings({ values: ["argocd: {}"] })).toThrow(/deploykf.values and deploykf.application are both\sset/);
});

it("counts for a comparison as files do", () => {
  const saying = (name: string) => offlineOf(...by(application([...complete, inline(`argocd: {a: ${name}}\n`)])));
  const [one, other] = [saying("x"), saying("y")];

  expect(one.plan.values.merged).not.toEqual(other.plan.values.merged);
});
