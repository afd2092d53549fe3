import { join } from "node:path";
import ts from "typescript";
import { projectRoot } from "./stack.js";

/** What TypeScript says against a file of this project that isn't on the disk, with the project's own options. */
export function typeErrors(name: string, text: string): readonly string[] {
  const path = join(projectRoot, name);
  const { config } = ts.readConfigFile(join(projectRoot, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, { ...ts.sys, readDirectory: () => [] }, projectRoot);
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (file) => file === path || fileExists(file);
  host.readFile = (file) => (file === path ? text : readFile(file));
  host.getSourceFile = (file, language, ...rest) =>
    file === path ? ts.createSourceFile(file, text, language) : getSourceFile(file, language, ...rest);
  const program = ts.createProgram([path], options, host);
  const file = program.getSourceFile(path);
  return ts
    .getPreEmitDiagnostics(program, file)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}
