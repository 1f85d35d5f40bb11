import { expect, test } from "vitest";
import { chunks, greeting } from "../../src/fault-server/bodies.ts";
import { formatChunk, formatEvent, formatHead, formatResponse } from "../../src/fault-server/http-format.ts";

const table: [string, string | Buffer, string][] = [
  ["a head without headers", formatHead(204), "HTTP/1.1 204 \r\n\r\n"],
  [
    "headers in their order and case, with a repeated header for a list",
    formatHead(200, { "X-B": "é", a: ["1", "2"], length: 3 }, "OK"),
    "HTTP/1.1 200 OK\r\nX-B: é\r\na: 1\r\na: 2\r\nlength: 3\r\n\r\n",
  ],
  [
    "a response with its content-length",
    formatResponse(200, "12345678"),
    "HTTP/1.1 200 \r\ncontent-length: 8\r\n\r\n12345678",
  ],
  ["a chunk with its size in hex", formatChunk("0123456789"), "a\r\n0123456789\r\n"],
  ["an event with JSON data", formatEvent({ a: 1 }), 'data: {"a":1}\n\n'],
  ["an event with a string as its data", formatEvent("[DONE]"), "data: [DONE]\n\n"],
  ["an event with several lines of data", formatEvent("a\nb"), "data: a\ndata: b\n\n"],
];

test.each(table)("formats %s", (_, bytes, text) => {
  expect(Buffer.from(bytes).toString("latin1")).toBe(text);
});

test("counts the bytes of chunks and responses, not their characters", () => {
  expect(formatChunk("é").toString()).toBe("2\r\né\r\n");
  expect(formatResponse(200, "é").toString()).toContain("content-length: 2\r\n");
});

test("chunks() splits the greeting into several chunks", () => {
  const text = JSON.stringify(chunks());
  const pieces = [...text.matchAll(/"content":"(.*?)"/g)].map(([, content]) => content);
  expect(pieces.filter(Boolean).length).toBeGreaterThan(2);
  expect(pieces.join("")).toBe(greeting);
});
