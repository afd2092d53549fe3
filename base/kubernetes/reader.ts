import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type {
  Configuration,
  CoreV1Api,
  KubeConfig,
  KubernetesObjectApi,
  RequestContext,
  ResponseContext,
  User,
} from "@kubernetes/client-node";
import { z } from "zod";
import { Unseen } from "./answer.js";
import { base64, loadedKubeconfig } from "./ask-kubeconfig.js";
import type { KubeconfigSource } from "./kubeconfig.js";

/** The client is loaded where a cluster is asked; as an ES module, which not every Node gives to require. */
const client = () => import("@kubernetes/client-node");

/** The cluster's claims and volumes; see {@link configurationOf}. */
export async function clusterReader(cluster: KubeconfigSource, signal: AbortSignal): Promise<CoreV1Api> {
  const { CoreV1Api } = await client();
  return new CoreV1Api(await configurationOf(cluster, signal));
}

/** Objects of any kind, by name; see {@link configurationOf}. */
export async function objectReader(cluster: KubeconfigSource, signal: AbortSignal): Promise<KubernetesObjectApi> {
  const { KubernetesObjectApi } = await client();
  return new KubernetesObjectApi(await configurationOf(cluster, signal));
}

/**
 * How the cluster's API is asked; requests end with the signal.
 * @throws Unseen where the kubeconfig can't be used
 */
async function configurationOf(cluster: KubeconfigSource, signal: AbortSignal): Promise<Configuration> {
  const { createConfiguration, KubeConfig, ServerConfiguration } = await client();
  const config = loadedKubeconfig(cluster, () => new KubeConfig());
  const [server, user] = [config.getCurrentCluster()?.server ?? "", config.getCurrentUser()];
  const authenticated = user?.exec ? withUser(config, await withToken(user, signal), new KubeConfig()) : config;
  const ending = {
    pre: async (request: RequestContext) => {
      request.setSignal(signal);
      return request;
    },
    post: async (response: ResponseContext) => response,
  };
  return createConfiguration({
    baseServer: new ServerConfiguration(server, {}),
    authMethods: { default: authenticated },
    promiseMiddleware: [ending],
  });
}

function withUser(config: KubeConfig, user: User, changed: KubeConfig): KubeConfig {
  const { clusters, contexts, currentContext } = config;
  changed.loadFromOptions({ clusters, contexts, currentContext, users: [user] });
  return changed;
}

/** Source: Kubernetes, "Authenticating", client-go credential plugins. */
const execShape = z.object({
  apiVersion: z.string(),
  command: z.string(),
  args: z.array(z.string()).nullish(),
  env: z.array(z.object({ name: z.string(), value: z.string() })).nullish(),
});
const credentialShape = z.object({
  status: z.object({
    token: z.string().optional(),
    clientCertificateData: z.string().optional(),
    clientKeyData: z.string().optional(),
  }),
});

/** The user with what its command prints, such as that of `aws eks get-token`; the client itself would wait for ever. */
async function withToken({ exec, ...user }: User, signal: AbortSignal): Promise<User> {
  try {
    const { apiVersion, command, args, env } = execShape.parse(exec);
    const info = JSON.stringify({ apiVersion, kind: "ExecCredential", spec: { interactive: false } });
    const own = Object.fromEntries((env ?? []).map(({ name, value }) => [name, value]));
    const run = promisify(execFile)(command, args ?? [], {
      env: { ...process.env, KUBERNETES_EXEC_INFO: info, ...own },
      signal,
      killSignal: "SIGKILL",
    });
    run.child.stdin?.end();
    const { status } = credentialShape.parse(JSON.parse((await run).stdout));
    const { token, clientCertificateData, clientKeyData } = status;
    return {
      ...user,
      ...(token !== undefined && { token }),
      ...(clientCertificateData !== undefined && { certData: base64(clientCertificateData) }),
      ...(clientKeyData !== undefined && { keyData: base64(clientKeyData) }),
    };
  } catch {
    throw new Unseen("the kubeconfig's command for a token failed");
  }
}
