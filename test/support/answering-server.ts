import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string;
  readonly headers: IncomingMessage["headers"];
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A server of this machine that gives recorded answers, until the test ends; `undefined` closes the connection. */
export async function answeringServer(answer: (asked: Asked) => Answer | undefined) {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://server");
    const one: Asked = {
      method: request.method ?? "",
      path: decodeURIComponent(pathname),
      query: searchParams,
      body: await text(request),
      headers: request.headers,
    };
    asked.push(one);
    const given = answer(one);
    if (!given) {
      request.socket.destroy();
      return;
    }
    response.writeHead(given.status ?? 200, { ...given.headers });
    response.end(given.body ?? "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, asked };
}

/** IAM's and STS's answers to their actions, by action; a text is an error's code. */
export function queryAnswers(actions: Readonly<Record<string, string | { readonly result: string }>>) {
  return ({ body }: Pick<Asked, "body">): Answer => {
    const action = new URLSearchParams(body).get("Action") ?? "";
    const answer = actions[action] ?? "NoAnswerRecorded";
    if (typeof answer === "object") {
      return { body: `<${action}Response><${action}Result>${answer.result}</${action}Result></${action}Response>` };
    }
    const status = answer === "NoSuchEntity" ? 404 : 403;
    const error = `<Error><Type>Sender</Type><Code>${answer}</Code><Message>said by IAM</Message></Error>`;
    return { status, body: `<ErrorResponse>${error}<RequestId>1</RequestId></ErrorResponse>` };
  };
}
