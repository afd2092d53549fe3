import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { renderProperties } from "../../subjects/s3proxy/properties.js";
import { modes } from "../support/baseline.js";
import { components } from "../support/expected.js";
import { clusterResources, type DescribedKey, describedKeys, secretResource } from "../support/expected-keys.js";
import { keyStack, planted, providedFor } from "../support/key-stacks.js";
import { backendName, profileName } from "../support/key-values.js";
import { runProgram, tryProgram } from "../support/program.js";

const storageAccountKey = `${"PLANTED+account/key".padEnd(86, "0")}==`;
const clientId = "0a1b2c3d-0000-4000-8000-00000000000f";
const image =
  "docker.io/andrewgaul/s3proxy:4.1.1@sha256:87662b2a5afcdfa5f478a1c61650bae4c87bbd15f6ff2823236bcfd66ef7fe04";

const stackWith = (s3proxy: object = {}, keys: object = { ...providedFor("team-1", "team-2"), storageAccountKey }) =>
  keyStack({
    "aws:region": undefined,
    accountId: undefined,
    platform: "azure-s3proxy",
    bucket: { name: "acme-test-pipelines" },
    objectStore: { s3proxy: { storageAccount: "acmekubeflow", ...s3proxy } },
    keys,
  });

const selected = { "app.kubernetes.io/name": "s3proxy", "app.kubernetes.io/component": "object-store" };
const labels = { ...selected, "app.kubernetes.io/managed-by": "deploykf-object-store" };
const parent = "S3Proxy kubeflow-s3proxy";
const provider = "kubernetes kubeflow-secrets";
const namespace = "Namespace kubeflow-namespace-s3proxy";
const metadata = { name: "s3proxy", namespace: "s3proxy", labels };

/** Written apart from the program: a properties file, and the digest of all. */
const files = (azure: { readonly account: string | undefined; readonly tls: boolean }) => {
  const server = {
    blobEndpoint: "https://acmekubeflow.blob.core.windows.net",
    storageAccount: azure.account,
    tls: azure.tls,
  };
  const textOf = (who: string) => renderProperties(server, { ...planted(who), storageAccountKey });
  return {
    "backend.properties": textOf("backend"),
    "profile-team-1.properties": textOf("team-1"),
    "profile-team-2.properties": textOf("team-2"),
  };
};
const digest = (texts: object) => createHash("sha256").update(JSON.stringify(texts)).digest("hex");

const spread = (topologyKey: string) => ({
  maxSkew: 1,
  topologyKey,
  whenUnsatisfiable: "ScheduleAnyway",
  labelSelector: { matchLabels: selected },
});

interface Variant {
  readonly texts: object;
  readonly port?: number;
  readonly scheme?: string;
  readonly accountAnnotations?: object;
  readonly podLabels?: object;
  readonly javaOptions?: readonly string[];
  readonly env?: readonly object[];
  readonly mounts?: readonly object[];
  readonly volumes?: readonly object[];
}

