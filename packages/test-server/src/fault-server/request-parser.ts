export interface ParsedRequest {
  method: string;
  /** The request target as sent: path and query. */
  path: string;
  /** The headers by lower-case name. Repeated headers are joined with ", ". */
  headers: Readonly<Record<string, string>>;
  /** The header lines as sent, in their order and case. */
  headerLines: readonly string[];
  /** The complete body, without chunked framing. */
  body: Buffer;
}

/** A generator that yields when it needs more bytes, so that a request can be split anywhere. */
type Reading<T> = Generator<undefined, T, undefined>;

/**
 * Creates a parser of the HTTP/1.x requests of one connection. It receives the bytes in pieces and returns the requests
 * that each piece completes. It throws when the bytes are not HTTP.
 */
export function createRequestParser(): (bytes: Buffer) => ParsedRequest[] {
  const input = createByteQueue();
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

type ByteQueue = ReturnType<typeof createByteQueue>;

function* readRequest(input: ByteQueue): Reading<ParsedRequest> {
  const requestLine = yield* input.readLine();
  const [, method, path] = /^([!-~]+) ([!-~]+) HTTP\/1\.[01]$/.exec(requestLine) ?? [];
  if (method === undefined || path === undefined) throw createParseError("request line", requestLine);

  const headerLines: string[] = [];
  const headers: Record<string, string> = Object.create(null);
  for (let line = yield* input.readLine(); line !== ""; line = yield* input.readLine()) {
    const [, name, value] = /^([^\s:]+):[ \t]*(.*?)[ \t]*$/.exec(line) ?? [];
    if (name === undefined || value === undefined) throw createParseError("header line", line);
    headerLines.push(line);
    const key = name.toLowerCase();
    headers[key] = headers[key] === undefined ? value : `${headers[key]}, ${value}`;
  }
  return { method, path, headers, headerLines, body: yield* readBody(input, headers) };
}

function* readBody(input: ByteQueue, headers: ParsedRequest["headers"]): Reading<Buffer> {
  if (headers["transfer-encoding"]?.toLowerCase() === "chunked") return yield* readChunks(input);
  const length = headers["content-length"] ?? "0";
  if (!/^\d+$/.test(length)) throw createParseError("content-length", length);
  return yield* input.readBytes(Number(length));
}

function* readChunks(input: ByteQueue): Reading<Buffer> {
  const chunks: Buffer[] = [];
  for (;;) {
    const sizeLine = yield* input.readLine();
    const [, size] = /^([\da-f]+)[ \t]*(?:;.*)?$/i.exec(sizeLine) ?? [];
    if (size === undefined) throw createParseError("chunk size", sizeLine);
    if (Number.parseInt(size, 16) === 0) break;
    chunks.push(yield* input.readBytes(Number.parseInt(size, 16)));
    const afterChunk = yield* input.readLine();
    if (afterChunk !== "") throw createParseError("end of a chunk", afterChunk);
  }
  while ((yield* input.readLine()) !== ""); // trailers
  return Buffer.concat(chunks);
}

function createByteQueue() {
  // Pieces are joined when a line or a body is read. Joining them in each push would be O(n²) for a long body.
  let pieces: Buffer[] = [];
  let length = 0;
  const join = (): Buffer => {
    const bytes = Buffer.concat(pieces);
    pieces = [bytes];
    return bytes;
  };
  const take = (size: number): Buffer => {
    const bytes = join();
    pieces = [bytes.subarray(size)];
    length -= size;
    return bytes.subarray(0, size);
  };
  return {
    push(bytes: Buffer): void {
      pieces.push(bytes);
      length += bytes.length;
    },
    *readBytes(size: number): Reading<Buffer> {
      for (;;) {
        if (length >= size) return take(size);
        yield;
      }
    },
    *readLine(): Reading<string> {
      for (;;) {
        const end = join().indexOf("\r\n");
        if (end >= 0) return take(end + 2).toString("latin1", 0, end);
        yield;
      }
    },
  };
}

function createParseError(part: string, text: string): Error {
  return new Error(`Not an HTTP/1.x request: the ${part} is ${JSON.stringify(text.slice(0, 80))}`);
}
