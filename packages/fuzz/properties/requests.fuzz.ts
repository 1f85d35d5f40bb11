import { isDeepStrictEqual } from "node:util";
import { chatComplete } from "@org/sdk/funcs/chatComplete.js";
import type { ChatCompletionCreateParams } from "@org/sdk/models";
import * as fc from "fast-check";
import { assert, checkCall } from "../support/assertions.ts";
import { createFuzzedClient } from "../support/fuzzed-client.ts";
import { anyValue, createValue } from "../support/hostile-values.ts";
import { jsonValue } from "../support/json-values.ts";
import type { Property } from "../support/property.ts";

const requestLike = fc.record(
  {
    messages: fc.oneof(fc.array(anyValue(), { minLength: 1, maxLength: 3 }), anyValue()),
    model: anyValue(),
    stream: fc.oneof(fc.boolean(), anyValue()),
    tools: anyValue(),
  },
  { requiredKeys: ["messages"] },
);

export const requestBodies: readonly Property[] = [
  {
    name: "any value as a request is sent as JSON, or rejected before anything is sent",
    property: fc.asyncProperty(fc.oneof(anyValue(), requestLike, requestLike), async (recipe) => {
      const request = createValue(recipe) as ChatCompletionCreateParams;
      const { core, requests } = createFuzzedClient();
      const result = await checkCall(() => chatComplete(core, request));
      const isRejected = !result.ok && result.error.name === "InvalidRequestError";
      assert(requests.length === (isRejected ? 0 : 1), "The request must be sent unless it is rejected");
      if (requests[0]) {
        assert(
          requests[0].body === JSON.stringify(createValue(recipe)),
          "The body must be the result of JSON.stringify",
        );
      }
    }),
  },
  {
    name: "any JSON with messages is sent, together with the keys of extraBody",
    property: fc.asyncProperty(
      fc.dictionary(fc.string({ maxLength: 6 }), jsonValue(), { maxKeys: 4 }),
      fc.array(jsonValue(), { minLength: 1, maxLength: 3 }),
      fc.option(fc.dictionary(fc.string({ maxLength: 6 }), jsonValue(), { maxKeys: 3 }), { nil: undefined }),
      async (fields, messages, extraBody) => {
        const request = { ...fields, messages, stream: null } as unknown as ChatCompletionCreateParams;
        const isRepeated = Object.keys(extraBody ?? {}).some((key) => Object.hasOwn(request, key));
        const { core, requests } = createFuzzedClient();
        const result = await checkCall(() => chatComplete(core, request, { extraBody }));
        assert(result.ok !== isRepeated, isRepeated ? "A repeated key must be rejected" : "The request must be sent");
        if (!isRepeated) {
          const expected = { ...toJSON(request), ...toJSON(extraBody ?? {}) };
          assert(
            isDeepStrictEqual(JSON.parse(requests[0]?.body ?? ""), expected),
            "The body must contain the request and extraBody",
          );
        }
      },
    ),
  },
  {
    name: "any value as extraBody is sent, or rejected before anything is sent",
    property: fc.asyncProperty(anyValue(), async (recipe) => {
      const { core, requests } = createFuzzedClient();
      const request: ChatCompletionCreateParams = { messages: [{ role: "user", content: "Hi" }] };
      const result = await checkCall(() =>
        chatComplete(core, request, { extraBody: createValue(recipe) as Record<string, unknown> }),
      );
      const isRejected = !result.ok && result.error.name === "InvalidRequestError";
      assert(requests.length === (isRejected ? 0 : 1), "The request must be sent unless it is rejected");
    }),
  },
];

function toJSON(value: object): Record<string, unknown> {
  return JSON.parse(JSON.stringify(value)) as Record<string, unknown>;
}
