import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readPlainFile } from "../../base/files/read.js";
import { tempFolder } from "../support/stack.js";

const folder = tempFolder({ "plain.yaml": "a: 1\n", "big.yaml": "0123456789", "empty.yaml": "" });
const at = (name: string) => join(folder, name);
const link = (name: string, target: string) => {
  symlinkSync(target, at(name));
  return at(name);
};

const whyOf = (path: string, mostBytes?: number) => {
  const read = readPlainFile(path, mostBytes);
  return "unread" in read ? [read.unread.reason, read.unread.why] : ["read", read.text];
};

test("a plain file is read whole, also behind a symlink, up to the bound", () => {
  expect(whyOf(at("plain.yaml"))).toEqual(["read", "a: 1\n"]);
  expect(whyOf(link("link.yaml", "plain.yaml"))).toEqual(["read", "a: 1\n"]);
  expect(whyOf(at("empty.yaml"), 0)).toEqual(["read", ""]);
  expect(whyOf(at("big.yaml"), 10)).toEqual(["read", "0123456789"]);
  writeFileSync(at("long.yaml"), "ä".repeat(500_000));
  expect(whyOf(at("long.yaml"))).toEqual(["read", "ä".repeat(500_000)]);
});

describe("what would never end isn't waited for", () => {
  test("a FIFO", () => {
    execFileSync("mkfifo", [at("fifo")]);

    expect(whyOf(at("fifo"))).toEqual(["not-plain", "is a FIFO, not a plain file"]);
    expect(whyOf(link("to-fifo.yaml", "fifo"))).toEqual(["not-plain", "is a FIFO, not a plain file"]);
  });

  test("a device, and a symlink to one, as git can hold it", () => {
    expect(whyOf("/dev/zero")).toEqual(["not-plain", "is a device, not a plain file"]);
    expect(whyOf(link("zero.yaml", "/dev/zero"))).toEqual(["not-plain", "is a device, not a plain file"]);
  });

  test("a socket", async () => {
    const server = createServer().listen(at("socket"));
    await once(server, "listening");

    expect(whyOf(at("socket"))).toEqual(["not-plain", "is a socket, not a plain file"]);
    server.close();
  });

  test("a file above the bound, whether it states its size or not", () => {
    writeFileSync(at("sparse.yaml"), "");
    truncateSync(at("sparse.yaml"), 2 ** 40);

    expect(whyOf(at("sparse.yaml"))).toEqual(["too-large", "is larger than 20 MB"]);
    expect(whyOf(at("big.yaml"), 9)[0]).toBe("too-large");
    expect(whyOf("/proc/self/maps", 9)[0]).toBe("too-large");
  });
});

describe("what is there and can't be read isn't missing", () => {
  test("nothing, and nothing below a file", () => {
    for (const name of ["none", "plain.yaml/none"]) expect(whyOf(at(name))).toEqual(["missing", "doesn't exist"]);
  });

  test("a folder", () => {
    mkdirSync(at("folder"));
    expect(whyOf(at("folder"))).toEqual(["not-plain", "is a folder, not a plain file"]);
  });

  test("symlinks to nothing and in a circle", () => {
    expect(whyOf(link("dangling", "none"))).toEqual(["unreadable", "is a symlink to nothing"]);
    expect(whyOf(link("circle", "circle"))).toEqual(["unreadable", "can't be read: its symlinks form a circle"]);
  });

  test("a name that no file can have", () => {
    expect(whyOf(at("a\0b"))).toEqual(["unreadable", "can't be read: ERR_INVALID_ARG_VALUE"]);
    expect(whyOf(at("a".repeat(300)))).toEqual(["unreadable", "can't be read: ENAMETOOLONG"]);
  });

  test("bytes that are no text: two such files would look alike", () => {
    writeFileSync(at("latin1.yaml"), Buffer.from("name: \xe4\n", "latin1"));
    expect(whyOf(at("latin1.yaml"))).toEqual(["not-utf8", "isn't text in UTF-8"]);
  });

  test.skipIf(process.getuid?.() === 0)("a file of somebody else's", () => {
    writeFileSync(at("closed.yaml"), "a: 1\n");
    chmodSync(at("closed.yaml"), 0);
    expect(whyOf(at("closed.yaml"))).toEqual(["unreadable", "can't be read: permission denied"]);
  });
});
