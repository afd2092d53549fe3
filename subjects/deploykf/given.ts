import { dirname, isAbsolute, join, relative } from "node:path";
import type { ProjectFiles } from "../../base/files/project-files.js";
import type { Node } from "../../base/input/node.js";
import type { ProblemList } from "../../base/problems/problem.js";
import { valuesSchema } from "../../base/yaml/dialect.js";
import { type Application, readApplication } from "./application.js";
import * as rules from "./application-rules.js";
import type { DeploykfVersion } from "./defaults.js";
import { valuesDisclosure } from "./disclosed-values.js";
import { checkVersion, forkTaken, parseVersion } from "./release.js";
import type { DeploykfConfig } from "./schema.js";
import { type GivenValues, type ListedFile, listedValues, pathOf } from "./values-files.js";

/** What the generator is given of the user's: a release and values, by the stack config or by an Application. */
export interface Given {
  readonly version: DeploykfVersion | undefined;
  readonly values: GivenValues;
}

/** Undefined where an Application can't be read. */
export function resolveGiven(
  deploykf: Node<DeploykfConfig>,
  files: ProjectFiles,
  problems: ProblemList,
): Given | undefined {
  const { application: path, version, generatedFile } = deploykf.value;
  const node = deploykf.at("version");
  if (version !== undefined) node.warn(forkTaken(node.key, version));
  if (path === undefined) return { version: parseVersion(version ?? ""), values: listedValues(deploykf) };
  for (const key of ["valuesFiles", "values"] as const) {
    const other = deploykf.at(key);
    if (other.stated) other.errorAtKey(rules.besideApplication(other.key, path), { shown: true });
  }
  // Of what a component's arguments may leave out, the type says no more.
  const application = readApplication(deploykf.at("application") as Node<string>, files, problems);
  if (!application) return undefined;
  return {
    version: releaseOf(application, deploykf, problems),
    values: valuesOf(application, generatedFile, files, problems),
  };
}

function releaseOf(
  { source, version }: Application,
  deploykf: Node<DeploykfConfig>,
  problems: ProblemList,
): DeploykfVersion | undefined {
  const node = deploykf.at("version");
  if (!version) {
    if (node.value === undefined) deploykf.at("application").error(rules.versionNotStated(source.file));
    return parseVersion(node.value ?? "");
  }
  if (node.value !== undefined) {
    return node.errorAtKey(rules.besideApplication(node.key, source.file), { shown: true });
  }
  const key = `source_version in ${source.file}`;
  const [wrong, fork] = [checkVersion(key, version.text), forkTaken(key, version.text)];
  if (wrong) return problems.error(wrong, source.locate(version.path));
  if (fork) problems.warning(fork, source.locate(version.path));
  return parseVersion(version.text);
}

/** Its files in the order of the plugin, our block at its place or where it belongs, and the inline values. */
function valuesOf(
  application: Application,
  generatedFile: string,
  files: ProjectFiles,
  problems: ProblemList,
): GivenValues {
  const { source, valuesFiles, listPath, inline } = application;
  const top = pathOf(files, ".");
  const folder = folderOf(application, generatedFile, files);
  const own = pathOf(files, generatedFile);
  const listed = valuesFiles.map(
    ({ text, path }, index): ListedFile => ({
      value: projectPath(files, pathIn(folder, text)),
      key: `values_files[${index}] of ${source.file}`,
      words: {
        relativeTo: `paths in values_files begin at spec.source.path (${application.folder}) of the repository, here ${relative(top, folder) || "."}`,
      },
      error: (finding) => finding && problems.error(finding, source.locate(path)),
    }),
  );
  const isListed = listed.some(({ value }) => pathOf(files, value) === own);
  const place = isListed ? undefined : (inShellOrder([...listed.keys(), listed.length]).at(-1) ?? 0);
  const all =
    place === undefined
      ? listed
      : listed.toSpliced(place, 0, {
          value: generatedFile,
          key: "deploykf.generatedFile",
          words: { relativeTo: "" },
          error: (finding) => finding && problems.error(finding),
        });
  const order = inShellOrder([...all.keys()]);
  let toDo: string | undefined;
  if (place !== undefined) {
    const entry = relative(folder, own);
    const at = place === listed.length ? undefined : place + 1;
    problems.warning(rules.blockNotListed(source.file, entry, at), source.locateKey(listPath));
    toDo = `add - ${entry} ${rules.placeText(at)} of values_files in ${source.file}`;
  }
  if (order.some((index, position) => index !== position)) {
    problems.warning(rules.orderDiffers(source.file, order), source.locateKey(listPath));
  }
  const inlineName = `${source.file} (inline values)`;
  return {
    files: order.flatMap((index) => all[index] ?? []),
    application: {
      shown: { file: source.file, inline: inlineName, toDo },
      inline: inline && {
        parsed: source.inner(inline, inlineName, valuesSchema, valuesDisclosure),
        error: (finding) => finding && problems.error(finding, source.locate(inline)),
      },
    },
  };
}

/** As bash sorts `PARAM_VALUES_FILES_0` and the like: by name. */
export function inShellOrder(indexes: readonly number[]): readonly number[] {
  return [...indexes].sort((one, other) => (String(one) < String(other) ? -1 : 1));
}

/**
 * Where the plugin runs: `spec.source.path` below the top of the repository. That is the folder with `.git`, or in a
 * comparison the top of the tree, unless a folder between it and the Application has more of the files: then it is the nearest
 * such folder.
 */
function folderOf(application: Application, generatedFile: string, files: ProjectFiles): string {
  const own = pathOf(files, generatedFile);
  const isThere = (path: string) => path === own || "text" in files.read(projectPath(files, path));
  const above = foldersAbove(pathOf(files, dirname(application.source.file)));
  const top = above.findIndex((folder, index) =>
    files.confined ? index === above.length - 1 : isThere(join(folder, ".git")) || isThere(join(folder, ".git/HEAD")),
  );
  const candidates = top < 0 ? above : [...above.slice(top, top + 1), ...above.slice(0, top)];
  const scored = candidates.map((candidate) => {
    const folder = join(candidate, application.folder);
    return { folder, found: application.valuesFiles.filter(({ text }) => isThere(pathIn(folder, text))).length };
  });
  const most = Math.max(...scored.map(({ found }) => found));
  return scored.find(({ found }) => found === most)?.folder ?? pathOf(files, ".");
}

/** A folder and those that it is in, the nearest first. */
function foldersAbove(folder: string): readonly string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...foldersAbove(parent)];
}

function pathIn(folder: string, path: string): string {
  return isAbsolute(path) ? path : join(folder, path);
}

/** As the stack config would name it. */
function projectPath(files: ProjectFiles, path: string): string {
  return relative(pathOf(files, "."), path) || ".";
}
