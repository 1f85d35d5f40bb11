import type { Closing, Connection } from "./connection.ts";
import type { ParsedRequest } from "./request-parser.ts";
import { answer, event, framed, head, type HeaderFields, lastChunk } from "./http-format.ts";

/**
 * One request that has arrived whole, and everything that can be done about it on the wire.
 * Nothing is added or checked: headers go out as given, and an answer may be as broken as a test wants it.
 * What writes resolves when the kernel has the bytes, to false when the client is gone, and never rejects:
 * `while (await exchange.sse(data));` streams until the client leaves.
 */
export interface Exchange extends ParsedRequest {
  /** 0 for the first request of the server, whatever its connection. */
  readonly index: number;
  /** Number of the connection, from 0; requests with the same number shared it. */
  readonly connection: number;
  /** `performance.now()` when the request was complete. */
  readonly receivedAt: number;
  /** What the kernel took on its connection so far. */
  readonly bytesSent: number;
  /** Something was written, or the connection ended on purpose. */
  readonly isAnswered: boolean;
  /** The answer is whole, or the handler has done all that it does. */
  isDone: boolean;
  /** Resolves when the connection is gone; its byte counts are those of the whole connection. */
  readonly closed: Promise<Closing>;

  /** Status line, headers, blank line. */
  head(status: number, headers?: HeaderFields, reason?: string): Promise<boolean>;
  /** Exactly these bytes, wherever the answer stands: parts of a body, broken framing, interim answers. */
  write(data: string | Uint8Array): Promise<boolean>;
  /** A whole answer with its content-length, and no content type of its own. */
  send(status: number, body: string | Uint8Array, headers?: HeaderFields): Promise<boolean>;
  /** A whole answer in JSON. */
  json(status: number, value: unknown, headers?: HeaderFields): Promise<boolean>;

  /** The head of a chunked event stream with status 200. */
  events(headers?: HeaderFields): Promise<boolean>;
  /** One event in a chunk of its own; strings as they are, anything else as JSON. */
  sse(data: unknown): Promise<boolean>;
  /** One chunk of a chunked body. */
  chunk(data: string | Uint8Array): Promise<boolean>;
  /** The right end of a chunked body. */
  endChunks(): Promise<boolean>;

  /** Exactly these bytes, `size` at a time; each piece is delivered before the next, also with a pause of 0 ms. */
  drip(data: string | Uint8Array, size: number, pauseMs: number): Promise<boolean>;
  /** Waits, but not beyond the end of the connection; false then. */
  pause(ms: number): Promise<boolean>;
  /** Waits until a client in this process has read what was written; false when the connection is closed. */
  delivered(): Promise<boolean>;
  /** Says nothing more, keeps the connection, and waits until the client gives up. */
  stall(): Promise<Closing>;
  /** FIN, behind what was written. */
  drop(): Promise<void>;
  /** RST, at once. */
  reset(): void;
}

export interface ExchangeContext {
  index: number;
  /** Sent with every head, unless the answer has fields of that name. */
  headers: HeaderFields;
}

export function createExchange(
  request: ParsedRequest,
  connection: Connection,
  { index, headers: common }: ExchangeContext,
): Exchange {
  let isAnswered = false;

  const write: Exchange["write"] = (data) => {
    isAnswered = true;
    return connection.write(data);
  };

  const whole: Exchange["write"] = async (end) => {
    const isThere = await write(end);
    exchange.isDone = true;
    return isThere;
  };

  const exchange: Exchange = {
    ...request,
    index,
    connection: connection.id,
    receivedAt: performance.now(),
    closed: connection.closed,
    isDone: false,
    get bytesSent() {
      return connection.bytesSent;
    },
    get isAnswered() {
      return isAnswered;
    },

    head: (status, headers, reason) => write(head(status, { ...common, ...headers }, reason)),
    write,
    send: (status, body, headers) => whole(answer(status, body, { ...common, ...headers })),
    json: (status, value, headers) =>
      exchange.send(status, JSON.stringify(value), {
        "content-type": "application/json",
        ...headers,
      }),

    events: (headers) =>
      exchange.head(200, {
        "content-type": "text/event-stream",
        "transfer-encoding": "chunked",
        ...headers,
      }),
    sse: (data) => exchange.chunk(event(data)),
    chunk: (data) => write(framed(data)),
    endChunks: () => whole(lastChunk),

    async drip(data, size, pauseMs) {
      const bytes = Buffer.from(data);
      for (let at = 0; at < bytes.length; at += size) {
        if (!(await write(bytes.subarray(at, at + size)))) return false;
        if (!(await connection.delivered())) return false;
        if (!(await connection.pause(pauseMs))) return false;
      }
      return true;
    },
    pause: (ms) => connection.pause(ms),
    delivered: () => connection.delivered(),
    stall() {
      isAnswered = true;
      return connection.closed;
    },
    drop() {
      isAnswered = true;
      return connection.end();
    },
    reset() {
      isAnswered = true;
      connection.reset();
    },
  };
  return exchange;
}
