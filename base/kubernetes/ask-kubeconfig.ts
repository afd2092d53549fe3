import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import type { Cluster, KubeConfig, User } from "@kubernetes/client-node";
import { load } from "js-yaml";
import { readPlainFile } from "../files/read.js";
import { isMap } from "../yaml/merge.js";
import { Unseen } from "./answer.js";
import { kubeconfigPath } from "./ask-kubeconfig-path.js";
import type { KubeconfigFile, KubeconfigSource } from "./kubeconfig.js";

type Create = () => KubeConfig;

/**
 * The kubeconfig, with what its user and cluster need from other files in it: the client itself would read any file,
 * a FIFO too, to an end that may never come.
 * `create` makes an empty one.
 * @throws Unseen
 */
export function loadedKubeconfig(source: KubeconfigSource, create: Create): KubeConfig {
  try {
    return withoutFiles(
      "contents" in source ? parsed(source.contents, create) : fromFiles(source.file, create),
      create,
    );
  } catch (error) {
    throw error instanceof Unseen ? error : new Unseen("the kubeconfig can't be read");
  }
}

/** As `kubectl` finds it where no path is given: KUBECONFIG, ~/.kube/config, or the pod's own service account. */
function fromFiles({ path, context }: KubeconfigFile, create: Create): KubeConfig {
  const { KUBECONFIG } = process.env;
  const named = path !== undefined ? [kubeconfigPath(path)] : (KUBECONFIG ?? "").split(delimiter).filter(Boolean);
  const config = named.length > 0 ? merged(named, create) : ofHomeOrPod(join(homedir(), ".kube", "config"), create);
  if (context !== undefined) config.setCurrentContext(context);
  return config;
}

/** The first file's context counts. */
function merged([first = "", ...others]: readonly string[], create: Create): KubeConfig {
  const config = fromFile(first, create);
  for (const file of others) config.mergeConfig(fromFile(file, create), true);
  return config;
}

function ofHomeOrPod(file: string, create: Create): KubeConfig {
  if (!isMissing(file)) return fromFile(file, create);
  if (isMissing(podToken)) throw new Unseen("there is no kubeconfig");
  const config = create();
  config.loadFromCluster();
  return config;
}

/** Source: Kubernetes, "Accessing the Kubernetes API from a Pod". */
const podToken = "/var/run/secrets/kubernetes.io/serviceaccount/token";

function isMissing(file: string): boolean {
  const read = readPlainFile(file);
  return "unread" in read && read.unread.reason === "missing";
}

function fromFile(file: string, create: Create): KubeConfig {
  const config = parsed(textOf(file, "the kubeconfig"), create);
  config.makePathsAbsolute(dirname(file));
  return config;
}

function parsed(text: string, create: Create): KubeConfig {
  if (hasTokenFile(load(text)))
    throw new Unseen("the kubeconfig has the key token-file, which Kubernetes doesn't know");
  const config = create();
  config.loadFromString(text);
  return config;
}

/** The client would read that file while it parses. */
function hasTokenFile(content: unknown): boolean {
  const users = isMap(content) && Array.isArray(content.users) ? content.users : [];
  return users.some((user: unknown) => isMap(user) && isMap(user.user) && "token-file" in user.user);
}

function withoutFiles(config: KubeConfig, create: Create): KubeConfig {
  const [cluster, user] = [config.getCurrentCluster(), config.getCurrentUser()];
  if (!cluster?.server || !user) throw new Unseen("the kubeconfig has no such context, or no cluster and user for it");
  const { contexts, currentContext } = config;
  const changed = create();
  changed.loadFromOptions({ contexts, currentContext, clusters: [clusterOf(cluster)], users: [userOf(user)] });
  return changed;
}

function clusterOf({ caFile, ...cluster }: Cluster): Cluster {
  return { ...cluster, ...(caFile && { caData: base64(textOf(caFile, "the kubeconfig's certificate-authority")) }) };
}

function userOf({ certFile, keyFile, ...user }: User): User {
  const { authProvider }: { authProvider?: unknown } = user;
  const provided = isMap(authProvider) && isMap(authProvider.config) ? authProvider.config.tokenFile : undefined;
  return {
    ...user,
    ...(certFile && { certData: base64(textOf(certFile, "the kubeconfig's client-certificate")) }),
    ...(keyFile && { keyData: base64(textOf(keyFile, "the kubeconfig's client-key")) }),
    ...(typeof provided === "string" && {
      authProvider: undefined,
      token: textOf(provided, "the file of the kubeconfig's token").trim(),
    }),
  };
}

/** @throws Unseen by what the file is, never by what is in it */
function textOf(file: string, what: string): string {
  const read = readPlainFile(file);
  if ("text" in read && read.text !== "") return read.text;
  const isSpecial = "unread" in read && read.unread.reason === "not-plain";
  throw new Unseen(isSpecial ? `${what} isn't a plain file` : `${what} can't be read`);
}

/** A kubeconfig has certificates in base64; commands and files have them as they are. */
export function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}