/** Everything that stands in S3Proxy's namespace. */
function s3proxyResources(variant: Variant): Record<string, DescribedKey> {
  const { texts, port = 8080, scheme = "HTTP", accountAnnotations, podLabels, javaOptions = [] } = variant;
  const httpGet = { path: "/healthz", port: "s3", scheme };
  const tcpSocket = { port: "s3" };
  const common = { parent, provider, dependsOn: [namespace] };
  const properties = Object.keys(texts).flatMap((file) => ["--properties", `/etc/s3proxy/${file}`]);
  return {
    "S3Proxy kubeflow-s3proxy": { parent: "DeploykfObjectStore kubeflow", inputs: {} },
    "Secret kubeflow-s3proxy": {
      ...common,
      inputs: {
        apiVersion: "v1",
        kind: "Secret",
        metadata: { ...metadata, name: "s3proxy-identities" },
        type: "Opaque",
        stringData: { secret: texts },
      },
      secretOutputs: ["data", "stringData"],
    },
    "ServiceAccount kubeflow-s3proxy": {
      ...common,
      inputs: {
        apiVersion: "v1",
        kind: "ServiceAccount",
        metadata: { ...metadata, ...(accountAnnotations && { annotations: accountAnnotations }) },
        automountServiceAccountToken: false,
      },
    },
    "NetworkPolicy kubeflow-s3proxy": {
      ...common,
      inputs: {
        apiVersion: "networking.k8s.io/v1",
        kind: "NetworkPolicy",
        metadata,
        spec: {
          podSelector: { matchLabels: selected },
          policyTypes: ["Ingress"],
          ingress: [
            {
              from: [
                {
                  namespaceSelector: {
                    matchExpressions: [
                      {
                        key: "kubernetes.io/metadata.name",
                        operator: "In",
                        values: ["kubeflow", "kubeflow-argo-workflows", "team-1", "team-2"],
                      },
                    ],
                  },
                },
              ],
              ports: [{ protocol: "TCP", port }],
            },
          ],
        },
      },
    },
    "Deployment kubeflow-s3proxy": {
      parent,
      provider,
      dependsOn: [
        namespace,
        "NetworkPolicy kubeflow-s3proxy",
        "Secret kubeflow-s3proxy",
        "ServiceAccount kubeflow-s3proxy",
      ],
      inputs: {
        apiVersion: "apps/v1",
        kind: "Deployment",
        metadata,
        spec: {
          replicas: 2,
          revisionHistoryLimit: 3,
          selector: { matchLabels: selected },
          strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
          template: {
            metadata: {
              labels: { ...labels, "sidecar.istio.io/inject": "false", ...podLabels },
              annotations: { "deploykf-object-store/identities": { secret: digest(texts) } },
            },
            spec: {
              serviceAccountName: "s3proxy",
              automountServiceAccountToken: false,
              enableServiceLinks: false,
              terminationGracePeriodSeconds: 45,
              securityContext: {
                runAsNonRoot: true,
                runAsUser: 65_532,
                runAsGroup: 65_532,
                fsGroup: 65_532,
                seccompProfile: { type: "RuntimeDefault" },
              },
              topologySpreadConstraints: [spread("topology.kubernetes.io/zone"), spread("kubernetes.io/hostname")],
              containers: [
                {
                  name: "s3proxy",
                  image,
                  imagePullPolicy: "IfNotPresent",
                  command: ["java"],
                  args: [
                    "-XX:MaxRAMPercentage=75",
                    "-XX:+ExitOnOutOfMemoryError",
                    ...javaOptions,
                    "-jar",
                    "/opt/s3proxy/s3proxy",
                    ...properties,
                  ],
                  env: [{ name: "AZURE_ENABLE_HTTP_CLIENT_SHARING", value: "true" }, ...(variant.env ?? [])],
                  ports: [{ name: "s3", containerPort: port, protocol: "TCP" }],
                  startupProbe: { httpGet, periodSeconds: 2, timeoutSeconds: 2, failureThreshold: 90 },
                  readinessProbe: { tcpSocket, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 },
                  livenessProbe: { tcpSocket, periodSeconds: 20, timeoutSeconds: 5, failureThreshold: 3 },
                  lifecycle: { preStop: { exec: { command: ["sleep", "5"] } } },
                  resources: { requests: { cpu: "250m", memory: "1Gi" }, limits: { cpu: "2", memory: "4Gi" } },
                  securityContext: {
                    allowPrivilegeEscalation: false,
                    readOnlyRootFilesystem: true,
                    capabilities: { drop: ["ALL"] },
                  },
                  volumeMounts: [
                    { name: "identities", mountPath: "/etc/s3proxy", readOnly: true },
                    { name: "tmp", mountPath: "/tmp" },
                    ...(variant.mounts ?? []),
                  ],
                },
              ],
              volumes: [
                { name: "identities", secret: { secretName: "s3proxy-identities", defaultMode: 288 } },
                { name: "tmp", emptyDir: { sizeLimit: "64Mi" } },
                ...(variant.volumes ?? []),
              ],
            },
          },
        },
      },
    },
    "Service kubeflow-s3proxy": {
      ...common,
      inputs: {
        apiVersion: "v1",
        kind: "Service",
        metadata,
        spec: {
          type: "ClusterIP",
          selector: selected,
          ports: [{ name: scheme.toLowerCase(), port, targetPort: "s3", protocol: "TCP" }],
        },
      },
    },
    "PodDisruptionBudget kubeflow-s3proxy": {
      ...common,
      inputs: {
        apiVersion: "policy/v1",
        kind: "PodDisruptionBudget",
        metadata,
        spec: { maxUnavailable: 1, selector: { matchLabels: selected } },
      },
    },
  };
}

const principals = (preview: boolean): Record<string, DescribedKey> => ({
  ...secretResource({
    ...{ preview, key: "backend", principal: "backend", name: backendName, content: planted("backend") },
    names: ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"],
  }),
  ...Object.fromEntries(
    ["team-1", "team-2"].flatMap((name) => {
      const parts = { preview, key: `profile-${name}`, principal: `profile ${name}`, name: profileName(name) };
      return Object.entries(secretResource({ ...parts, content: planted(name) }));
    }),
  ),
});

