import { spawnSync } from "node:child_process";
import { fromElsewhere } from "./package-schema.js";

/** Prints the objects that a module's classes make, as JSON: constants as they are, and `null` for what code makes. */
const reader = `
import ast, json, sys
tree = ast.parse(sys.stdin.read())
def value(node):
    if isinstance(node, ast.Constant): return node.value
    if isinstance(node, ast.List): return [value(item) for item in node.elts]
    if isinstance(node, ast.Dict): return {value(key): value(of) for key, of in zip(node.keys, node.values)}
    return None
def owner(node): return isinstance(node, ast.Attribute) and getattr(node.value, "id", None)
made = [node for node in ast.walk(tree) if isinstance(node, ast.Assign) and owner(getattr(node.value, "func", None)) == sys.argv[1]]
print(json.dumps([{
    "type": node.value.func.attr,
    "args": {arg.arg: value(arg.value) for arg in node.value.keywords},
    "read": [one.attr for one in ast.walk(tree) if owner(one) == node.targets[0].id],
} for node in made]))
`;

interface Made {
  readonly type: string;
  /** Its named arguments. */
  readonly args: unknown;
  /** Its outputs that the program reads. */
  readonly read: readonly string[];
}

export const hasPython = spawnSync("python3", ["--version"]).status === 0;

/** What the classes of a module make in a program. */
export function pythonObjects(program: string, module: string): readonly Made[] {
  const { status, stdout, stderr } = spawnSync("python3", ["-c", reader, module], { input: program, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout, (_, value: unknown) => (value === null ? fromElsewhere : value));
}

/** As Pulumi's generated packages call a property. */
export function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
