import type { ServerResponse } from "node:http";
import { chunk, completion } from "@org/test-server/fault-server/bodies.ts";
import { greeting } from "./scenario/support.ts";

export interface AnsweredRequest {
  /** Counts the requests for one answer, from 1. */
  readonly attempt: number;
  readonly authorization: string;
}

type Answer = (response: ServerResponse, request: AnsweredRequest) => void;

const event = (data: object): string => `data: ${JSON.stringify(data)}\n\n`;

/** The answers without an end: the client has to hang up. Each case has its own, to see which did. */
export const endless: ReadonlySet<string> = new Set([
  "endless-aborted",
  "endless-idle",
  "endless-left",
  "endless-relayed",
  "silent-aborted",
  "silent-left",
  "silent-timed",
]);

/** What the server says, by the first segment of the path. */
export const answers: Readonly<Record<string, Answer>> = {
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
  "endless-left": sendFirstChunk,
  "endless-relayed": sendFirstChunk,
  "endless-aborted": sendFirstChunk,
  "endless-idle": sendFirstChunk,
  "silent-aborted": () => {},
  "silent-left": () => {},
  "silent-timed": () => {},
  "busy-once": (response, { attempt }) => {
    if (attempt > 1) return sendJSON(response, 200, completion(greeting));
    response.setHeader("retry-after", "0");
    return sendJSON(response, 429, { error: { code: 429, message: "Too many at once" } });
  },
  unauthorized: (response) => sendJSON(response, 401, { error: { code: 401, message: "No such key" } }),
  page: (response) => {
    response.writeHead(502, { "content-type": "text/html" }).end("<!doctype html><title>Bad gateway</title>");
  },
  "stream-error": (response) => {
    const error = { code: 502, message: "The provider failed" };
    startStream(response).end(event({ ...chunk("", "error"), error }));
  },
  reset: (response) => {
    response.socket?.resetAndDestroy();
  },
  cut: (response) => {
    response.writeHead(200, { "content-type": "application/json", "content-length": 1000 });
    response.write('{"id":', () => response.destroy());
  },
  // The client has it cut, by `GET /cut`, once the chunk has arrived.
  "stream-cut": sendFirstChunk,
};

function sendJSON(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function startStream(response: ServerResponse): ServerResponse {
  return response.writeHead(200, { "content-type": "text/event-stream" });
}

function sendFirstChunk(response: ServerResponse): void {
  startStream(response).write(event(chunk(greeting)));
}

/** In pieces of 50 bytes, so that events, lines and the bytes of one character arrive apart. */
function sendStream(response: ServerResponse): void {
  const characters = Array.from(greeting, (character) => event(chunk(character)));
  const bytes = Buffer.from(`: comment\n\n${characters.join("")}${event(chunk("", "stop"))}data: [DONE]\n\n`);
  startStream(response);
  const write = (from: number): void => {
    if (from >= bytes.length) {
      response.end();
      return;
    }
    response.write(bytes.subarray(from, from + 50));
    setImmediate(write, from + 50);
  };
  write(0);
}
