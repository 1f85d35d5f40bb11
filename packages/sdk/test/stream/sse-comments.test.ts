import { describe, expect, test } from "vitest";
import { createSSEParser } from "../../src/stream/sse-parser.ts";

describe("comments", () => {
  const text = ": c\n\n:\r\n:: x \rdata: a\n: between\n\nid: 1\n:last\n";
  const expected = [" c", "", ": x ", " between", "last"];

  test.each([1, 2, 3, 7, text.length])(
    "onComment is called with each comment without its colon, in pieces of %i",
    (size) => {
      const comments: string[] = [];
      const parser = createSSEParser(100, { onComment: (comment) => comments.push(comment) });
      for (let at = 0; at < text.length; at += size) {
        parser.push(text.slice(at, at + size));
        while (parser.next() !== undefined);
      }
      expect(comments).toEqual(expected);
    },
  );
});
