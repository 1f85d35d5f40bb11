import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { listen } from "./listen.ts";

/** A request as the server received it. */
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

/** A server on loopback that replays one recorded response at a time. */
export interface ReplayServer extends AsyncDisposable {
  readonly url: string;
  /** Responds with this recording from now on. Returns the list of the requests that it is sent for. */
  play(exchange: { readonly response: RecordedResponse }): readonly ReceivedRequest[];
}

// They describe how the recorded body was transferred. The replayed body is neither chunked nor compressed.
const framingHeaders = new Set(["transfer-encoding", "content-length", "content-encoding", "connection"]);

export async function startReplayServer(): Promise<ReplayServer> {
  let current: { recorded: RecordedResponse; received: ReceivedRequest[] } | undefined;
  const server = createServer(async (request, response) => {
    const body = await text(request);
    if (!current) return response.writeHead(500).end();
    const { recorded, received } = current;
    received.push({ path: request.url ?? "", body });
    const headers = Object.entries(recorded.headers).filter(([name]) => !framingHeaders.has(name));
    return response.writeHead(recorded.status, Object.fromEntries(headers)).end(recorded.body);
  });
  const listening = await listen(server);
  return {
    url: `${listening.url}/api/v1`,
    play({ response }) {
      const received: ReceivedRequest[] = [];
      current = { recorded: response, received };
      return received;
    },
    [Symbol.asyncDispose]: () => listening[Symbol.asyncDispose](),
  };
}
