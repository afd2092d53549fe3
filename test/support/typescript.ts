import { join } from "node:path";
import ts from "typescript";
import { projectRoot } from "./stack.js";

/** Files of packages, parsed once: they are large, and the same for every text. */
const parsed = new Map<string, ts.SourceFile | undefined>();

/** What TypeScript says against a file of this project that isn't on the disk, with the project's own options. */
export function typeErrors(name: string, text: string): readonly string[] {
  const path = join(projectRoot, name);
  const { config } = ts.readConfigFile(join(projectRoot, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, { ...ts.sys, readDirectory: () => [] }, projectRoot);
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (file) => file === path || fileExists(file);
  host.readFile = (file) => (file === path ? text : readFile(file));
  host.getSourceFile = (file, language, ...rest) => {
    if (file === path) return ts.createSourceFile(file, text, language);
    if (!parsed.has(file)) parsed.set(file, getSourceFile(file, language, ...rest));
    return parsed.get(file);
  };
  const program = ts.createProgram([path], options, host);
  const file = program.getSourceFile(path);
  return ts
    .getPreEmitDiagnostics(program, file)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}
