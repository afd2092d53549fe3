import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";

interface Asked {
  readonly caCertificate?: string | undefined;
  /** By default every answer will do. */
  readonly status?: number;
}

/** Whether a server answers at a URL: false where nobody listens yet, or too slowly. */
export function answers(url: string, { caCertificate, status }: Asked = {}): Promise<boolean> {
  return new Promise((resolve) => {
    const request = url.startsWith("https:")
      ? requestHttps(url, { agent: false, timeout: 2_000, ca: caCertificate })
      : requestHttp(url, { agent: false, timeout: 2_000 });
    request.on("response", (response) => {
      response.resume();
      resolve(status === undefined || response.statusCode === status);
    });
    request.on("timeout", () => request.destroy());
    request.on("error", () => resolve(false));
    request.on("close", () => resolve(false));
    request.end();
  });
}
