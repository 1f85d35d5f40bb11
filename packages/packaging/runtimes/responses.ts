import type { ServerResponse } from "node:http";
import { chunk, completion } from "@org/test-server/fault-server/bodies.ts";
import { greeting } from "./scenario/support.ts";

/** The part of a request that a response depends on. */
export interface ReceivedRequest {
  /** The number of the request for this response, from 1. */
  readonly attempt: number;
  readonly authorization: string;
}

type Respond = (response: ServerResponse, request: ReceivedRequest) => void;

const formatEvent = (data: object): string => `data: ${JSON.stringify(data)}\n\n`;

/** The responses that never end, so that the client must close the connection. Each case has its own. */
export const unfinished: ReadonlySet<string> = new Set([
  "endless-aborted",
  "endless-idle",
  "endless-break",
  "endless-relayed",
  "silent-aborted",
  "silent-canceled",
  "silent-timeout",
]);

/** How the server responds, by the first segment of the path. */
export const responses: Readonly<Record<string, Respond>> = {
  completion: (response) => sendJSON(response, 200, completion(greeting)),
  json: (response) => sendJSON(response, 200, completion('{"city":"Köln"}')),
  "tool-call": (response, { attempt }) => {
    if (attempt > 1) return sendJSON(response, 200, completion(greeting));
    const call = { index: 0, id: "", type: "function", function: { name: "double", arguments: '{"number":21}' } };
    const message = { role: "assistant", content: null, tool_calls: [call] };
    return sendJSON(response, 200, {
      ...completion(""),
      choices: [{ index: 0, finish_reason: "tool_calls", message }],
    });
  },
  key: (response, { authorization }) => sendJSON(response, 200, completion(authorization)),
  stream: sendStream,
  "endless-break": sendFirstChunk,
  "endless-relayed": sendFirstChunk,
  "endless-aborted": sendFirstChunk,
  "endless-idle": sendFirstChunk,
  "silent-aborted": () => {},
  "silent-canceled": () => {},
  "silent-timeout": () => {},
  "busy-once": (response, { attempt }) => {
    if (attempt > 1) return sendJSON(response, 200, completion(greeting));
    response.setHeader("retry-after", "0");
    return sendJSON(response, 429, { error: { code: 429, message: "Too many requests" } });
  },
  unauthorized: (response) => sendJSON(response, 401, { error: { code: 401, message: "No such key" } }),
  "html-page": (response) => {
    response.writeHead(502, { "content-type": "text/html" }).end("<!doctype html><title>Bad gateway</title>");
  },
  "stream-error": (response) => {
    const error = { code: 502, message: "The provider failed" };
    startStream(response).end(formatEvent({ ...chunk("", "error"), error }));
  },
  reset: (response) => {
    response.socket?.resetAndDestroy();
  },
  truncated: (response) => {
    response.writeHead(200, { "content-type": "application/json", "content-length": 1000 });
    response.write('{"id":', () => response.destroy());
  },
  // The case truncates it with `GET /destroy` after the chunk has arrived.
  "truncated-stream": sendFirstChunk,
};

function sendJSON(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function startStream(response: ServerResponse): ServerResponse {
  return response.writeHead(200, { "content-type": "text/event-stream" });
}

function sendFirstChunk(response: ServerResponse): void {
  startStream(response).write(formatEvent(chunk(greeting)));
}

/** Streams the greeting in blocks of 50 bytes, which split events, lines and multi-byte characters. */
function sendStream(response: ServerResponse): void {
  const characters = Array.from(greeting, (character) => formatEvent(chunk(character)));
  const bytes = Buffer.from(`: comment\n\n${characters.join("")}${formatEvent(chunk("", "stop"))}data: [DONE]\n\n`);
  startStream(response);
  const write = (start: number): void => {
    if (start >= bytes.length) {
      response.end();
      return;
    }
    response.write(bytes.subarray(start, start + 50));
    setImmediate(write, start + 50);
  };
  write(0);
}