const variants: Readonly<Record<string, readonly [stack: () => ReturnType<typeof stackWith>, variant: Variant]>> = {
  "the account's key": [() => stackWith(), { texts: files({ account: "acmekubeflow", tls: false }) }],
  "a workload identity": [
    () => stackWith({ clientId }, providedFor("team-1", "team-2")),
    {
      texts: files({ account: undefined, tls: false }),
      accountAnnotations: { "azure.workload.identity/client-id": clientId },
      podLabels: { "azure.workload.identity/use": "true" },
    },
  ],
  TLS: [
    () => stackWith({ tls: { secretName: "keystore", keystoreKey: "store.p12" } }),
    {
      texts: files({ account: "acmekubeflow", tls: true }),
      port: 8443,
      scheme: "HTTPS",
      javaOptions: ["-Ds3proxy.keystore-password=$(KEYSTORE_PASSWORD)"],
      env: [{ name: "KEYSTORE_PASSWORD", valueFrom: { secretKeyRef: { name: "keystore", key: "password" } } }],
      mounts: [{ name: "keystore", mountPath: "/etc/s3proxy-tls", readOnly: true }],
      volumes: [
        {
          name: "keystore",
          secret: {
            secretName: "keystore",
            defaultMode: 288,
            items: [{ key: "store.p12", path: "keystore.p12" }],
          },
        },
      ],
    },
  ],
};

describe.each(modes)("S3Proxy, %s", (_, preview) => {
  test.each(Object.entries(variants))("%s: every resource, whole", async (_, [stack, variant]) => {
    const run = await runProgram(stack(), { preview });

    expect(describedKeys(run)).toEqual({
      ...components("test"),
      ...clusterResources("kubeflow", "s3proxy"),
      ...principals(preview),
      ...s3proxyResources(variant),
    });
    expect(run.calls).toEqual([]);
    expect(run.outputs.deploykfValuesObject).toMatchObject({
      kubeflow_tools: {
        pipelines: {
          bucket: { name: "acme-test-pipelines", region: "us-east-1" },
          objectStore: {
            host: "s3proxy.s3proxy.svc.cluster.local",
            port: String(variant.port ?? 8080),
            useSSL: variant.scheme === "HTTPS",
          },
        },
      },
    });
  });
});

const marker = "4dabf18193072939515e22adb298388d";

function inPlain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inPlain);
  if (typeof value !== "object" || value === null) return value;
  if (marker in value) return "(secret)";
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, inPlain(part)]));
}

const secrets = [
  // Its end is written otherwise in a properties file.
  storageAccountKey.slice(0, -2),
  ...["backend", "team-1", "team-2"].flatMap((who) => Object.values(planted(who))),
  digest(files({ account: "acmekubeflow", tls: false })),
];

test.each(modes)("nothing secret stands in plain text anywhere: %s", async (_, preview) => {
  const { resources, outputs, componentOutputs, log } = await runProgram(stackWith(), { preview });
  const everything = { resources, outputs, componentOutputs, log };

  for (const secret of secrets) expect(JSON.stringify(inPlain(everything))).not.toContain(secret);
  // Or the look would show nothing.
  for (const secret of secrets) expect(JSON.stringify(everything)).toContain(secret);
});

test("another key is another digest, so that pods are replaced", async () => {
  const digestOf = async (keys: object) =>
    JSON.stringify(describedKeys(await runProgram(stackWith({}, keys)))["Deployment kubeflow-s3proxy"]);
  const keys = providedFor("team-1", "team-2");
  const rotated = { ...keys, backend: { ...keys.backend, secretKey: `${keys.backend.secretKey}-new` } };

  expect(await digestOf({ ...keys, storageAccountKey })).toBe(await digestOf({ ...keys, storageAccountKey }));
  expect(await digestOf({ ...rotated, storageAccountKey })).not.toBe(await digestOf({ ...keys, storageAccountKey }));
});

describe("keys that are decrypted, and can't be right", () => {
  const all = providedFor("team-1", "team-2");
  const connection = `DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=${storageAccountKey}`;

  test.each([
    ["a connection string", { ...all, storageAccountKey: connection }, "keys.storageAccountKey can't be the key of a"],
    ["half a key", { ...all, storageAccountKey: "PLANTED" }, "keys.storageAccountKey can't be the key of a"],
    [
      "an id with a slash",
      { ...all, backend: { ...all.backend, accessKey: "PLANTED/id" }, storageAccountKey },
      "keys.backend.accessKey can't be an access key id for",
    ],
    [
      "a long secret",
      { ...all, backend: { ...all.backend, secretKey: "PLANTED".repeat(10) }, storageAccountKey },
      "keys.backend.secretKey can't be a secret key for S3Proxy",
    ],
    [
      "one id for two",
      { ...all, profiles: { ...all.profiles, "team-2": all.profiles["team-1"] }, storageAccountKey },
      "keys.profiles.team-2.accessKey is also the access key id in",
    ],
  ])("%s", async (_, keys, said) => {
    const { errors, resources } = await tryProgram(stackWith({}, keys));
    const text = errors.map(String).join();

    expect(text).toContain(said);
    expect(text).not.toContain("PLANTED");
    expect([errors.length, resources.length]).toEqual([1, 0]);
  });
});
