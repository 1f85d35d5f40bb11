export interface ParsedRequest {
  method: string;
  /** The request target as sent: path and query. */
  path: string;
  /** By lower-case name; repeated headers are joined with ", ". */
  headers: Readonly<Record<string, string>>;
  /** The header lines as sent, in order, in their own case. */
  headerLines: readonly string[];
  /** The whole body, freed from chunked framing. */
  body: Buffer;
}

/** A computation that yields whenever it needs more bytes, so that a request can be split anywhere. */
type Reading<T> = Generator<undefined, T, undefined>;

/**
 * Reads HTTP/1.x requests off one connection. The returned function takes the bytes as they come and
 * gives the requests that they complete. It throws when they are no HTTP.
 */
export function requestParser(): (bytes: Buffer) => ParsedRequest[] {
  const input = byteQueue();
  let reading = readRequest(input);
  return (bytes) => {
    input.push(bytes);
    const requests: ParsedRequest[] = [];
    for (;;) {
      const step = reading.next();
      if (!step.done) return requests;
      requests.push(step.value);
      reading = readRequest(input);
    }
  };
}

type ByteQueue = ReturnType<typeof byteQueue>;

function* readRequest(input: ByteQueue): Reading<ParsedRequest> {
  const requestLine = yield* input.line();
  const [, method, path] = /^([!-~]+) ([!-~]+) HTTP\/1\.[01]$/.exec(requestLine) ?? [];
  if (method === undefined || path === undefined) throw notHttp("request line", requestLine);

  const headerLines: string[] = [];
  const headers: Record<string, string> = Object.create(null);
  for (let line = yield* input.line(); line !== ""; line = yield* input.line()) {
    const [, name, value] = /^([^\s:]+):[ \t]*(.*?)[ \t]*$/.exec(line) ?? [];
    if (name === undefined || value === undefined) throw notHttp("header line", line);
    headerLines.push(line);
    const key = name.toLowerCase();
    headers[key] = headers[key] === undefined ? value : `${headers[key]}, ${value}`;
  }
  return { method, path, headers, headerLines, body: yield* readBody(input, headers) };
}

function* readBody(input: ByteQueue, headers: ParsedRequest["headers"]): Reading<Buffer> {
  if (headers["transfer-encoding"]?.toLowerCase() === "chunked") return yield* readChunks(input);
  const length = headers["content-length"] ?? "0";
  if (!/^\d+$/.test(length)) throw notHttp("content-length", length);
  return yield* input.exactly(Number(length));
}

function* readChunks(input: ByteQueue): Reading<Buffer> {
  const chunks: Buffer[] = [];
  for (;;) {
    const sizeLine = yield* input.line();
    const [, size] = /^([\da-f]+)[ \t]*(?:;.*)?$/i.exec(sizeLine) ?? [];
    if (size === undefined) throw notHttp("chunk size", sizeLine);
    if (Number.parseInt(size, 16) === 0) break;
    chunks.push(yield* input.exactly(Number.parseInt(size, 16)));
    const afterChunk = yield* input.line();
    if (afterChunk !== "") throw notHttp("end of a chunk", afterChunk);
  }
  while ((yield* input.line()) !== ""); // trailers
  return Buffer.concat(chunks);
}

function byteQueue() {
  // Pieces are joined only when a line or a body is looked for: joining at each push would be O(n²) for a long body.
  let pieces: Buffer[] = [];
  let length = 0;
  const joined = (): Buffer => {
    const whole = Buffer.concat(pieces);
    pieces = [whole];
    return whole;
  };
  const take = (size: number): Buffer => {
    const whole = joined();
    pieces = [whole.subarray(size)];
    length -= size;
    return whole.subarray(0, size);
  };
  return {
    push(bytes: Buffer): void {
      pieces.push(bytes);
      length += bytes.length;
    },
    *exactly(size: number): Reading<Buffer> {
      for (;;) {
        if (length >= size) return take(size);
        yield;
      }
    },
    *line(): Reading<string> {
      for (;;) {
        const end = joined().indexOf("\r\n");
        if (end >= 0) return take(end + 2).toString("latin1", 0, end);
        yield;
      }
    },
  };
}

function notHttp(part: string, text: string): Error {
  return new Error(`Not an HTTP/1.x request: the ${part} is ${JSON.stringify(text.slice(0, 80))}`);
}
