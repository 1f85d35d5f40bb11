import { describe, expect, test } from "vitest";
import { chunk, done, event, events, lastChunk, sse } from "../support/responses.ts";
import { openEventStream } from "../support/open-stream.ts";
import { readAll } from "../support/promises.ts";

const encode = (text: string) => new TextEncoder().encode(text);

async function readChunks(...parts: (string | Uint8Array)[]): Promise<unknown[]> {
  const { items, error } = await readAll(await openEventStream(() => sse(...parts)));
  expect(error).toBeUndefined();
  return items;
}

const whole = [chunk("naïve 🙂 日本"), lastChunk()];

describe.each([
  ["LF", "\n"],
  ["CR", "\r"],
  ["CRLF", "\r\n"],
])("with %s line endings", (_, end) => {
  const text = `: hello${end}${end}event: x${end}data: ${JSON.stringify(whole[0])}${end}id${end}${end}data:${JSON.stringify(whole[1])}${end}${end}data: [DONE]${end}${end}`;

  test("a stream has the same chunks in one piece and byte by byte", async () => {
    const bytes = encode(text);
    expect(await readChunks(bytes)).toEqual(whole);
    expect(await readChunks(...Array.from(bytes, (byte) => Uint8Array.of(byte)))).toEqual(whole);
  });

  test("a stream has the same chunks when split at every position, with empty pieces", async () => {
    const bytes = encode(text);
    for (let index = 0; index <= bytes.length; index++) {
      const chunks = await readChunks(bytes.subarray(0, index), new Uint8Array(0), bytes.subarray(index));
      expect(chunks, `split at ${index}`).toEqual(whole);
    }
  });
});

describe("the byte order mark", () => {
  test("one byte order mark is dropped, wherever it is split", async () => {
    const bytes = encode(`\ufeff${events("a")}`);
    for (let index = 0; index <= 5; index++) {
      expect(await readChunks(bytes.subarray(0, index), bytes.subarray(index)), `split at ${index}`).toHaveLength(2);
    }
  });

  test("only one byte order mark is dropped, and a second belongs to the first line", async () => {
    const bytes = encode(`\ufeff\ufeff${event(chunk("lost"))}${events("a")}`);
    for (let index = 0; index <= 8; index++) {
      const chunks = await readChunks(bytes.subarray(0, index), bytes.subarray(index));
      expect(chunks, `split at ${index}`).toEqual([chunk("a"), lastChunk()]);
    }
  });

  test("a byte order mark within the data is kept", async () => {
    expect(await readChunks(event(chunk("a\ufeffb")), event(chunk("\ufeff")), event(lastChunk()), done)).toEqual([
      chunk("a\ufeffb"),
      chunk("\ufeff"),
      lastChunk(),
    ]);
  });
});

test("invalid UTF-8 becomes replacement characters", async () => {
  const bytes = encode(events("a!b"));
  const invalid = bytes.map((byte) => (byte === 0x21 ? 0xff : byte));
  expect(await readChunks(invalid)).toEqual([chunk("a\ufffdb"), lastChunk()]);
});

test("U+2028 does not end a line", async () => {
  expect(await readChunks(events("a\u2028b\u0085c\u000bd"))).toEqual([chunk("a\u2028b\u0085c\u000bd"), lastChunk()]);
});
