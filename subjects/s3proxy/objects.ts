import {
  healthPath,
  keystoreFile,
  keystorePasswordProperty,
  s3proxyJar,
  s3proxyName,
  s3proxyPorts,
  s3proxySecret,
} from "./facts.js";
import type { S3ProxySettings } from "./settings.js";

/** S3Proxy's objects as Kubernetes takes them, without `apiVersion` and `kind`. */
export type S3ProxyObjects = ReturnType<typeof s3proxyObjects>;

interface Parts {
  /** Names of the properties files. */
  readonly files: readonly string[];
  /** Namespaces whose pods may connect. */
  readonly clients: readonly string[];
}

const selected = { "app.kubernetes.io/name": s3proxyName, "app.kubernetes.io/component": "object-store" };
const labels = { ...selected, "app.kubernetes.io/managed-by": "deploykf-object-store" };

/** Nobody's in particular; not root. */
const user = 65_532;

const identityFolder = "/etc/s3proxy";
const passwordVariable = "KEYSTORE_PASSWORD";

export function s3proxyObjects(settings: S3ProxySettings, { files, clients }: Parts) {
  const { namespace, clientId, replicas, tls } = settings;
  const metadata = { name: s3proxyName, namespace, labels };
  const port = tls ? s3proxyPorts.tls : s3proxyPorts.plain;
  return {
    serviceAccount: {
      metadata: {
        ...metadata,
        ...(clientId !== undefined && { annotations: { "azure.workload.identity/client-id": clientId } }),
      },
      // Azure's webhook projects a token of its own.
      automountServiceAccountToken: false,
    },
    deployment: {
      metadata,
      spec: {
        replicas,
        revisionHistoryLimit: 3,
        selector: { matchLabels: selected },
        strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
        template: {
          metadata: {
            labels: {
              ...labels,
              // Outside the mesh: the sidecar would hold every artifact once more, and clients' sidecars send plain text here.
              "sidecar.istio.io/inject": "false",
              ...(clientId !== undefined && { "azure.workload.identity/use": "true" }),
            },
          },
          spec: podSpec(settings, files, port),
        },
      },
    },
    service: {
      metadata,
      spec: {
        type: "ClusterIP",
        selector: selected,
        ports: [{ name: tls ? "https" : "http", port, targetPort: "s3", protocol: "TCP" }],
      },
    },
    disruptionBudget: { metadata, spec: { maxUnavailable: 1, selector: { matchLabels: selected } } },
    // Only ingress: a policy knows addresses, and Azure's services and the cluster's DNS have no fixed ones.
    networkPolicy: {
      metadata,
      spec: {
        podSelector: { matchLabels: selected },
        policyTypes: ["Ingress"],
        ingress: [
          {
            from: [
              {
                namespaceSelector: {
                  matchExpressions: [{ key: "kubernetes.io/metadata.name", operator: "In", values: [...clients] }],
                },
              },
            ],
            ports: [{ protocol: "TCP", port }],
          },
        ],
      },
    },
  };
}

function podSpec({ tls, image }: S3ProxySettings, files: readonly string[], port: number) {
  const spread = (topologyKey: string) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: "ScheduleAnyway",
    labelSelector: { matchLabels: selected },
  });
  return {
    serviceAccountName: s3proxyName,
    automountServiceAccountToken: false,
    // Variables of Services called s3proxy would look like S3Proxy's own settings.
    enableServiceLinks: false,
    // 5 s until nobody connects any more, 30 s in which S3Proxy ends its requests, and some to spare.
    terminationGracePeriodSeconds: 45,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: user,
      runAsGroup: user,
      fsGroup: user,
      seccompProfile: { type: "RuntimeDefault" },
    },
    topologySpreadConstraints: [spread("topology.kubernetes.io/zone"), spread("kubernetes.io/hostname")],
    containers: [
      {
        name: s3proxyName,
        image,
        imagePullPolicy: "IfNotPresent",
        // Java itself: the image's script reads one identity, and writes where only root may.
        command: ["java"],
        args: [
          "-XX:MaxRAMPercentage=75",
          "-XX:+ExitOnOutOfMemoryError",
          ...(tls ? [`-D${keystorePasswordProperty}=$(${passwordVariable})`] : []),
          ...["-jar", s3proxyJar],
          ...files.flatMap((file) => ["--properties", `${identityFolder}/${file}`]),
        ],
        env: [
          // One pool of connections for all identities, not one and two threads for each.
          { name: "AZURE_ENABLE_HTTP_CLIENT_SHARING", value: "true" },
          ...(tls
            ? [
                {
                  name: passwordVariable,
                  valueFrom: { secretKeyRef: { name: tls.secretName, key: tls.passwordKey } },
                },
              ]
            : []),
        ],
        ports: [{ name: "s3", containerPort: port, protocol: "TCP" }],
        ...probes(tls !== undefined),
        lifecycle: { preStop: { exec: { command: ["sleep", "5"] } } },
        // Three quarters of the memory are heap, which holds the bodies of as many requests as are served at once.
        resources: { requests: { cpu: "250m", memory: "1Gi" }, limits: { cpu: "2", memory: "4Gi" } },
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ["ALL"] },
        },
        volumeMounts: [
          { name: "identities", mountPath: identityFolder, readOnly: true },
          { name: "tmp", mountPath: "/tmp" },
          ...(tls ? [{ name: "keystore", mountPath: parentOf(keystoreFile), readOnly: true }] : []),
        ],
      },
    ],
    volumes: [
      { name: "identities", secret: { secretName: s3proxySecret, defaultMode: 0o440 } },
      { name: "tmp", emptyDir: { sizeLimit: "64Mi" } },
      ...(tls
        ? [
            {
              name: "keystore",
              secret: {
                secretName: tls.secretName,
                defaultMode: 0o440,
                items: [{ key: tls.keystoreKey, path: keystoreFile.slice(parentOf(keystoreFile).length + 1) }],
              },
            },
          ]
        : []),
    ],
  };
}

/** Health waits in the queue of requests: it says that S3Proxy has started, but a busy one must not be taken for a dead one. */
function probes(tls: boolean) {
  const httpGet = { path: healthPath, port: "s3", scheme: tls ? "HTTPS" : "HTTP" };
  const tcpSocket = { port: "s3" };
  return {
    startupProbe: { httpGet, periodSeconds: 2, timeoutSeconds: 2, failureThreshold: 90 },
    readinessProbe: { tcpSocket, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 },
    livenessProbe: { tcpSocket, periodSeconds: 20, timeoutSeconds: 5, failureThreshold: 3 },
  };
}

function parentOf(file: string): string {
  return file.slice(0, file.lastIndexOf("/"));
}
