import { describe, expect, test } from "vitest";
import { createRequestParser, type ParsedRequest } from "../../src/fault-server/request-parser.ts";

const get = "GET /models?x=1 HTTP/1.1\r\nHost: a\r\n\r\n";
const post = 'POST /chat HTTP/1.1\r\nContent-Length: 9\r\n\r\n{"a":"é"}'.replace(
  "9",
  String(Buffer.byteLength('{"a":"é"}')),
);
const chunked =
  "POST /chat HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n" +
  "3\r\nabc\r\nA;name=value\r\n0123456789\r\n0\r\nTrailer: yes\r\n\r\n";

interface ParsedFields {
  method: string;
  path: string;
  body: string;
}

function parsePieces(pieces: readonly Buffer[]): ParsedFields[] {
  const parse = createRequestParser();
  const requests: ParsedRequest[] = pieces.flatMap((piece) => parse(piece));
  return requests.map(({ method, path, body }) => ({ method, path, body: body.toString() }));
}

const table: [string, string, ParsedFields[]][] = [
  ["a request without body", get, [{ method: "GET", path: "/models?x=1", body: "" }]],
  ["a body with content-length", post, [{ method: "POST", path: "/chat", body: '{"a":"é"}' }]],
  ["a chunked body", chunked, [{ method: "POST", path: "/chat", body: "abc0123456789" }]],
  [
    "several requests on one connection",
    post + chunked + get,
    [
      { method: "POST", path: "/chat", body: '{"a":"é"}' },
      { method: "POST", path: "/chat", body: "abc0123456789" },
      { method: "GET", path: "/models?x=1", body: "" },
    ],
  ],
];

describe.each(table)("%s", (_, text, requests) => {
  const bytes = Buffer.from(text);

  test("is parsed in one piece", () => {
    expect(parsePieces([bytes])).toEqual(requests);
  });

  test("is parsed byte by byte", () => {
    expect(parsePieces([...bytes].map((byte) => Buffer.of(byte)))).toEqual(requests);
  });

  test("is parsed in two pieces, split at every position", () => {
    for (let at = 0; at <= bytes.length; at += 1) {
      expect(parsePieces([bytes.subarray(0, at), bytes.subarray(at)]), `split at ${at}`).toEqual(requests);
    }
  });

  test("is not returned before its last byte", () => {
    expect(parsePieces([bytes.subarray(0, -1)])).toEqual(requests.slice(0, -1));
  });
});

test("headers have lower-case names, and header lines are kept as sent", () => {
  const [request] = createRequestParser()(
    Buffer.from("GET / HTTP/1.1\r\nX-Two:  a \r\nAuthorization: Bearer k\r\nx-two:b\r\n\r\n"),
  );
  expect(request?.headers).toEqual({ "x-two": "a, b", authorization: "Bearer k" });
  expect(request?.headerLines).toEqual(["X-Two:  a ", "Authorization: Bearer k", "x-two:b"]);
});

test("a body of 20 MB is parsed from pieces of 1 kB", () => {
  const parse = createRequestParser();
  const piece = Buffer.alloc(1024, "x");
  expect(parse(Buffer.from(`POST / HTTP/1.1\r\nContent-Length: ${1024 * 20_000}\r\n\r\n`))).toEqual([]);
  const requests = Array.from({ length: 20_000 }, () => parse(piece)).flat();
  expect(requests.map(({ body }) => body.length)).toEqual([1024 * 20_000]);
});

test.each([
  ["a TLS handshake", "\u0016\u0003\u0001\r\n", "request line"],
  ["HTTP/2", "GET / HTTP/2.0\r\n", "request line"],
  ["a header without a colon", "GET / HTTP/1.1\r\nnonsense\r\n", "header line"],
  ["a folded header", "GET / HTTP/1.1\r\na: b\r\n c\r\n", "header line"],
  ["a content-length that is not a number", "POST / HTTP/1.1\r\nContent-Length: ten\r\n\r\n", "content-length"],
  ["an invalid chunk size", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", "chunk size"],
  ["a chunk that is too long", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n", "end of a chunk"],
])("%s is an error that names the part", (_, text, part) => {
  expect(() => createRequestParser()(Buffer.from(text))).toThrow(`the ${part} is`);
});
