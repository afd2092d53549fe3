import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { join, posix } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { filesInTree } from "../../base/files/project-files.js";
import { diskTree, pathInTree } from "../../base/files/tree.js";
import { tempFolder } from "../support/stack.js";

/** A tree in a folder of its own, and a file beside it that nothing in it may reach. */
function treeIn(links: Readonly<Record<string, string>>) {
  const outside = tempFolder({ "tree/project/own.yaml": "own", "tree/values.yaml": "values", "secret.yaml": "secret" });
  const top = realpathSync(join(outside, "tree"));
  for (const [name, target] of Object.entries(links)) symlinkSync(target, join(top, name));
  return { top, read: (path: string) => filesInTree(diskTree(top), "project").read(path) };
}

const whyOf = (path: string, links: Readonly<Record<string, string>> = {}) => {
  const read = treeIn(links).read(path);
  return "unread" in read ? `${read.unread.reason}: ${read.unread.why}` : read.text;
};

test("what is in the tree is read: beside the project, above it, by symlinks inside", () => {
  expect(whyOf("own.yaml")).toBe("own");
  expect(whyOf("../values.yaml")).toBe("values");
  expect(whyOf("./a/../../values.yaml")).toBe("values");
  expect(whyOf("link.yaml", { "project/link.yaml": "../values.yaml" })).toBe("values");
  expect(whyOf("up/values.yaml", { "project/up": ".." })).toBe("values");
});

describe("what is outside isn't", () => {
  test.each([
    ["an absolute path", "/etc/hostname"],
    ["a path of the process", "/proc/self/cwd/package.json"],
  ])("%s", (_, path) => {
    expect(whyOf(path)).toBe("outside: is an absolute path");
  });

  test("..", () => {
    expect(whyOf("../../secret.yaml")).toBe("outside: leads out of its own tree by ..");
    expect(whyOf("../../tree/values.yaml")).toBe("outside: leads out of its own tree by ..");
  });

  test.each([
    ["a file by its own path", { "project/l": "/etc/hostname" }, "l"],
    ["the tree itself by an absolute path", { "project/l": "/proc/self/cwd/package.json" }, "l"],
    ["a file by ..", { "project/l": "../../secret.yaml" }, "l"],
    ["a file by .. and back", { "project/l": "../../tree/values.yaml" }, "l"],
    ["a folder", { "project/l": "../.." }, "l/secret.yaml"],
    ["another symlink", { "project/l": "../m", m: "../secret.yaml" }, "l"],
  ] as const)("a symlink to %s", (_, links, path) => {
    expect(whyOf(path, links)).toBe("outside: leads out of its own tree by a symlink");
  });
});

test("symlinks to nothing and in a circle are neither read nor missing", () => {
  expect(whyOf("l", { "project/l": "none" })).toBe("unreadable: is a symlink to nothing");
  expect(whyOf("l", { "project/l": "l" })).toBe("unreadable: can't be read: its symlinks form a circle");
  expect(whyOf("none")).toBe("missing: doesn't exist");
  expect(whyOf("own.yaml/none")).toBe("missing: doesn't exist");
});

test("a path that is allowed is the one that the system takes, and inside of the tree", () => {
  const name = fc.constantFrom("a", "b", "c");
  const step = fc.oneof({ weight: 3, arbitrary: name }, fc.constantFrom("..", "."));
  const path = fc.array(step, { minLength: 1, maxLength: 5 }).map((steps) => steps.join("/"));
  const node = fc.record({
    at: fc.array(name, { minLength: 1, maxLength: 3 }).map((steps) => steps.join("/")),
    link: fc.option(
      fc.oneof(
        path,
        path.map((target) => `/${target}`),
      ),
    ),
  });
  fc.assert(
    fc.property(fc.array(node, { maxLength: 8 }), path, (nodes, asked) => {
      const top = realpathSync(tempFolder());
      for (const { at, link } of nodes) {
        try {
          mkdirSync(join(top, posix.dirname(at)), { recursive: true });
          if (link === null) writeFileSync(join(top, at), "");
          else symlinkSync(link, join(top, at));
        } catch {
          // It can't be made: something else is there.
        }
      }
      const place = pathInTree(diskTree(top), "", asked);
      if ("path" in place) expect(realpathSync(join(top, posix.normalize(asked)))).toBe(join(top, place.path));
    }),
    { numRuns: 300 },
  );
});
