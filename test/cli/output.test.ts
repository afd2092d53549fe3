import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CommandError } from "../../cli/terminal/exit-codes.js";
import { writeOutput } from "../../cli/terminal/output.js";
import { blockHeader } from "../../subjects/deploykf/block-header.js";
import { testIo } from "../support/io.js";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "output-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (name = "file") => join(folder, name);
const mode = () => statSync(at()).mode & 0o777;

const block = `${blockHeader({ project: "p", stack: "dev", version: "0.1.5", generatedFile: "x.yaml" })}a: 1\n`;
const kinds = {
  "values block": block,
  "plan as text": "Plan for stack dev of p\n",
  "plan as JSON": '{ "formatVersion": 1 }\n',
  policy: '{ "Version": "2012-10-17", "Statement": [] }\n',
  comparison: "WIDENS  dev: 1 gains access\n",
  "comparison as markdown": "<!-- deploykf-object-store: access diff -->\n",
};
const foreign = {
  "stack's config": "config:\n  aws:region: eu-west-1\n",
  "values file": "deploykf_core: {}\n",
  note: "Plans for tomorrow\n",
  "package.json": '{ "name": "x" }\n',
};

function refusal(text: string, name = "file", options = {}): string {
  try {
    writeOutput(testIo(), at(name), text, options);
  } catch (error) {
    if (error instanceof CommandError && error.exitCode === 2) return error.message.replaceAll(at(name), name);
    throw error;
  }
  throw new Error("it was written");
}

describe("a file that is there", () => {
  test.each(Object.entries(kinds))("%s is replaced by its own kind alone", (_, text) => {
    for (const other of Object.values(kinds)) {
      writeFileSync(at(), other);
      if (other === text) writeOutput(testIo(), at(), `${text}\n`);
      else expect(refusal(text)).toMatch(/isn't replaced/);
      expect(readFileSync(at(), "utf8")).toBe(other === text ? `${text}\n` : other);
    }
  });

  test.each(Object.entries(foreign))("a %s is replaced by nothing", (_, before) => {
    for (const text of [...Object.values(kinds), ""]) {
      writeFileSync(at(), before);
      expect(refusal(text)).toMatch(/isn't replaced/);
      expect(readFileSync(at(), "utf8")).toBe(before);
    }
  });

  test("says what stands there, and how to go on", () => {
    writeFileSync(at("Pulumi.dev.yaml"), "config: {}\n");
    expect(refusal('{ "formatVersion": 1 }', "Pulumi.dev.yaml")).toBe(
      "Pulumi.dev.yaml is Pulumi's config, so it isn't replaced; remove it first, or name another file with --output",
    );
  });

  test("is replaced where it is empty", () => {
    for (const text of Object.values(kinds)) {
      writeFileSync(at(), " \n");
      writeOutput(testIo(), at(), text);
      expect(readFileSync(at(), "utf8")).toBe(text);
    }
  });

  test.each([0o600, 0o640, 0o444, 0o664])("keeps its permissions: %o", (before) => {
    writeFileSync(at(), block);
    chmodSync(at(), before);
    writeOutput(testIo(), at(), block);
    expect(mode()).toBe(before);
  });

  test("is its owner's alone where a secret is in it, whatever it was", () => {
    for (const before of [undefined, 0o600, 0o644, 0o666]) {
      rmSync(at(), { force: true });
      if (before !== undefined) {
        writeFileSync(at(), block);
        chmodSync(at(), before);
      }
      writeOutput(testIo(), at(), block, { mode: 0o600 });
      expect(mode()).toBe(0o600);
    }
  });
});

describe("what is no plain file", () => {
  test("a link stays one, wherever it leads", () => {
    writeFileSync(at("target"), block);
    for (const target of [at("target"), "/dev/null", at("nowhere")]) {
      rmSync(at(), { force: true });
      symlinkSync(target, at());
      expect(refusal(block)).toBe("file can't be written: it is a link; name the file that it leads to");
      expect(lstatSync(at()).isSymbolicLink()).toBe(true);
    }
    expect(existsSync(at("nowhere"))).toBe(false);
  });

  test("a pipe isn't waited for, nor replaced", () => {
    execFileSync("mkfifo", [at()]);
    expect(refusal(block)).toBe("file can't be written: it is no plain file");
    expect(lstatSync(at()).isFIFO()).toBe(true);
  });

  test("a device stays one; /dev/null takes everything but a secret", () => {
    writeOutput(testIo(), "/dev/null", block);
    expect(() => writeOutput(testIo(), "/dev/null", block, { mode: 0o600 })).toThrow("/dev/null can't be written");
    expect(() => writeOutput(testIo(), "/dev/zero", block)).toThrow("/dev/zero can't be written: it is no plain file");
    for (const device of ["/dev/null", "/dev/zero"]) expect(lstatSync(device).isCharacterDevice()).toBe(true);
  });
});

test("nothing is left behind", () => {
  writeFileSync(at(), "x\n");
  refusal(block);
  expect(readdirSync(folder)).toEqual(["file"]);
});
