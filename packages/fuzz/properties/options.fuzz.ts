import { OpenRouter, type RequestOptions, type SDKOptions } from "@org/sdk";
import { chatComplete } from "@org/sdk/funcs/chatComplete.js";
import { InvalidRequestError } from "@org/sdk/models/errors";
import { hello, secretKey } from "@org/test-server/client/client.ts";
import { findSecretLeaks } from "@org/test-server/client/secret-leaks.ts";
import { completion } from "@org/test-server/fault-server/bodies.ts";
import * as fc from "fast-check";
import { assert, checkCall, checkError } from "../support/assertions.ts";
import { createFuzzedClient } from "../support/fuzzed-client.ts";
import { anyValue, createValue } from "../support/hostile-values.ts";
import type { Property } from "../support/property.ts";

const shared = ["timeoutMs", "idleTimeoutMs", "retryCodes", "middleware", "headers", "serverURL"];
const clientOptions = [...shared, "apiKey", "httpReferer", "appTitle", "retryConfig", "fetch", "debugLogger"];
const callOptions = [...shared, "fetchOptions", "signal", "retries", "maxEventBytes", "extraBody"];
const optionKey = fc.constantFrom(
  "signal",
  "headers",
  "redirect",
  "cache",
  "duplex",
  "strategy",
  "backoff",
  "maxRetries",
  "initialInterval",
  "debug",
  "warn",
  "onRequest",
);
const optionValue = fc.oneof(
  anyValue(),
  fc.dictionary(optionKey, anyValue(), { maxKeys: 2 }),
  fc.array(fc.dictionary(optionKey, anyValue()), { maxLength: 2 }),
  fc.string(),
  fc.double(),
);

export const options: readonly Property[] = [
  {
    name: "any value of a client option leads to a client or InvalidRequestError, and calls return a typed result",
    property: fc.asyncProperty(fc.constantFrom(...clientOptions), optionValue, async (name, recipe) => {
      const core = construct(() => ({ ...validOptions, [name]: createValue(recipe) }));
      if (!core) return;
      assert(findSecretLeaks([secretKey], core).length === 0, "The client must not reveal the key");
      await checkCall(() => chatComplete(core, hello));
    }),
  },
  {
    name: "any value as the options of the client leads to a client or InvalidRequestError",
    property: fc.asyncProperty(anyValue(), async (recipe) => {
      construct(() => createValue(recipe) as SDKOptions);
    }),
  },
  {
    name: "any value of a call option leads to a typed result",
    property: fc.asyncProperty(fc.constantFrom(...callOptions), optionValue, async (name, recipe) => {
      const { core } = createFuzzedClient();
      await checkCall(() => chatComplete(core, hello, { [name]: createValue(recipe) }));
    }),
  },
  {
    name: "any value as the options or the client of a call leads to a typed result",
    property: fc.asyncProperty(anyValue(), anyValue(), async (recipe, other) => {
      const { core } = createFuzzedClient();
      await checkCall(() => chatComplete(core, hello, createValue(recipe) as RequestOptions));
      await checkCall(() => chatComplete(createValue(other) as OpenRouter, hello));
    }),
  },
  {
    name: "a key function that returns or throws any value leads to a typed result",
    property: fc.asyncProperty(anyValue(), fc.boolean(), async (recipe, isThrown) => {
      const apiKey = (): string => {
        if (isThrown) throw createValue(recipe);
        return createValue(recipe) as string;
      };
      const { core, requests } = createFuzzedClient(undefined, { apiKey });
      const result = await checkCall(() => chatComplete(core, hello));
      assert(result.ok || result.error.name === "InvalidRequestError", "Expected a request or InvalidRequestError");
      assert(requests.length === (result.ok ? 1 : 0), "No request must be sent without a key");
    }),
  },
  {
    name: "a request goes to the origin of serverURL and the path of the operation, or is not sent",
    property: fc.asyncProperty(
      fc.oneof(
        fc.webUrl({ withQueryParameters: true, withFragments: true }),
        fc.string(),
        fc.string().map((path) => `http://host.example/${path}`),
      ),
      async (serverURL) => {
        const { core, requests } = createFuzzedClient();
        const result = await checkCall(() => chatComplete(core, hello, { serverURL }));
        assert(requests.length === (result.ok ? 1 : 0), "The request must be sent once or rejected");
        for (const { url } of requests) {
          const { origin, pathname } = new URL(url);
          const isExpected = origin === new URL(serverURL).origin && pathname.endsWith("/chat/completions");
          assert(isExpected, `The request went to ${url}`);
        }
      },
    ),
  },
  {
    name: "a header is sent unchanged, rejected, or dropped because it is empty",
    property: fc.asyncProperty(
      fc.string({ maxLength: 8, unit: "binary" }),
      fc.string({ maxLength: 8, unit: "binary" }),
      async (name, value) => {
        const { core, requests } = createFuzzedClient();
        const result = await checkCall(() => chatComplete(core, hello, { headers: { [name]: value } }));
        assert(requests.length === (result.ok ? 1 : 0), "The request must be sent once or rejected");
        const expected = value.trim();
        if (requests[0] && expected) assert(requests[0].headers.get(name) === expected, "The header must be unchanged");
      },
    ),
  },
];

const validOptions: SDKOptions = {
  apiKey: secretKey,
  retryConfig: { strategy: "none" },
  fetch: () => Promise.resolve(Response.json(completion())),
};

/** Creates a client. Returns `undefined` when the constructor throws InvalidRequestError. */
function construct(createOptions: () => SDKOptions): OpenRouter | undefined {
  try {
    return new OpenRouter(createOptions());
  } catch (error) {
    checkError(error);
    assert(InvalidRequestError.isInstance(error), "An invalid option must lead to InvalidRequestError");
    return undefined;
  }
}
