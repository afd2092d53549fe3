import { AsciiTree } from "oo-ascii-tree";
import { counted, paragraph, withCommas } from "../../base/problems/text.js";
import { isMap } from "../../base/yaml/merge.js";
import type { RecordedResource } from "../offline/recorder.js";

/** Children of one parent shown one by one before the rest is only counted. */
const mostShown = 20;

/** The resources as a tree, and how many of each type. */
export function treeLines(resources: readonly RecordedResource[]): string[] {
  const children = new Map<string | undefined, RecordedResource[]>();
  for (const resource of resources) {
    const siblings = children.get(resource.parent);
    if (siblings) siblings.push(resource);
    else children.set(resource.parent, [resource]);
  }
  const tree = new AsciiTree();
  const roots = children.get(undefined) ?? [];
  for (const root of roots) tree.add(...subtrees(root.urn, children));
  const lines = tree.toString().trimEnd().split("\n");
  return [...lines.map((line) => `  ${line}`.trimEnd()), ...countLines(resources)];
}

function subtrees(parent: string, children: ReadonlyMap<string | undefined, RecordedResource[]>): AsciiTree[] {
  const all = children.get(parent) ?? [];
  const shown = all.slice(0, mostShown).map((one) => new AsciiTree(label(one), ...subtrees(one.urn, children)));
  const rest = all.length - shown.length;
  return rest > 0 ? [...shown, new AsciiTree(`... and ${withCommas(rest)} more`)] : shown;
}

function label({ type, name, inputs, protect, retainOnDelete }: RecordedResource): string {
  const physical = physicalName[type]?.(inputs);
  const shown = typeof physical === "string" ? physical : name;
  const marks = retainOnDelete ? (protect ? " [kept]" : " [never deleted]") : protect ? " [protected]" : "";
  return `${typeName(type)} ${shown}${marks}`;
}

function typeName(type: string): string {
  if (type.startsWith("pulumi:providers:")) return "Provider";
  return typeNames[type] ?? type.split(":").at(-1) ?? type;
}

/** Where the last part of a type says too little. */
const typeNames: Readonly<Record<string, string>> = {
  "gcp:serviceaccount/account:Account": "ServiceAccount",
};

const physicalName: Readonly<Record<string, (inputs: RecordedResource["inputs"]) => unknown>> = {
  "aws:s3/bucket:Bucket": ({ bucket }) => bucket,
  "aws:iam/role:Role": ({ name }) => name,
  "aws:iam/user:User": ({ name }) => name,
  "minio:index/s3Bucket:S3Bucket": ({ bucket }) => bucket,
  "minio:index/iamUser:IamUser": ({ name }) => name,
  "minio:index/iamPolicy:IamPolicy": ({ name }) => name,
  "gcp:storage/bucket:Bucket": ({ name }) => name,
  "gcp:serviceaccount/account:Account": ({ accountId }) => accountId,
  "gcp:projects/iAMCustomRole:IAMCustomRole": ({ roleId }) => roleId,
  "kubernetes:core/v1:Namespace": ({ metadata }) => isMap(metadata) && metadata.name,
  ...Object.fromEntries(
    [
      ...["core/v1:Secret", "core/v1:Service", "core/v1:ServiceAccount", "apps/v1:Deployment"],
      ...["networking.k8s.io/v1:NetworkPolicy", "policy/v1:PodDisruptionBudget"],
      ...["ceph.rook.io/v1:CephObjectStoreUser", "objectbucket.io/v1alpha1:ObjectBucketClaim"],
    ].map((type) => [`kubernetes:${type}`, inNamespace]),
  ),
};

function inNamespace({ metadata }: RecordedResource["inputs"]): unknown {
  return isMap(metadata) && `${metadata.namespace}/${metadata.name}`;
}

function countLines(resources: readonly RecordedResource[]): string[] {
  const real = resources.filter(({ custom }) => custom);
  const kept = real.filter(({ protect, retainOnDelete }) => protect && retainOnDelete).length;
  const locked = real.filter(({ protect, retainOnDelete }) => protect && !retainOnDelete).length;
  const remote = resources.filter(({ custom, type }) => !custom && type.startsWith("eks:")).length;
  const notes = [
    counted(real.length, "resource"),
    kept > 0 && `${kept} [kept]: protected, and left in place by destroy`,
    locked > 0 && `${locked} [protected]: destroy refuses them`,
    remote > 0 && "and what @pulumi/eks makes below its Cluster and ManagedNodeGroup",
  ];
  return ["", ...paragraph("  ", notes.filter(Boolean).join("; "))];
}
