import { chatComplete } from "@org/sdk/funcs/chatComplete.js";
import { hello, secretKey } from "@org/test-server/client/client.ts";
import { nameOf } from "@org/test-server/client/ending.ts";
import { chunk, errorBody } from "@org/test-server/fault-server/bodies.ts";
import * as fc from "fast-check";
import { checked, checkError, inTime, must } from "../support/assertions.ts";
import { fuzzedClient } from "../support/fuzzed-client.ts";
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
const bytes = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: text.map((part) => Buffer.from(part)) },
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 8 }) },
    ),
    { maxLength: 30 },
  )
  .map((parts) => Buffer.concat(parts));
/** The texts of chunks that differ in their content alone, as most of a stream do, around whatever else. */
const likeTexts = fc
  .tuple(
    fc.dictionary(fc.constantFrom("id", "content", "__proto__", "usage", "1"), jsonValue(), { maxKeys: 2 }),
    fc.dictionary(fc.constantFrom("role", "index", "logprobs", "cont\\ent"), jsonValue(), { maxKeys: 2 }),
    fc.array(fc.oneof(fc.string(), fc.constantFrom('"', "\\", "content", '","x":"', "\n", "🌍")), { maxLength: 12 }),
  )
  .map(([top, delta, contents]) =>
    contents.map((content) => JSON.stringify({ ...top, choices: [{ ...delta, delta: { ...delta, content } }] })),
  );
const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 20 });
const endings = fc.constantFrom<"end" | "error">("end", "error");

export const streams: readonly Property[] = [
  {
    name: "any bytes as a stream come to one of its ends, the same one however they are split",
    property: fc.asyncProperty(bytes, sizes, endings, async (body, split, ending) => {
      const whole = await read(() => pieces(body, [], ending), true);
      const inPieces = await read(() => pieces(body, split, ending), true);
      const oneByOne = await read(
        () =>
          pieces(
            body,
            Array.from(body, () => 1),
            ending,
          ),
        true,
      );
      must(whole === inPieces, `Whole it is ${whole}, in pieces ${inPieces}`);
      must(whole === oneByOne, `Whole it is ${whole}, one by one ${oneByOne}`);
    }),
  },
  {
    name: "chunks are what JSON.parse makes of each event, however alike or unlike they are",
    property: fc.asyncProperty(fc.array(likeTexts, { minLength: 1, maxLength: 4 }), sizes, async (runs, split) => {
      const texts = runs.flat();
      const body = Buffer.from(`${texts.map((each) => `data: ${each}\n\n`).join("")}data: [DONE]\n\n`);
      const wanted = `${JSON.stringify(texts.map((each) => JSON.parse(each) as unknown))} whole`;
      const found = await read(() => pieces(body, split, "end"), true);
      must(found === wanted, `It is ${found}, and not ${wanted}`);
    }),
  },
  {
    name: "any bytes as a completion come to an end, the same one however they are split",
    property: fc.asyncProperty(bytes, sizes, endings, async (body, split, ending) => {
      const whole = await read(() => pieces(body, [], ending), false);
      const inPieces = await read(() => pieces(body, split, ending), false);
      must(whole === inPieces, `Whole it is ${whole}, in pieces ${inPieces}`);
    }),
  },
  {
    name: "a consumer that leaves at any time closes the body",
    property: fc.asyncProperty(fc.nat({ max: 6 }), fc.constantFrom("break", "cancel", "throw"), async (after, how) => {
      let isCancelled = false;
      const { core } = fuzzedClient(() => new Response(endless(() => (isCancelled = true))));
      const result = await checked(() => chatComplete(core, { ...hello, stream: true }));
      must(result.ok, "It must begin");
      if (!result.ok) return;
      let seen = 0;
      const leaving = async (): Promise<void> => {
        for await (const _ of result.value) {
          if (seen++ < after) continue;
          if (how === "break") return;
          if (how === "throw") throw new Error("Enough");
          await result.value.cancel();
        }
      };
      await inTime(leaving()).catch((error: unknown) => must(how === "throw", String(error)));
      must(isCancelled && seen === after + 1, "It must be closed at that chunk");
    }),
  },
];

/** What a call comes to, told in a line: its chunks, and its end. */
async function read(body: () => ReadableStream<Uint8Array>, stream: boolean): Promise<string> {
  const { core } = fuzzedClient(() => new Response(body(), { headers: { "content-type": "text/event-stream" } }));
  const result = await checked(() => chatComplete(core, { ...hello, stream }));
  if (!result.ok) return nameOf(result.error);
  if (!(Symbol.asyncIterator in result.value)) return JSON.stringify(result.value);
  const chunks: unknown[] = [];
  const reading = async (): Promise<string> => {
    for await (const each of result.value as AsyncIterable<unknown>) chunks.push(each);
    return "whole";
  };
  const end = await inTime(reading()).catch((error: unknown) => {
    checkError(error);
    return nameOf(error);
  });
  return `${JSON.stringify(chunks)} ${end}`;
}

/** A body in pieces of these sizes; the last one takes the rest. */
function pieces(body: Buffer, split: readonly number[], ending: "end" | "error"): ReadableStream<Uint8Array> {
  let at = 0;
  let index = 0;
  return new ReadableStream({
    pull(controller) {
      if (at < body.length) {
        const size = split[index++] ?? body.length;
        controller.enqueue(new Uint8Array(body.subarray(at, at + size)));
        at += size;
      } else if (ending === "end") controller.close();
      else controller.error(new TypeError("terminated"));
    },
  });
}

function endless(cancel: () => void): ReadableStream<Uint8Array> {
  const event = Buffer.from(`data: ${JSON.stringify(chunk("on and on"))}\n\n`);
  return new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(event)), cancel });
}
