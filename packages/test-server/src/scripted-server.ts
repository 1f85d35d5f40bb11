import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import { json } from "node:stream/consumers";
import type { ChatCompletionCreateParams } from "@org/sdk/models";
import { listen } from "./listen.ts";

export interface ReceivedRequest {
  readonly headers: IncomingHttpHeaders;
  readonly body: ChatCompletionCreateParams;
}

export interface ScriptedServer extends AsyncDisposable {
  readonly url: string;
  readonly requests: readonly ReceivedRequest[];
}

/** Responds to a request. `index` counts the requests from 0. */
export type Respond = (response: ServerResponse, request: ReceivedRequest, index: number) => unknown;

/** Starts a server on loopback that does what the mock server cannot: a sequence of responses, or an incomplete one. */
export async function startScriptedServer(respond: Respond): Promise<ScriptedServer> {
  const requests: ReceivedRequest[] = [];
  const server = createServer(async (incoming, response) => {
    const request = { headers: incoming.headers, body: (await json(incoming)) as ChatCompletionCreateParams };
    await respond(response, request, requests.push(request) - 1);
  });
  return Object.assign(await listen(server), { requests });
}

export function sendJSON(response: ServerResponse, body: object, status = 200, headers = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

/** Returns a completion with this message, and with these fields next to `choices`. */
export function completion(message: object, fields: object = {}): object {
  return {
    id: "gen-1790000100-example",
    object: "chat.completion",
    created: 1_790_000_100,
    model: "openai/gpt-5-mini-2025-08-07",
    provider: "OpenAI",
    choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", ...message } }],
    ...fields,
  };
}
