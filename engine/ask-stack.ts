import * as pulumi from "@pulumi/pulumi";
import { load } from "js-yaml";
import { brokenIssuerRule, issuerUrlOf, parseOidcProviderArn } from "../aws/issuer.js";
import type { Settings } from "../config/settings.js";
import type { StackOutput, StackOutputs } from "../config/settings-cluster.js";
import { isMap } from "../deploykf/merge.js";
import { usesRoles } from "../plan/oidc-provider.js";
import type { Finding, ProblemList } from "../problems/problem.js";
import type { ClusterFacts } from "./ask-cluster.js";

interface OtherStack {
  readonly stack: string;
  readonly outputs: StackOutputs;
}

/**
 * The cluster of another stack, from its outputs; `askEks` looks a cluster up whose name is all that they give.
 * Undefined where an output that is named is missing, or one isn't what it should be.
 */
export async function askStack(
  { stack, outputs }: OtherStack,
  settings: Settings,
  problems: ProblemList,
  askEks: (name: string) => Promise<ClusterFacts | undefined>,
): Promise<ClusterFacts | undefined> {
  const reference = new pulumi.StackReference("cluster", { name: stack });
  const reader = new OutputReader(stack, reference, problems);
  const issuer = await reader.read(outputs.issuerUrl, asIssuer);
  const providerArn = await reader.read(outputs.providerArn, asProviderArn);
  const kubeconfig = await reader.read(outputs.kubeconfig, asKubeconfig);
  const name = await reader.read(outputs.clusterName, asText);
  if (reader.failed) return undefined;
  const issuerUrl = issuer ?? (providerArn && parseOidcProviderArn(providerArn)?.issuerUrl);
  const looked = name !== undefined && (!issuerUrl || !kubeconfig) ? await askEks(name) : undefined;
  const found = issuerUrl ?? looked?.issuerUrl;
  if (found === undefined && !looked && usesRoles(settings)) problems.error(nothingThere(stack, outputs));
  return {
    issuerUrl: found,
    providerArn,
    kubeconfig: kubeconfig === undefined ? looked?.kubeconfig : pulumi.secret(kubeconfig),
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
    if (given === undefined || given === null) {
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

function missing(stack: string, name: string): Finding {
  return {
    code: "stack-output",
    message: `the stack ${stack} has no output ${name}`,
    rule: "cluster.outputs names it",
    mend: `correct cluster.outputs, or export it there: pulumi stack output --stack ${stack}`,
  };
}

function malformed(stack: string, name: string, expected: string): Finding {
  return {
    code: "stack-output",
    message: `the output ${name} of the stack ${stack} isn't usable`,
    rule: `expected ${expected}`,
    mend: `correct cluster.outputs: pulumi stack output --stack ${stack} prints what there is`,
  };
}

function nothingThere(stack: string, { issuerUrl, providerArn, clusterName }: StackOutputs): Finding {
  const names = [issuerUrl, providerArn, clusterName].map(({ name }) => name).join(", ");
  return {
    code: "stack-output",
    message: `the stack ${stack} has none of the outputs ${names}`,
    rule: "one of them tells the cluster's issuer",
    mend: `name them in cluster.outputs: pulumi stack output --stack ${stack} prints what there is`,
  };
}
