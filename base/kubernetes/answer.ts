import { isMap } from "../yaml/merge.js";

/** Why something in the cluster couldn't be looked at; the message is shown, so nothing secret is in it. */
export class Unseen extends Error {}

/** Undefined where there is none. Only Kubernetes' own word counts: a proxy in front of it has 404s of its own. */
export async function orAbsent<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (codeOf(error) === 404 && statusReason(error) === "NotFound") return undefined;
    throw error;
  }
}

/** The client's code of an error: a status, or a system call's. */
export function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}

function statusReason(error: unknown): unknown {
  const body = error instanceof Error && "body" in error ? error.body : undefined;
  try {
    const status: unknown = typeof body === "string" ? JSON.parse(body) : body;
    return isMap(status) && status.kind === "Status" ? status.reason : undefined;
  } catch {
    return undefined;
  }
}

/** In our own words alone: the client's may hold addresses with passwords, tokens, or parts of the kubeconfig. */
export function reasonOf(error: unknown): string {
  if (error instanceof Unseen) return error.message;
  const code = codeOf(error);
  if (code === 401 || code === 403) return `the credentials may not read it (${code})`;
  if (typeof code === "number") return `the API server answered ${code}`;
  const named = typeof code === "string" && /^[A-Z][A-Z_\d]*$/.test(code) ? ` (${code})` : "";
  return `the API server can't be reached${named}`;
}
