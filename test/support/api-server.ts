import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * Stands for a Kubernetes API server, on 127.0.0.1, with answers as a real one (1.34) gives them; undefined: it never
 * answers. Call `end` behind the test.
 */
export async function apiServer(answer: (request: IncomingMessage) => Answer | undefined) {
  const requests: { readonly path: string; readonly authorization: string | undefined }[] = [];
  const server = createServer((request, response) => {
    requests.push({ path: request.url ?? "", authorization: request.headers.authorization });
    const given = answer(request);
    if (!given) return;
    const { status, body, type = "application/json" } = given;
    response.writeHead(status, { "content-type": type }).end(typeof body === "string" ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const end = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url, requests, end };
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly type?: string;
}

/** A kubeconfig for it, as JSON; the user has what is given. */
export function kubeconfigFor(url: string, user: object = { token: "PLANTED-token" }): string {
  return JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: "test", cluster: { server: url, "insecure-skip-tls-verify": true } }],
    users: [{ name: "test", user }],
    contexts: [{ name: "test", context: { cluster: "test", user: "test" } }],
    "current-context": "test",
  });
}

/** Recorded: the claim of deployKF 0.1.5, bound by a provisioner. */
export function recordedClaim(annotations: Readonly<Record<string, string>> = {}, volumeName = "pvc-8a2f") {
  return {
    kind: "PersistentVolumeClaim",
    apiVersion: "v1",
    metadata: {
      name: "deploykf-minio-data",
      namespace: "deploykf-minio",
      uid: "8a2f0000-0000-4000-8000-000000000000",
      resourceVersion: "712",
      creationTimestamp: "2026-11-20T10:00:00Z",
      annotations: { "pv.kubernetes.io/bind-completed": "yes", ...annotations },
      finalizers: ["kubernetes.io/pvc-protection"],
    },
    spec: {
      accessModes: ["ReadWriteOnce"],
      resources: { requests: { storage: "5Gi" } },
      volumeName,
      storageClassName: "standard",
      volumeMode: "Filesystem",
    },
    status: { phase: "Bound" },
  };
}

export function recordedVolume(persistentVolumeReclaimPolicy: string) {
  return {
    kind: "PersistentVolume",
    apiVersion: "v1",
    metadata: { name: "pvc-8a2f", uid: "9b3e0000-0000-4000-8000-000000000000" },
    spec: { capacity: { storage: "5Gi" }, accessModes: ["ReadWriteOnce"], persistentVolumeReclaimPolicy },
    status: { phase: "Bound" },
  };
}

/** Recorded: how the server refuses. */
export function refusedBy(code: number, reason: string): Answer {
  const message = `persistentvolumeclaims "deploykf-minio-data": ${reason} PLANTED-message`;
  return {
    status: code,
    body: { kind: "Status", apiVersion: "v1", metadata: {}, status: "Failure", message, reason, code },
  };
}
