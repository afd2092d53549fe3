import { comparePlans } from "../../compare/compare.js";
import type { Comparison, Verdict } from "../../compare/printed.js";
import { type Change, config, without } from "./project.js";
import { accessRecordOf } from "./records.js";

/** Stacks for what a comparison says of them, and the comparison in the shortest form. */

export const compared = (before: readonly Change[], after: readonly Change[]) =>
  comparePlans(accessRecordOf(...before), accessRecordOf(...after));
export const verdictOf = (before: readonly Change[], after: readonly Change[]) => compared(before, after).verdict;
export const said = ({ consequences }: Comparison) =>
  consequences.map(({ kind, subjects, what }) => `${kind} ${subjects.join()}: ${what}`).join("\n");

export type Case = readonly [name: string, before: readonly Change[], after: readonly Change[], expected: Verdict];

export const keys = config("auth", { mode: "keys" });
export const kubeconfig = config("cluster", { source: "kubeconfig", context: "acme" });
export const shared = config("auth", { mode: "keys", profileKeys: "shared" });
export const eks = (more: object = {}) => config("cluster", { source: "eks", name: "analytics", ...more });
export const made = (more: object = {}) =>
  config("cluster", { source: "new", kubernetesVersion: "1.33", issuerUrl, ...more });
export const issuerUrl = "https://oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF";
export const admin = {
  kind: "AwsIamForServiceAccount",
  spec: { awsIamRole: "arn:aws:iam::111122223333:role/Admin", AnnotateOnly: true },
};
export const secret = (name: string) => ({
  tools: { kubeflowPipelines: { objectStoreAuth: { existingSecret: name } } },
});
export const minio = [
  ...[keys, kubeconfig, without("aws:region"), without("accountId"), config("platform", "minio")],
  ...[config("objectStore", { host: "minio.acme.example" }), config("bucket.create", false)],
];
export const azure = (more: object) => [
  ...[kubeconfig, without("aws:region"), without("accountId"), config("platform", "azure-s3proxy")],
  ...[config("auth", { mode: "keys", keySource: "provided" }), config("objectStore", { s3proxy: more })],
  config("keys", { secure: "v1:abc" }),
];
export const gcs = (project: string) => [
  ...[keys, kubeconfig, without("aws:region"), without("accountId"), config("platform", "gcs")],
  ...[config("bucket.region", "europe-west1"), config("gcp:project", project)],
];
export const provided = (ciphertext: string) => [
  ...[config("auth", { mode: "keys", keySource: "provided" }), kubeconfig],
  config("keys", { secure: ciphertext }),
];
