import type { Middleware } from "@org/sdk";
import { chatComplete } from "@org/sdk/funcs/chatComplete.js";
import { hello } from "@org/test-server/client/client.ts";
import { completion } from "@org/test-server/fault-server/bodies.ts";
import * as fc from "fast-check";
import { checkCall, checkError, withTimeout } from "../support/assertions.ts";
import { createFuzzedClient } from "../support/fuzzed-client.ts";
import { anyValue, createValue } from "../support/hostile-values.ts";
import type { Property } from "../support/property.ts";

const text = fc.constantFrom(JSON.stringify(completion()), 'data: {"choices":[]}\n\ndata: [DONE]\n\n', "<html>");
const responseLike = fc.record(
  {
    ok: fc.oneof(fc.boolean(), anyValue()),
    status: fc.oneof(fc.constantFrom(0, 200, 302, 401, 429, 500), anyValue()),
    statusText: anyValue(),
    type: anyValue(),
    url: anyValue(),
    headers: fc.oneof(fc.constant(new Headers({ "content-type": "application/json" })), anyValue()),
    body: anyValue(),
    text: anyValue(),
  },
  { requiredKeys: [] },
);

export const transports: readonly Property[] = [
  {
    name: "a fetch that returns or throws any value leads to a typed result",
    property: fc.asyncProperty(
      fc.oneof(anyValue(), responseLike),
      fc.boolean(),
      fc.boolean(),
      async (recipe, isThrown, stream) => {
        const { core } = createFuzzedClient(() => {
          if (isThrown) throw createValue(recipe);
          return createValue(recipe) as Response;
        });
        await checkCall(() => chatComplete(core, { ...hello, stream }));
      },
    ),
  },
  {
    name: "a body that yields any value instead of bytes, or fails with any value, leads to a typed result",
    property: fc.asyncProperty(
      fc.array(
        fc.oneof(
          text.map((part) => Buffer.from(part)),
          anyValue(),
        ),
        { maxLength: 4 },
      ),
      fc.option(anyValue()),
      fc.constantFrom(200, 429),
      fc.boolean(),
      async (recipes, failure, status, stream) => {
        const { core } = createFuzzedClient(() => new Response(createBody(recipes, failure), { status }));
        const result = await checkCall(() => chatComplete(core, { ...hello, stream }));
        if (!result.ok || !(Symbol.asyncIterator in result.value)) return;
        await withTimeout(readAll(result.value as AsyncIterable<unknown>)).catch(checkError);
      },
    ),
  },
  {
    name: "a middleware that returns or throws any value leads to a typed result",
    property: fc.asyncProperty(
      anyValue(),
      fc.constantFrom("onRequest", "onResponse", "onError"),
      fc.boolean(),
      fc.boolean(),
      async (recipe, hook, isThrown, stream) => {
        const middleware = {
          [hook]: () => {
            if (isThrown) throw createValue(recipe);
            return createValue(recipe);
          },
        } as unknown as Middleware;
        const { core } = createFuzzedClient(undefined, { middleware: [middleware] });
        await checkCall(() => chatComplete(core, { ...hello, stream }));
      },
    ),
  },
];

function createBody(recipes: readonly unknown[], failure: unknown): ReadableStream<Uint8Array> {
  let index = 0;
  return new ReadableStream({
    pull(controller) {
      if (index < recipes.length) controller.enqueue(createValue(recipes[index++]) as Uint8Array);
      else if (failure === null) controller.close();
      else controller.error(createValue(failure));
    },
  });
}

async function readAll(stream: AsyncIterable<unknown>): Promise<number> {
  let count = 0;
  for await (const _ of stream) count += 1;
  return count;
}
