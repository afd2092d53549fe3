/** What an account, a store or a cluster says of a thing; a timeout or a denial is `unknown`, never `absent`. */
export type Found =
  | { readonly answer: "absent" }
  | { readonly answer: "unknown"; readonly why: string }
  | { readonly answer: "there"; readonly thing: Thing };

export interface Thing {
  /** Tags, or a Kubernetes object's labels; empty where the store has none. */
  readonly tags: Readonly<Record<string, string>>;
  /** When it was made, as ISO 8601; undefined where that isn't told. */
  readonly created?: string | undefined;
  /** IAM path, or region: another one than the plan's would be replaced. */
  readonly place?: string | undefined;
  /** Access keys in a Secret. */
  readonly accessKeys?: readonly string[] | undefined;
  /** What it has beside what the plan knows, and keeps. */
  readonly keeps?: readonly string[] | undefined;
}

/** Whose a thing is by what it carries: another owner's name, or `ours`; undefined without any mark. */
type Owner = "ours" | { readonly other: string } | undefined;

const program = "deploykf-object-store";

export function ownerOf({ tags }: Thing, stack: string): Owner {
  const maker = tags["managed-by"];
  const named = tags["pulumi-stack"];
  if (named !== undefined && named !== stack) return { other: `the stack ${named}` };
  if (maker !== undefined && maker !== program) return { other: maker };
  if (maker === program && named === stack) return "ours";
  const label = tags["app.kubernetes.io/managed-by"];
  // Labels name the program, not the stack.
  return label === undefined || label === program ? undefined : { other: label };
}
