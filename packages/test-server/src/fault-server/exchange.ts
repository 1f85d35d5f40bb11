import type { Closing, Connection } from "./connection.ts";
import { formatChunk, formatEvent, formatHead, formatResponse, type HeaderFields, lastChunk } from "./http-format.ts";
import type { ParsedRequest } from "./request-parser.ts";

/**
 * A complete request, and the methods that send bytes for it. Nothing is added or checked: headers are sent as given,
 * and a response may be invalid. Methods that write resolve when the kernel has accepted the bytes, to false when the
 * client has disconnected, and never reject: `while (await exchange.sendEvent(data));` streams until the client
 * disconnects.
 */
export interface Exchange extends ParsedRequest {
  /** Counts the requests of the server, on all connections, from 0. */
  readonly index: number;
  /** Counts the connections of the server from 0. Requests on the same connection have the same number. */
  readonly connection: number;
  /** `performance.now()` when the request was complete. */
  readonly receivedAt: number;
  /** The bytes that the kernel has accepted on the connection so far. */
  readonly bytesSent: number;
  /** Whether the handler has written bytes, or ended or stalled the connection. */
  readonly hasResponded: boolean;
  /** Whether the response is complete, or the handler has returned. */
  isDone: boolean;
  /** Resolves when the connection is closed, with the byte counts of the whole connection. */
  readonly closed: Promise<Closing>;

  /** Sends the status line, the headers and the blank line. */
  sendHead(status: number, headers?: HeaderFields, reason?: string): Promise<boolean>;
  /** Sends exactly these bytes: parts of a body, invalid framing, interim responses. */
  write(data: string | Uint8Array): Promise<boolean>;
  /** Sends a complete response with its content-length, and without a default content type. */
  send(status: number, body: string | Uint8Array, headers?: HeaderFields): Promise<boolean>;
  /** Sends a complete response in JSON. */
  sendJSON(status: number, value: unknown, headers?: HeaderFields): Promise<boolean>;

  /** Sends the head of a chunked event stream with status 200. */
  startStream(headers?: HeaderFields): Promise<boolean>;
  /** Sends an event in one chunk: a string as its data, any other value as JSON. */
  sendEvent(data: unknown): Promise<boolean>;
  /** Sends one chunk of a chunked body. */
  sendChunk(data: string | Uint8Array): Promise<boolean>;
  /** Sends the end of a chunked body. */
  endChunks(): Promise<boolean>;

  /** Sends these bytes in pieces of `size`. The client reads each piece before the next, even with a pause of 0 ms. */
  drip(data: string | Uint8Array, size: number, pauseMs: number): Promise<boolean>;
  /** Waits, or resolves to false as soon as the connection closes. */
  pause(ms: number): Promise<boolean>;
  /** Waits until a client in this process has read the written bytes. Resolves to false when the connection is closed. */
  waitForDelivery(): Promise<boolean>;
  /** Sends nothing more, and waits until the client closes the connection. */
  stall(): Promise<Closing>;
  /** Sends a FIN after the written bytes. */
  end(): Promise<void>;
  /** Sends a RST immediately. */
  reset(): void;
}

export interface ExchangeContext {
  index: number;
  /** Sent with each head, unless the response has fields with these names. */
  headers: HeaderFields;
}

export function createExchange(
  request: ParsedRequest,
  connection: Connection,
  { index, headers: common }: ExchangeContext,
): Exchange {
  let hasResponded = false;

  const write: Exchange["write"] = (data) => {
    hasResponded = true;
    return connection.write(data);
  };

  const writeEnd: Exchange["write"] = async (end) => {
    const isOpen = await write(end);
    exchange.isDone = true;
    return isOpen;
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
    get hasResponded() {
      return hasResponded;
    },

    sendHead: (status, headers, reason) => write(formatHead(status, { ...common, ...headers }, reason)),
    write,
    send: (status, body, headers) => writeEnd(formatResponse(status, body, { ...common, ...headers })),
    sendJSON: (status, value, headers) =>
      exchange.send(status, JSON.stringify(value), {
        "content-type": "application/json",
        ...headers,
      }),

    startStream: (headers) =>
      exchange.sendHead(200, {
        "content-type": "text/event-stream",
        "transfer-encoding": "chunked",
        ...headers,
      }),
    sendEvent: (data) => exchange.sendChunk(formatEvent(data)),
    sendChunk: (data) => write(formatChunk(data)),
    endChunks: () => writeEnd(lastChunk),

    async drip(data, size, pauseMs) {
      const bytes = Buffer.from(data);
      for (let at = 0; at < bytes.length; at += size) {
        if (!(await write(bytes.subarray(at, at + size)))) return false;
        if (!(await connection.waitForDelivery())) return false;
        if (!(await connection.pause(pauseMs))) return false;
      }
      return true;
    },
    pause: (ms) => connection.pause(ms),
    waitForDelivery: () => connection.waitForDelivery(),
    stall() {
      hasResponded = true;
      return connection.closed;
    },
    end() {
      hasResponded = true;
      return connection.end();
    },
    reset() {
      hasResponded = true;
      connection.reset();
    },
  };
  return exchange;
}
