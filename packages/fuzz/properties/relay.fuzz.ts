import { isDeepStrictEqual } from "node:util";
import type { ChatCompletionChunk } from "@org/sdk/models";
import { readRelay, relay } from "@org/sdk/relay.js";
import * as fc from "fast-check";
import { assert, checkError, withTimeout } from "../support/assertions.ts";
import { expectChunks, toChunk } from "../support/expected-chunks.ts";
import { jsonValue } from "../support/json-values.ts";
import type { Property } from "../support/property.ts";

const anyChunk = fc
  .dictionary(fc.constantFrom("id", "choices", "usage", "content", "__proto__", "x\ny"), jsonValue(), { maxKeys: 4 })
  // A round trip makes `__proto__` an ordinary key, and -0 to 0.
  .map((value) => JSON.parse(JSON.stringify(value)) as ChatCompletionChunk)
  // A chunk with a failed choice ends the stream.
  .filter((chunk) => !expectChunks([chunk]).fails);
const blockSizes = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 20 });

export const relays: readonly Property[] = [
  {
    name: "readRelay returns the chunks that were passed to relay, however their bytes are split",
    property: fc.asyncProperty(fc.array(anyChunk, { maxLength: 8 }), blockSizes, async (chunks, split) => {
      const read = await withTimeout(readAll(splitBody(relay(iterate(chunks)), split)));
      assert(isDeepStrictEqual(read, chunks.map(toReadChunk)), `The chunks are ${JSON.stringify(read)}`);
    }),
  },
  {
    name: "readRelay throws a typed error after the chunks when the relayed stream throws any value",
    property: fc.asyncProperty(fc.array(anyChunk, { maxLength: 3 }), fc.anything(), async (chunks, thrown) => {
      const read: unknown[] = [];
      const reading = readAll(relay(iterate(chunks, thrown)), read);
      const error = await withTimeout(
        reading.then(
          () => undefined,
          (reason: unknown) => reason,
        ),
      );
      checkError(error);
      assert(isDeepStrictEqual(read, chunks.map(toReadChunk)), `The chunks before it are ${JSON.stringify(read)}`);
    }),
  },
];

const toReadChunk = (chunk: ChatCompletionChunk) => toChunk(chunk as unknown as Record<string, unknown>);

async function* iterate(chunks: readonly ChatCompletionChunk[], ...thrown: readonly unknown[]) {
  yield* chunks;
  for (const error of thrown) throw error;
}

async function readAll(response: Response, chunks: unknown[] = []): Promise<unknown[]> {
  for await (const chunk of await readRelay(response)) chunks.push(chunk);
  return chunks;
}

/** Splits the first bytes of a response body into blocks of these sizes. */
function splitBody(response: Response, split: readonly number[]): Response {
  let index = 0;
  const splitter = new TransformStream<Uint8Array, Uint8Array>({
    transform(bytes, controller) {
      for (let start = 0; start < bytes.length;) {
        const size = split[index++] ?? bytes.length;
        controller.enqueue(bytes.subarray(start, start + size));
        start += size;
      }
    },
  });
  return new Response(response.body?.pipeThrough(splitter) ?? null, response);
}
