import { isDeepStrictEqual } from "node:util";
import type { ChatCompletionChunk } from "@org/sdk/models";
import { readRelay, relay } from "@org/sdk/relay.js";
import * as fc from "fast-check";
import { checkError, inTime, must } from "../support/assertions.ts";
import { expectDelivered, toDelivered } from "../support/expected-chunks.ts";
import { jsonValue } from "../support/json-values.ts";
import type { Property } from "../support/property.ts";

const anyChunk = fc
  .dictionary(fc.constantFrom("id", "choices", "usage", "content", "__proto__", "x\ny"), jsonValue(), { maxKeys: 4 })
  // As it comes from the wire: `__proto__` is a name like any other, and -0 is 0.
  .map((value) => JSON.parse(JSON.stringify(value)) as ChatCompletionChunk)
  // A chunk of a failed choice ends what is read.
  .filter((chunk) => !expectDelivered([chunk]).fails);
const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 20 });

export const relays: readonly Property[] = [
  {
    name: "what is relayed is read as it was, however it is cut on the way",
    property: fc.asyncProperty(fc.array(anyChunk, { maxLength: 8 }), sizes, async (chunks, split) => {
      const found = await inTime(readAll(cut(relay(each(chunks)), split)));
      must(isDeepStrictEqual(found, chunks.map(asRead)), `It is ${JSON.stringify(found)}`);
    }),
  },
  {
    name: "whatever is thrown behind some chunks is told after them, and has a type",
    property: fc.asyncProperty(fc.array(anyChunk, { maxLength: 3 }), fc.anything(), async (chunks, thrown) => {
      const found: unknown[] = [];
      const reading = readAll(relay(each(chunks, thrown)), found);
      const error = await inTime(
        reading.then(
          () => undefined,
          (reason: unknown) => reason,
        ),
      );
      checkError(error);
      must(isDeepStrictEqual(found, chunks.map(asRead)), `Before it came ${JSON.stringify(found)}`);
    }),
  },
];

const asRead = (chunk: ChatCompletionChunk) => toDelivered(chunk as unknown as Record<string, unknown>);

async function* each(chunks: readonly ChatCompletionChunk[], ...thrown: readonly unknown[]) {
  yield* chunks;
  for (const error of thrown) throw error;
}

async function readAll(response: Response, found: unknown[] = []): Promise<unknown[]> {
  for await (const chunk of await readRelay(response)) found.push(chunk);
  return found;
}

/** The same answer, in pieces of these sizes; the rest comes as it does. */
function cut(response: Response, split: readonly number[]): Response {
  let index = 0;
  const cutting = new TransformStream<Uint8Array, Uint8Array>({
    transform(piece, controller) {
      for (let at = 0; at < piece.length;) {
        const size = split[index++] ?? piece.length;
        controller.enqueue(piece.subarray(at, at + size));
        at += size;
      }
    },
  });
  return new Response(response.body?.pipeThrough(cutting) ?? null, response);
}
