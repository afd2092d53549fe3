import * as pulumi from "@pulumi/pulumi";
import { load } from "js-yaml";
import type { Asker } from "../../base/aws/ask-account.js";
import { brokenIssuerRule, eksRegionOf, issuerUrlOf, parseOidcProviderArn } from "../../base/aws/issuer.js";
import type { Finding, ProblemList } from "../../base/problems/problem.js";
import { isMap } from "../../base/yaml/merge.js";
import { askEks, type ClusterFacts, notReady, withoutIssuer } from "./ask-eks.js";
import { checkIssuerPartition } from "./rules.js";
import type { StackClusterSettings, StackOutput, StackOutputs } from "./settings.js";

/**
 * The cluster of another stack, from its outputs: the issuer where there are roles, the kubeconfig where it is asked for.
 * What they don't say is looked up by the cluster's name. Undefined where that found problems.
 */
export async function askStack(
  cluster: StackClusterSettings,
  { awsRegion, roles }: { readonly awsRegion: string | undefined; readonly roles: boolean },
  problems: ProblemList,
  asker?: Asker,
): Promise<ClusterFacts | undefined> {
  const { stack, outputs } = cluster;
  const reader = new OutputReader(stack, referenceTo(stack, asker), problems);
  const name = await reader.read(outputs.clusterName, asText);
  const lookUp = once(async () => {
    if (name === undefined) return undefined;
    const from = `the output ${outputs.clusterName.name} of the stack ${stack}`;
    if (cluster.region === "") return problems.error(regionMissing(name, from));
    const { region, profile } = cluster;
    return askEks({ name, region, profile, from }, awsRegion, problems, asker);
  });
  const kubeconfig = async () => {
    const given = await reader.read(outputs.kubeconfig, asKubeconfig);
    if (given !== undefined) return given;
    const looked = reader.failed ? undefined : await lookUp();
    const contents = await looked?.kubeconfig?.();
    if (looked && !contents && name !== undefined) problems.error(notReady(name));
    return contents;
  };
  // What is named has to exist, whether or not it is needed.
  const readIf = (needed: boolean, output: StackOutput, as: Reading) =>
    needed || output.stated ? reader.read(output, as) : undefined;
  await readIf(false, outputs.kubeconfig, asKubeconfig);
  const issuer = await readIf(roles, outputs.issuerUrl, asIssuer);
  const providerArn = await readIf(roles, outputs.providerArn, asProviderArn);
  if (reader.failed) return undefined;
  if (!roles) return { issuerUrl: undefined, kubeconfig };
  const said = issuer ?? (providerArn && parseOidcProviderArn(providerArn)?.issuerUrl);
  // A statement is compared with the cluster, unless it speaks of one that EKS doesn't know.
  const ofEks = cluster.issuerUrl === undefined || eksRegionOf(cluster.issuerUrl) !== undefined;
  const looked = said === undefined && ofEks ? await lookUp() : undefined;
  const issuerUrl = said ?? looked?.issuerUrl ?? cluster.issuerUrl;
  if (issuerUrl === undefined && name === undefined) problems.error(nothingThere(stack, outputs));
  else if (issuerUrl === undefined && name !== undefined && looked) problems.error(withoutIssuer(name));
  const region = awsRegion ?? cluster.region;
  const elsewhere = issuerUrl && checkIssuerPartition(`the issuer of the stack ${stack}`, issuerUrl, region);
  if (elsewhere) problems.error(elsewhere);
  return { issuerUrl, providerArn, kubeconfig };
}

function referenceTo(stack: string, asker: Asker | undefined): pulumi.StackReference {
  const name = asker ? `${asker.name}-cluster` : "cluster";
  return new pulumi.StackReference(name, { name: stack }, asker && { parent: asker.parent });
}

/** The same promise at every call. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => {
    answer ??= ask();
    return answer;
  };
}

/** Reads a stack's outputs; what isn't there or isn't right becomes a problem. */
class OutputReader {
  failed = false;

  constructor(
    private readonly stack: string,
    private readonly reference: pulumi.StackReference,
    private readonly problems: ProblemList,
  ) {}

  async read(output: StackOutput, as: Reading): Promise<string | undefined> {
    const { value, secretValue } = await this.reference.getOutputDetails(output.name);
    const given: unknown = value ?? secretValue;
    // A program that has none of it often exports an empty text.
    if (given === undefined || given === null || given === "") {
      if (output.stated) this.#fail(missing(this.stack, output.name));
      return undefined;
    }
    const result = as(given);
    if ("text" in result) return result.text;
    this.#fail(malformed(this.stack, output.name, result.expected));
    return undefined;
  }

  #fail(finding: Finding): void {
    this.failed = true;
    this.problems.error(finding);
  }
}

/** An output in the form that is needed, or what was expected of it: the value itself may be a secret. */
type Reading = (value: unknown) => { readonly text: string } | { readonly expected: string };

const asText: Reading = (value) =>
  typeof value === "string" && value !== "" ? { text: value } : { expected: "a text that isn't empty" };

const asIssuer: Reading = (value) => {
  const text = typeof value === "string" ? issuerUrlOf(value) : "";
  return brokenIssuerRule(text) === undefined ? { text } : { expected: "the URL of an OIDC issuer" };
};

const asProviderArn: Reading = (value) =>
  typeof value === "string" && parseOidcProviderArn(value)
    ? { text: value }
    : { expected: "the ARN of an IAM OIDC provider" };

const asKubeconfig: Reading = (value) => {
  const parsed = typeof value === "string" ? parsedYaml(value) : value;
  const isKubeconfig = isMap(parsed) && Array.isArray(parsed.clusters) && Array.isArray(parsed.users);
  if (!isKubeconfig) return { expected: "a kubeconfig with clusters and users" };
  return { text: typeof value === "string" ? value : JSON.stringify(value) };
};

function parsedYaml(text: string): unknown {
  try {
    return load(text);
  } catch {
    return undefined;
  }
}

const missing = (stack: string, name: string): Finding => ({
  code: "stack-output",
  message: `the stack ${stack} has no output ${name}`,
  rule: "cluster.outputs names it",
  mend: `correct cluster.outputs, or export it there: pulumi stack output --stack ${stack}`,
});

const malformed = (stack: string, name: string, expected: string): Finding => ({
  code: "stack-output",
  message: `the output ${name} of the stack ${stack} isn't usable`,
  rule: `expected ${expected}`,
  mend: `correct cluster.outputs: pulumi stack output --stack ${stack} prints what there is`,
});

const regionMissing = (name: string, from: string): Finding => ({
  code: "stack-output",
  message: `the EKS cluster ${name} can't be looked up: nobody says in which region it is`,
  rule: `the name comes from ${from}`,
  mend: "add cluster.region",
});

function nothingThere(stack: string, { issuerUrl, providerArn, clusterName }: StackOutputs): Finding {
  const names = [issuerUrl, providerArn, clusterName].map(({ name }) => name).join(", ");
  return {
    code: "stack-output",
    message: `the stack ${stack} has none of the outputs ${names}`,
    rule: "one of them tells the cluster's issuer",
    mend: `name them in cluster.outputs: pulumi stack output --stack ${stack} prints what there is`,
  };
}
