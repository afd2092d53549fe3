import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, test } from "vitest";
import { typeOf } from "../../plan/resource-types.js";
import { type ProgramRun, runProgram } from "../support/program.js";
import { scenarios } from "../support/scenarios.js";
import { command, differences, refuseDifferences } from "./differences.js";
import { replacingInputs } from "./replacing.js";
import { runs } from "./stacks.js";
import { type Branch, readTree, textOf, treeOf } from "./tree.js";

type Resource = ProgramRun["resources"][number];

const before = `acme:index:Store::kubeflow
  aws:iam/role:Role::kubeflow-backend deleteBeforeReplace {"name":"kf-backend","path":"/"}
  aws:s3/bucket:Bucket::kubeflow-bucket protect retainOnDelete {"bucket":"acme"}
  kubernetes:core/v1:Namespace::kubeflow-namespace retainOnDelete {"metadata.name":"kubeflow"}
`;

const grown = (text: string) => readTree(text).map((branch: Branch) => ({ ...branch, formerly: [] }));
const edited = (from: string, to: string) => differences(readTree(before), grown(before.replace(from, to)));

describe("what a change does to a stack that exists", () => {
  test("nothing, where nothing has changed", () => {
    expect(edited("", "")).toEqual([]);
  });

  test.each([
    [
      "a role's name",
      "kf-backend",
      "kf-pipelines",
      [
        'acme:index:Store$aws:iam/role:Role::kubeflow-backend\n  name is "kf-pipelines", and was "kf-backend": replaces it; up deletes it',
      ],
    ],
    [
      "a bucket's name",
      '"acme"',
      '"other"',
      [
        'acme:index:Store$aws:s3/bucket:Bucket::kubeflow-bucket\n  bucket is "other", and was "acme": replaces it; up fails, because it is protected',
      ],
    ],
    [
      "a resource's name",
      "::kubeflow-namespace",
      "::kubeflow-ns",
      [
        "acme:index:Store$kubernetes:core/v1:Namespace::kubeflow-ns\n  is new: up creates it",
        "acme:index:Store$kubernetes:core/v1:Namespace::kubeflow-namespace\n  is gone: up forgets it, and it stays where it is without this stack",
      ],
    ],
    [
      "an input that isn't given any more",
      ',"path":"/"',
      "",
      [
        'acme:index:Store$aws:iam/role:Role::kubeflow-backend\n  path is not given, and was "/": replaces it; up deletes it',
      ],
    ],
    [
      "an option",
      " protect retainOnDelete",
      " retainOnDelete",
      ["acme:index:Store$aws:s3/bucket:Bucket::kubeflow-bucket\n  isn't protect any more"],
    ],
    [
      "a parent",
      "  aws:s3/bucket",
      "aws:s3/bucket",
      [
        "aws:s3/bucket:Bucket::kubeflow-bucket\n  is new: up creates it",
        "aws:s3/bucket:Bucket$kubernetes:core/v1:Namespace::kubeflow-namespace\n  is new: up creates it",
        "acme:index:Store$aws:s3/bucket:Bucket::kubeflow-bucket\n  is gone: up fails, because it is protected",
        "acme:index:Store$kubernetes:core/v1:Namespace::kubeflow-namespace\n  is gone: up forgets it, and it stays where it is without this stack",
      ],
    ],
  ])("%s", (_, from, to, said) => {
    expect(edited(from, to)).toEqual(said);
  });

  test("a token: everything below it has another URN", () => {
    expect(edited("acme:index:Store", "acme:index:Shop")).toHaveLength(8);
  });

  test("is said with the stack, and how it is accepted", () => {
    const refuse = () => refuseDifferences("dev", edited("kf-backend", "kf-pipelines"));

    expect(() => refuseDifferences("dev", [])).not.toThrow();
    for (const part of ['a stack like "dev"', 'name is "kf-pipelines"', "an alias", `${command} writes`]) {
      expect(refuse).toThrow(part);
    }
  });
});

