import { isDeepStrictEqual } from "node:util";
import { chatComplete } from "@org/sdk/funcs/chatComplete.js";
import type { ChatCompletionCreateParams } from "@org/sdk/models";
import * as fc from "fast-check";
import { checked, must } from "../support/assertions.ts";
import { fuzzedClient } from "../support/fuzzed-client.ts";
import { anyValue, made } from "../support/hostile-values.ts";
import { jsonValue } from "../support/json-values.ts";
import type { Property } from "../support/property.ts";

const nearly = fc.record(
  {
    messages: fc.oneof(fc.array(anyValue(), { minLength: 1, maxLength: 3 }), anyValue()),
    model: anyValue(),
    stream: fc.oneof(fc.boolean(), anyValue()),
    tools: anyValue(),
  },
  { requiredKeys: ["messages"] },
);

export const requests: readonly Property[] = [
  {
    name: "any value as a request is sent as JSON says it, or refused before anything is sent",
    property: fc.asyncProperty(fc.oneof(anyValue(), nearly, nearly), async (recipe) => {
      const request = made(recipe) as ChatCompletionCreateParams;
      const { core, sent } = fuzzedClient();
      const result = await checked(() => chatComplete(core, request));
      const isRefused = !result.ok && result.error.name === "InvalidRequestError";
      must(sent.length === (isRefused ? 0 : 1), "What is refused must not be sent, and all else must be");
      if (sent[0]) must(sent[0].body === JSON.stringify(made(recipe)), "It must be sent as JSON.stringify says it");
    }),
  },
  {
    name: "any JSON with messages is sent, with the keys of extraBody behind it",
    property: fc.asyncProperty(
      fc.dictionary(fc.string({ maxLength: 6 }), jsonValue(), { maxKeys: 4 }),
      fc.array(jsonValue(), { minLength: 1, maxLength: 3 }),
      fc.option(fc.dictionary(fc.string({ maxLength: 6 }), jsonValue(), { maxKeys: 3 }), { nil: undefined }),
      async (fields, messages, extraBody) => {
        const request = { ...fields, messages, stream: null } as unknown as ChatCompletionCreateParams;
        const isRepeated = Object.keys(extraBody ?? {}).some((key) => Object.hasOwn(request, key));
        const { core, sent } = fuzzedClient();
        const result = await checked(() => chatComplete(core, request, { extraBody }));
        must(result.ok !== isRepeated, isRepeated ? "A repeated key must be refused" : "It must be sent");
        if (!isRepeated) {
          must(
            isDeepStrictEqual(JSON.parse(sent[0]?.body ?? ""), { ...jsonOf(request), ...jsonOf(extraBody ?? {}) }),
            "Both must be there",
          );
        }
      },
    ),
  },
  {
    name: "any value as extraBody is sent or refused",
    property: fc.asyncProperty(anyValue(), async (recipe) => {
      const { core, sent } = fuzzedClient();
      const request: ChatCompletionCreateParams = { messages: [{ role: "user", content: "Hi" }] };
      const result = await checked(() =>
        chatComplete(core, request, { extraBody: made(recipe) as Record<string, unknown> }),
      );
      const isRefused = !result.ok && result.error.name === "InvalidRequestError";
      must(sent.length === (isRefused ? 0 : 1), "What is refused must not be sent, and all else must be");
    }),
  },
];

function jsonOf(value: object): Record<string, unknown> {
  return JSON.parse(JSON.stringify(value)) as Record<string, unknown>;
}
