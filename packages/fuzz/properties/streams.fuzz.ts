import { chatComplete } from "@org/sdk/funcs/chatComplete.js";
import { hello, secretKey } from "@org/test-server/client/client.ts";
import { getErrorLabel } from "@org/test-server/client/run-call.ts";
import { chunk, errorBody } from "@org/test-server/fault-server/bodies.ts";
import * as fc from "fast-check";
import { assert, checkCall, checkError, withTimeout } from "../support/assertions.ts";
import { createFuzzedClient } from "../support/fuzzed-client.ts";
import { jsonValue } from "../support/json-values.ts";
import type { Property } from "../support/property.ts";

const text = fc.oneof(
  fc.constantFrom(
    "data: ",
    "data:",
    "data",
    "event: x",
    "id: 1",
    "retry: 5",
    ": comment",
    "\n",
    "\n\n",
    "\r",
    "\r\n",
    "\r\n\r\n",
  ),
  fc.constantFrom(
    "\ufeff",
    " ",
    "[DONE]",
    "data: [DONE]\n\n",
    "{",
    "}",
    "null",
    "[]",
    "{}",
    secretKey,
    "<html>",
    "é",
    "🌍",
  ),
  fc
    .constantFrom(chunk("Hello"), chunk("", "stop"), errorBody(429, secretKey))
    .map((json) => `data: ${JSON.stringify(json)}\n\n`),
  fc.string({ maxLength: 10 }),
);
const anyBytes = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: text.map((part) => Buffer.from(part)) },
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 8 }) },
    ),
    { maxLength: 30 },
  )
  .map((parts) => Buffer.concat(parts));
/** The JSON of chunks that differ only in their content, as most chunks of a stream do. */
const similarChunks = fc
  .tuple(
    fc.dictionary(fc.constantFrom("id", "content", "__proto__", "usage", "1"), jsonValue(), { maxKeys: 2 }),
    fc.dictionary(fc.constantFrom("role", "index", "logprobs", "cont\\ent"), jsonValue(), { maxKeys: 2 }),
    fc.array(fc.oneof(fc.string(), fc.constantFrom('"', "\\", "content", '","x":"', "\n", "🌍")), { maxLength: 12 }),
  )
  .map(([top, delta, contents]) =>
    contents.map((content) => JSON.stringify({ ...top, choices: [{ ...delta, delta: { ...delta, content } }] })),
  );
const blockSizes = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 20 });
const endings = fc.constantFrom<"end" | "error">("end", "error");

export const streams: readonly Property[] = [
  {
    name: "a stream of any bytes has the same outcome however the bytes are split",
    property: fc.asyncProperty(anyBytes, blockSizes, endings, async (body, split, ending) => {
      const single = Array.from(body, () => 1);
      const unsplit = await getOutcome(() => createBody(body, [], ending), true);
      const inBlocks = await getOutcome(() => createBody(body, split, ending), true);
      const byteByByte = await getOutcome(() => createBody(body, single, ending), true);
      assert(unsplit === inBlocks, `Unsplit: ${unsplit}, in blocks: ${inBlocks}`);
      assert(unsplit === byteByByte, `Unsplit: ${unsplit}, byte by byte: ${byteByByte}`);
    }),
  },
  {
    name: "each chunk equals the result of JSON.parse, whether or not it is similar to the previous one",
    property: fc.asyncProperty(
      fc.array(similarChunks, { minLength: 1, maxLength: 4 }),
      blockSizes,
      async (groups, split) => {
        const chunks = groups.flat();
        const body = Buffer.from(`${chunks.map((json) => `data: ${json}\n\n`).join("")}data: [DONE]\n\n`);
        const expected = `${JSON.stringify(chunks.map((json) => JSON.parse(json) as unknown))} complete`;
        const actual = await getOutcome(() => createBody(body, split, "end"), true);
        assert(actual === expected, `Expected ${expected}, got ${actual}`);
      },
    ),
  },
  {
    name: "a completion of any bytes has the same outcome however the bytes are split",
    property: fc.asyncProperty(anyBytes, blockSizes, endings, async (body, split, ending) => {
      const unsplit = await getOutcome(() => createBody(body, [], ending), false);
      const inBlocks = await getOutcome(() => createBody(body, split, ending), false);
      assert(unsplit === inBlocks, `Unsplit: ${unsplit}, in blocks: ${inBlocks}`);
    }),
  },
  {
    name: "a consumer that stops reading at any chunk closes the body",
    property: fc.asyncProperty(fc.nat({ max: 6 }), fc.constantFrom("break", "cancel", "throw"), async (after, how) => {
      let isCanceled = false;
      const { core } = createFuzzedClient(() => new Response(createEndlessBody(() => (isCanceled = true))));
      const result = await checkCall(() => chatComplete(core, { ...hello, stream: true }));
      assert(result.ok, "The stream must open");
      if (!result.ok) return;
      let chunkCount = 0;
      const stopReading = async (): Promise<void> => {
        for await (const _ of result.value) {
          if (chunkCount++ < after) continue;
          if (how === "break") return;
          if (how === "throw") throw new Error("Enough");
          await result.value.cancel();
        }
      };
      await withTimeout(stopReading()).catch((error: unknown) => assert(how === "throw", String(error)));
      assert(isCanceled && chunkCount === after + 1, "The body must be closed at that chunk");
    }),
  },
];

/** Makes a call, and returns its outcome as text: the completion or the chunks, then `complete` or the error. */
async function getOutcome(body: () => ReadableStream<Uint8Array>, stream: boolean): Promise<string> {
  const { core } = createFuzzedClient(() => new Response(body(), { headers: { "content-type": "text/event-stream" } }));
  const result = await checkCall(() => chatComplete(core, { ...hello, stream }));
  if (!result.ok) return getErrorLabel(result.error);
  if (!(Symbol.asyncIterator in result.value)) return JSON.stringify(result.value);
  const chunks: unknown[] = [];
  const reading = async (): Promise<string> => {
    for await (const value of result.value as AsyncIterable<unknown>) chunks.push(value);
    return "complete";
  };
  const end = await withTimeout(reading()).catch((error: unknown) => {
    checkError(error);
    return getErrorLabel(error);
  });
  return `${JSON.stringify(chunks)} ${end}`;
}

/** Creates a body whose first bytes arrive in blocks of these sizes, and which then closes or fails. */
function createBody(bytes: Buffer, split: readonly number[], ending: "end" | "error"): ReadableStream<Uint8Array> {
  let start = 0;
  let index = 0;
  return new ReadableStream({
    pull(controller) {
      if (start < bytes.length) {
        const size = split[index++] ?? bytes.length;
        controller.enqueue(new Uint8Array(bytes.subarray(start, start + size)));
        start += size;
      } else if (ending === "end") controller.close();
      else controller.error(new TypeError("terminated"));
    },
  });
}

function createEndlessBody(cancel: () => void): ReadableStream<Uint8Array> {
  const event = Buffer.from(`data: ${JSON.stringify(chunk("on and on"))}\n\n`);
  return new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(event)), cancel });
}
