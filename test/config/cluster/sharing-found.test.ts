import { describe, expect, it } from "vitest";
import { neighbour } from "../../support/neighbour.js";
import { place } from "../../support/problem.js";
import {
  bucketName,
  type Change,
  codesOf,
  config,
  edit,
  planOf,
  projectName,
  stackFile,
  warningsOf,
  write,
} from "../../support/project.js";

const at = (underlined: string) => ({ file: stackFile, underlined });
const joins = config("bucket.create", false);
const sharedWith = (...stacks: string[]) => config("bucket.sharedWith", stacks);
const sharing = (...changes: Change[]) => planOf(...changes).sharing;

describe("the bucket of the other stack is found", () => {
  const nameless = neighbour({ bucket: undefined });
  const described = "description: The bucket of Kubeflow Pipelines.\n    default: ";
  const inDefaults = edit("Pulumi.yaml", `${described}{}`, `${described}{ name: ${bucketName} }`);

  it("where it is in the defaults of Pulumi.yaml", () => {
    expect(codesOf(nameless, inDefaults, joins)).toEqual(["bucket-shared"]);
    expect(warningsOf(nameless, inDefaults).map(({ code }) => code)).toEqual(["bucket-shared"]);
  });

  it.each([
    ["escaped", `"${bucketName.replace("-", "\\x2d")}"`],
    ["folded", `"acme-\\\n      ${bucketName.slice("acme-".length)}"`],
  ])("where it is written %s", (_, written) => {
    const other = edit("Pulumi.other.yaml", `name: ${bucketName}`, `name: ${written}`);

    expect(codesOf(neighbour(), other, joins)).toEqual(["bucket-shared"]);
  });
});

it("the project's name is taken as it is written, not as a pattern", () => {
  const renamed = [
    edit("Pulumi.yaml", `name: ${projectName}`, "name: a.b"),
    ...[stackFile, "Pulumi.other.yaml"].map((file) => edit(file, new RegExp(`${projectName}:`, "g"), "a.b:")),
  ];
  const named = (project: string) => sharing(neighbour(), joins, sharedWith(`acme/${project}/other`), ...renamed);

  expect(named("a.b").map(({ stack }) => stack)).toEqual(["other"]);
  expect(codesOf(neighbour(), joins, sharedWith("acme/axb/other"), ...renamed)).toContain("bucket-shared");
});

describe("a stack beside of which the bucket can't be known", () => {
  const warned = (...changes: Change[]) => warningsOf(...changes).map(place);

  it("isn't YAML: it is said to be unknown", () => {
    expect(warned(write("Pulumi.other.yaml", "config: [\n"), joins)).toEqual([
      {
        code: "bucket-shared-unknown",
        message: `whether stack other has the bucket ${bucketName}, too, isn't known`,
        rule: "Pulumi.other.yaml can't be read as a stack's config, or its bucket's name isn't in it in plain text",
        mend: "correct that file; if it has the bucket, name the stack in bucket.sharedWith",
        ...at(bucketName),
      },
    ]);
  });

  it.each([
    ["a list", "- config\n"],
    ["in an environment", "environment: [acme/prod]\nconfig: {}\n"],
    ["encrypted", `config:\n  ${projectName}:bucket: { name: { secure: AAAA } }\n`],
    ["a key encrypted whole", `config:\n  ${projectName}:bucket: { secure: AAAA }\n`],
  ])("%s: the same", (_, text) => {
    expect(warned(write("Pulumi.other.yaml", text)).map(({ code }) => code)).toEqual(["bucket-shared-unknown"]);
  });

  it("is named by this one: its profiles aren't known, and there is nothing more to say", () => {
    const changes = [write("Pulumi.other.yaml", "config: [\n"), joins, sharedWith("other")];

    expect(sharing(...changes)).toEqual([{ stack: "other", prefixes: undefined }]);
    expect(warned(...changes)).toEqual([]);
  });

  it("says nothing where the other stack has no bucket at all", () => {
    expect(warned(write("Pulumi.other.yaml", "config: {}\n"), joins)).toEqual([]);
  });
});