describe("each change of what the program registers is found", () => {
  const names = ["prod", "example new", "example minio", "example ceph-rook", "example azure-s3proxy"];
  let ofRuns: readonly ProgramRun[] = [];
  beforeAll(async () => {
    ofRuns = await Promise.all(names.map((name) => runs[name]?.() ?? Promise.reject(new Error(`no stack ${name}`))));
  });

  /** What a maintainer may do to a resource; undefined where there is nothing to do. */
  const mutations: Readonly<Record<string, (resource: Resource) => Partial<Resource> | undefined>> = {
    name: ({ name }) => ({ name: `${name}-2` }),
    token: ({ custom, type }) => (custom || type.startsWith("eks:") ? undefined : { type: `${type}2` }),
    parent: ({ parent }) => (parent?.includes("$") ? { parent: undefined } : undefined),
    input: ({ type, custom, inputs }) => {
      const key = custom ? replacingInputs(type).find((path) => path in inputs) : undefined;
      return key === undefined ? undefined : { inputs: { ...inputs, [key]: "other" } };
    },
    protect: ({ protect }) => ({ protect: !protect }),
    retainOnDelete: ({ retainOnDelete }) => ({ retainOnDelete: !retainOnDelete }),
    deleteBeforeReplace: ({ deleteBeforeReplace }) => ({ deleteBeforeReplace: !deleteBeforeReplace }),
  };

  test.each(Object.entries(mutations))("%s", (_, mutate) => {
    let found = 0;
    for (const run of ofRuns) {
      const tree = treeOf(run);
      run.resources.forEach((resource, index) => {
        const change = mutate(resource);
        if (!change) return;
        found += 1;
        const resources = run.resources.with(index, { ...resource, ...change });
        const said = differences(tree, treeOf({ ...run, resources }));
        expect(said.map((text) => text.split("\n")[0])).toContainEqual(expect.stringMatching(`::${resource.name}`));
      });
    }
    expect(found).toBeGreaterThan(5);
  });

  test("a tree is read as it was written", () => {
    for (const run of ofRuns) {
      const tree = treeOf(run);
      expect(readTree(textOf(tree))).toEqual(tree.map(({ formerly: _, ...branch }) => branch));
    }
  });
});

describe("an alias", () => {
  class Group extends pulumi.ComponentResource {
    constructor(
      type: string,
      name: string,
      child: string,
      opts: { aliases?: pulumi.Alias[]; own?: (pulumi.Alias | string)[] } = {},
    ) {
      super(type, name, {}, opts.aliases ? { aliases: opts.aliases } : {});
      const aliases = opts.own ? { aliases: opts.own } : {};
      new pulumi.ComponentResource("acme:index:Part", child, {}, { parent: this, ...aliases });
    }
  }
  const treeBy = async (make: () => void) =>
    treeOf(await runProgram(scenarios.baseline(), { run: async () => make() }));
  const moved = (urn: string, was: string) => `${urn}\n  was ${was}: by its alias it stays, and is moved`;
  const old = {
    type: "acme:index:Old",
    urn: "acme:index:Old::kubeflow",
    part: "acme:index:Old$acme:index:Part::kubeflow-part",
  };
  let kept: Awaited<ReturnType<typeof treeBy>> = [];
  beforeAll(async () => {
    kept = await treeBy(() => new Group(old.type, "kubeflow", "kubeflow-part"));
  });

  test("of a token keeps the component, and what is in it", async () => {
    const now = await treeBy(
      () => new Group("acme:index:New", "kubeflow", "kubeflow-part", { aliases: [{ type: old.type }] }),
    );

    expect(differences(kept, now)).toEqual([
      moved("acme:index:New::kubeflow", old.urn),
      moved("acme:index:New$acme:index:Part::kubeflow-part", old.part),
    ]);
  });

  test("of a name keeps what is called after it", async () => {
    const now = await treeBy(() => new Group(old.type, "store", "store-part", { aliases: [{ name: "kubeflow" }] }));

    expect(differences(kept, now)).toEqual([
      moved("acme:index:Old::store", old.urn),
      moved("acme:index:Old$acme:index:Part::store-part", old.part),
    ]);
  });

  test("of a resource that had no parent, and one that is a whole URN", async () => {
    const alone = await treeBy(() => void new pulumi.ComponentResource("acme:index:Part", "part"));
    const below = (own: (pulumi.Alias | string)[]) => treeBy(() => new Group(old.type, "kubeflow", "part", { own }));
    const urn = "urn:pulumi:test::deploykf-object-store::acme:index:Part::part";
    const said = [
      `${old.urn}\n  is new: up creates it`,
      moved("acme:index:Old$acme:index:Part::part", "acme:index:Part::part"),
    ];

    expect(differences(alone, await below([{ parent: pulumi.rootStackResource }]))).toEqual(said);
    expect(differences(alone, await below([urn]))).toEqual(said);
  });
});

test("what a comparison of two plans calls replaced is so", async () => {
  const types = new Set<string>();
  for (const run of Object.values(runs))
    for (const { type, custom } of (await run()).resources) if (custom) types.add(type);
  const others = [...types].flatMap((type) =>
    typeOf(type)
      .fixed.filter((key) => !replacingInputs(type).includes(key))
      .map((key) => `${type} ${key}`),
  );

  // By an option of the program's.
  expect(others).toEqual(["aws:iam/user:User name"]);
});
