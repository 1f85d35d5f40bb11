import { expect, test } from "vitest";
import { chunks, greeting } from "../../src/fault-server/bodies.ts";
import { answer, event, framed, head } from "../../src/fault-server/http-format.ts";

const table: [string, string | Buffer, string][] = [
  ["a bare head", head(204), "HTTP/1.1 204 \r\n\r\n"],
  [
    "header fields keep their order and case, and a list repeats its header",
    head(200, { "X-B": "é", a: ["1", "2"], length: 3 }, "OK"),
    "HTTP/1.1 200 OK\r\nX-B: é\r\na: 1\r\na: 2\r\nlength: 3\r\n\r\n",
  ],
  ["an answer counts bytes", answer(200, "12345678"), "HTTP/1.1 200 \r\ncontent-length: 8\r\n\r\n12345678"],
  ["a chunk has its size in hex", framed("0123456789"), "a\r\n0123456789\r\n"],
  ["an event in JSON", event({ a: 1 }), 'data: {"a":1}\n\n'],
  ["an event as it is", event("[DONE]"), "data: [DONE]\n\n"],
  ["an event of several lines", event("a\nb"), "data: a\ndata: b\n\n"],
];

test.each(table)("%s", (_, bytes, text) => {
  expect(Buffer.from(bytes).toString("latin1")).toBe(text);
});

test("sizes are those of the bytes, not of the characters", () => {
  expect(framed("é").toString()).toBe("2\r\né\r\n");
  expect(answer(200, "é").toString()).toContain("content-length: 2\r\n");
});

test("the chunks of a stream say the greeting, in several pieces", () => {
  const text = JSON.stringify(chunks());
  const pieces = [...text.matchAll(/"content":"(.*?)"/g)].map(([, content]) => content);
  expect(pieces.filter(Boolean).length).toBeGreaterThan(2);
  expect(pieces.join("")).toBe(greeting);
});
