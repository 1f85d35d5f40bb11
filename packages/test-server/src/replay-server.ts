import { createServer, type IncomingMessage } from "node:http";
import { listen } from "./listen.ts";

/** What came in: the path, and the body as it was sent. */
export interface ReceivedRequest {
  readonly path: string;
  readonly body: string;
}

/** A recorded response. */
export interface RecordedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A server on loopback that answers with the exchange which is put into it. */
export interface ReplayServer extends AsyncDisposable {
  readonly url: string;
  /** Answers from now on with this exchange; gives the requests that come in meanwhile. */
  play(exchange: { readonly response: RecordedResponse }): readonly ReceivedRequest[];
}

// They describe how the recording was carried, not what it says.
const framing = new Set(["transfer-encoding", "content-length", "content-encoding", "connection"]);

export async function startReplayServer(): Promise<ReplayServer> {
  let current: { response: RecordedResponse; received: ReceivedRequest[] } | undefined;
  const server = createServer((request, response) => {
    void textOf(request).then((body) => {
      if (!current) return response.writeHead(500).end();
      current.received.push({ path: request.url ?? "", body });
      const { status, headers, body: answer } = current.response;
      response.writeHead(status, Object.fromEntries(Object.entries(headers).filter(([name]) => !framing.has(name))));
      return response.end(answer);
    });
  });
  const listening = await listen(server);
  return {
    url: `${listening.url}/api/v1`,
    play({ response }) {
      const received: ReceivedRequest[] = [];
      current = { response, received };
      return received;
    },
    [Symbol.asyncDispose]: () => listening[Symbol.asyncDispose](),
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString();
}
