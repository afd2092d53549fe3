import type { LeafChange } from "./leaves.js";

/** What of the config, the target, the program and the values widens access when it differs: one table, the first row that fits. */

/** What a difference of one leaf of the record is to access. */
type Judgement = "widens" | "narrows" | "changes";

type Judge = (before: unknown, after: unknown) => Judgement;

/** One rule: leaves below a path, what their difference is, and in words what follows from it. */
interface Rule {
  /**
   * A path as steps with dots between them: the rule is of the leaf there, and of all below it. A `*` is any steps, with
   * the last one behind it.
   */
  readonly at: string;
  readonly judge: Judge;
  /** Ends a sentence that has named the leaf and both values. */
  readonly effect: string;
  /** Whether it is no part of a digest: nobody's access hangs on it, on either side. */
  readonly harmless?: true;
}

const changes: Judge = () => "changes";
const widens: Judge = () => "widens";
/** Something that refuses: more of it narrows, less or another of it widens. */
const guard: Judge = (before) => (before === undefined ? "narrows" : "widens");
const guardFlag: Judge = (_, after) => (after === true ? "narrows" : "widens");
const openFlag: Judge = (_, after) => (after === true ? "widens" : "narrows");
const onceThere: Judge = (before) => (before === undefined ? "changes" : "widens");
const unlessGone: Judge = (_, after) => (after === undefined ? "changes" : "widens");
const amazonHost = /^s3(?:[.-][a-z0-9.-]*)?\.amazonaws\.com(?:\.cn)?$/;
const unlessAmazon: Judge = (before, after) =>
  [before, after].every((host) => amazonHost.test(String(host))) ? "changes" : "widens";

/** Of the committed block, as `planned DIGEST` or `other DIGEST`: one that is only stale is no other one. */
const unlessPlanned: Judge = (before, after) => {
  const [[, old], [state, now]] = [before, after].map((one) => String(one).split(" ")) as [string[], string[]];
  return state === "other" && now !== old ? "widens" : "changes";
};

const harmless = (at: string): Rule => ({ at, judge: changes, effect: "", harmless: true });

const otherProgram = "another program may run, or its state be another";
const otherTarget = "what is planned, and everybody's access, is then there";
const otherProvider = "pulumi up may then work as somebody else, or on another cloud, server or account";
const otherState = "the stack's secrets may then be opened by others";
const guardGone = "what it refused may be allowed";
const otherKey = "it can't be known that it is the same credential";
const otherFile = "pulumi up reads it, and may then work as somebody else or elsewhere";
const otherBlock = "deployKF reads this file, and it isn't what the plan says, as values check shows";
const otherKeyName = "another key of a Secret may be another credential";
const otherValues = "where the backend's clients go, and as whom, is decided there";

/** Judged with the other side's access in view: consequences/cluster.ts. */
const judgedElsewhere = "";

/** Settings of providers that decide neither where nor as whom. */
const harmlessProviders = [
  ...["aws:defaultTags", "aws:ignoreTags", "aws:maxRetries", "aws:retryMode"],
  ...["gcp:defaultLabels", "gcp:requestTimeout", "gcp:requestReason", "pulumi:tags"],
];

/** Names of keys in Secrets, wherever the config has them. */
const keyNames = ["accessKeyKey", "secretKeyKey", "backendAccessKeyKey", "backendSecretKeyKey"];

/** Parts of Pulumi.yaml that are read by people alone. */
const texts = ["description", "author", "website", "license", "template"];

/** Settings on which nobody's access hangs. What decides access by way of a plan is compared there as well. */
const harmlessConfig = [
  ...["tags", "bucket.retention", "bucket.accessLogs", "deploykf.generatedFile", "deploykf.valuesFiles"],
  "deploykf.application",
  ...["cluster.nodes", "cluster.kubernetesVersion", "cluster.logTypes", "cluster.profile"],
];
const harmlessCluster = ["nodes", "kubernetesVersion", "logTypes", "profile"];

/** The first that fits. Every area ends with a rule for what no other speaks of: it changes at least. */
const rules: readonly Rule[] = [
  ...harmlessProviders.map((key) => harmless(`providers.${key}`)),
  { at: "providers", judge: widens, effect: otherProvider },
  ...texts.map((key) => harmless(`program.${key}`)),
  { at: "state.encryptionsalt", judge: onceThere, effect: otherState },
  { at: "state.encryptedkey", judge: onceThere, effect: otherState },
  { at: "state", judge: widens, effect: otherState },
  { at: "program", judge: widens, effect: otherProgram },
  { at: "target.cluster", judge: changes, effect: judgedElsewhere },
  { at: "target.endpoint.host", judge: unlessAmazon, effect: otherTarget },
  { at: "target", judge: widens, effect: otherTarget },
  ...keyNames.map((name): Rule => ({ at: `config.*.${name}`, judge: widens, effect: otherKeyName })),
  { at: "config.keys", judge: unlessGone, effect: otherKey },
  { at: "config.auth.permissionsBoundary", judge: guard, effect: guardGone },
  ...harmlessConfig.map((key) => harmless(`config.${key}`)),
  { at: "config", judge: changes, effect: "" },
  { at: "cluster.deletionProtection", judge: guardFlag, effect: "the cluster may be deleted" },
  { at: "cluster.secretsKmsKeyArn", judge: onceThere, effect: "the cluster's Secrets are encrypted by another key" },
  { at: "cluster.api.private", judge: openFlag, effect: "who may reach the cluster's API server changes" },
  { at: "cluster.api", judge: changes, effect: judgedElsewhere },
  ...harmlessCluster.map((key) => harmless(`cluster.${key}`)),
  { at: "cluster", judge: changes, effect: "" },
  harmless("values.kubeflow_dependencies.kubeflow_argo_workflows.artifactRepository.keyFormat"),
  // What becomes of its data: consequences/minio.ts.
  { at: "values.deploykf_opt.deploykf_minio", judge: changes, effect: judgedElsewhere },
  { at: "values", judge: widens, effect: otherValues },
  { at: "files", judge: widens, effect: otherFile },
  { at: "block", judge: unlessPlanned, effect: otherBlock },
  harmless("sections"),
];

export function ruleOf(path: readonly string[]): Rule {
  const text = path.join(".");
  const ends = [...text.matchAll(/\.|$/g)].map(({ index }) => text.slice(0, index));
  const places = [...ends, `${path[0]}.*.${path.at(-1)}`];
  const first = Math.min(...places.map((place) => ruleAt.get(place) ?? rules.length));
  const rule = rules[first];
  if (!rule) throw new Error(`the record has an area that no rule is of: ${path[0]}`);
  return rule;
}

/** Which rule is of a path, by its place in the table. */
const ruleAt = new Map(rules.map(({ at }, index) => [at, index] as const).reverse());

export function judged(change: LeafChange): { readonly rule: Rule; readonly judgement: Judgement } {
  const rule = ruleOf(change.path);
  return { rule, judgement: rule.judge(change.before, change.after) };
}
