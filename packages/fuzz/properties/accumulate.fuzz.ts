import { isDeepStrictEqual } from "node:util";
import { chatStream, type ChatStream } from "@org/sdk/funcs/chatStream.js";
import { hello } from "@org/test-server/client/client.ts";
import * as fc from "fast-check";
import { inTime, must } from "../support/assertions.ts";
import { anyChoices } from "../support/any-deltas.ts";
import { cutCompletion } from "../support/split-completion.ts";
import { fuzzedClient } from "../support/fuzzed-client.ts";
import type { Property } from "../support/property.ts";

export const accumulation: readonly Property[] = [
  {
    name: "any deltas, with missing, null, empty and changed ids, names and indexes: no crash, and no text is lost",
    property: fc.asyncProperty(fc.array(anyChoices(), { minLength: 1, maxLength: 12 }), async (events) => {
      const chunks = events.map((choices) => ({ id: "gen-1", choices }));
      const completion = await inTime(open(chunks).finalCompletion());
      const whole = JSON.stringify(completion);
      const texts = new Set(JSON.stringify(chunks).match(/<\d+>/g));
      for (const text of texts) must(whole.includes(text), `${text} is missing in ${whole}`);
      for (const stream of ["textStream", "reasoningStream"] as const) {
        const { content, reasoning } = completion.choices.find(({ index }) => index === 0)?.message ?? {};
        const read = await inTime(readTexts(open(chunks)[stream]));
        const wanted = stream === "textStream" ? textOf(content) : (reasoning ?? "");
        must(read === wanted, `${stream} is ${read}, and not ${wanted}`);
      }
    }),
  },
  {
    name: "a completion that was cut into deltas is that completion",
    property: fc.asyncProperty(cutCompletion(), async ({ chunks, completion }) => {
      const stream = open(chunks);
      const built = await inTime(stream.finalCompletion());
      must(
        isDeepStrictEqual(built, completion),
        `It is ${JSON.stringify(built)}, and not ${JSON.stringify(completion)}`,
      );
      must((await stream.finalText()) === textOf(completion.choices[0]?.message.content), "The text must be the same");
    }),
  },
];

function open(chunks: readonly object[]): ChatStream {
  const body = [...chunks.map((chunk) => JSON.stringify(chunk)), "[DONE]"].map((data) => `data: ${data}\n\n`).join("");
  const headers = { "content-type": "text/event-stream" };
  return chatStream(fuzzedClient(() => new Response(body, { headers })).core, hello);
}

async function readTexts(texts: AsyncIterable<string>): Promise<string> {
  let all = "";
  for await (const text of texts) all += text;
  return all;
}

/** The text of a content: itself, or that of the text parts of a list. */
function textOf(content: unknown): string {
  if (!Array.isArray(content)) return typeof content === "string" ? content : "";
  return (content as { type: string; text?: string }[]).map((part) => (part.type === "text" ? part.text : "")).join("");
}
