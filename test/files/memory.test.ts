import { expect, test } from "vitest";
import { filesIn } from "../../base/files/project-files.js";
import { filesInMemory } from "../support/memory.js";
import { tempFolder } from "../support/stack.js";

test("the tests' projects in memory are read as they would be from the disk", () => {
  const texts = { "Pulumi.yaml": "name: p\n", "a/b.yaml": "\u{feff}b: ü\n", "a/c/d.yaml": "", "a.yaml": "x" };
  const [disk, memory] = [filesIn(tempFolder(texts)), filesInMemory(new Map(Object.entries(texts)))];
  const paths = [
    ...["Pulumi.yaml", "./a.yaml", "a/b.yaml", "a/../a.yaml", "a//c/d.yaml", "no.yaml", "a/no.yaml", "a.yaml/x"],
    ...["", ".", "a", "a/c", "a/", "../no.yaml", "/no/such.yaml", "/dev/null", "a\0b"],
  ];

  for (const path of paths) expect([path, memory.read(path)]).toEqual([path, disk.read(path)]);
  for (const path of paths) expect([path, [...memory.list(path)].sort()]).toEqual([path, [...disk.list(path)].sort()]);
});
