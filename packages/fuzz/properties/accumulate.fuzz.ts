import { isDeepStrictEqual } from "node:util";
import { chatStream, type ChatStream } from "@org/sdk/funcs/chatStream.js";
import { hello } from "@org/test-server/client/client.ts";
import * as fc from "fast-check";
import { assert, withTimeout } from "../support/assertions.ts";
import { anyChoices } from "../support/any-deltas.ts";
import { splitCompletion } from "../support/split-completion.ts";
import { createFuzzedClient } from "../support/fuzzed-client.ts";
import type { Property } from "../support/property.ts";

export const accumulation: readonly Property[] = [
  {
    name: "chatStream loses no text of deltas with missing, null, empty or changed ids, names and indexes",
    property: fc.asyncProperty(fc.array(anyChoices(), { minLength: 1, maxLength: 12 }), async (events) => {
      const chunks = events.map((choices) => ({ id: "gen-1", choices }));
      const completion = await withTimeout(openStream(chunks).finalCompletion());
      const json = JSON.stringify(completion);
      const texts = new Set(JSON.stringify(chunks).match(/<\d+>/g));
      for (const text of texts) assert(json.includes(text), `${text} is missing in ${json}`);
      for (const stream of ["textStream", "reasoningStream"] as const) {
        const { content, reasoning } = completion.choices.find(({ index }) => index === 0)?.message ?? {};
        const actual = await withTimeout(readTexts(openStream(chunks)[stream]));
        const expected = stream === "textStream" ? getText(content) : (reasoning ?? "");
        assert(actual === expected, `Expected ${stream} to be ${expected}, got ${actual}`);
      }
    }),
  },
  {
    name: "chatStream restores a completion that is split into deltas",
    property: fc.asyncProperty(splitCompletion(), async ({ chunks, completion }) => {
      const stream = openStream(chunks);
      const actual = await withTimeout(stream.finalCompletion());
      assert(
        isDeepStrictEqual(actual, completion),
        `Expected ${JSON.stringify(completion)}, got ${JSON.stringify(actual)}`,
      );
      const text = getText(completion.choices[0]?.message.content);
      assert((await stream.finalText()) === text, "The text must be the same");
    }),
  },
];

function openStream(chunks: readonly object[]): ChatStream {
  const body = [...chunks.map((chunk) => JSON.stringify(chunk)), "[DONE]"].map((data) => `data: ${data}\n\n`).join("");
  const headers = { "content-type": "text/event-stream" };
  return chatStream(createFuzzedClient(() => new Response(body, { headers })).core, hello);
}

async function readTexts(texts: AsyncIterable<string>): Promise<string> {
  let all = "";
  for await (const text of texts) all += text;
  return all;
}

/** Returns the text of a message's content: a string, or the text parts of a list. */
function getText(content: unknown): string {
  if (!Array.isArray(content)) return typeof content === "string" ? content : "";
  return (content as { type: string; text?: string }[]).map((part) => (part.type === "text" ? part.text : "")).join("");
}
