import { OpenRouter, type RequestOptions, type SDKOptions } from "@org/sdk";
import { chatComplete } from "@org/sdk/funcs/chatComplete.js";
import { InvalidRequestError } from "@org/sdk/models/errors";
import { hello, secretKey } from "@org/test-server/client/client.ts";
import { outputsWith } from "@org/test-server/client/outputs.ts";
import { completion } from "@org/test-server/fault-server/bodies.ts";
import * as fc from "fast-check";
import { checked, checkError, must } from "../support/assertions.ts";
import { fuzzedClient } from "../support/fuzzed-client.ts";
import { anyValue, made } from "../support/hostile-values.ts";
import type { Property } from "../support/property.ts";

const shared = ["timeoutMs", "idleTimeoutMs", "retryCodes", "middleware", "headers", "serverURL"];
const ofClient = [...shared, "apiKey", "httpReferer", "appTitle", "retryConfig", "fetch", "debugLogger"];
const ofCall = [...shared, "fetchOptions", "signal", "retries", "maxEventBytes", "extraBody"];
const inner = fc.constantFrom(
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
  fc.dictionary(inner, anyValue(), { maxKeys: 2 }),
  fc.array(fc.dictionary(inner, anyValue()), { maxLength: 2 }),
  fc.string(),
  fc.double(),
);

export const options: readonly Property[] = [
  {
    name: "any value as any option of the client: a client, or InvalidRequestError; and no call rejects",
    property: fc.asyncProperty(fc.constantFrom(...ofClient), optionValue, async (name, recipe) => {
      const core = constructed(() => ({ ...plain, [name]: made(recipe) }));
      if (!core) return;
      must(outputsWith([secretKey], core).length === 0, "The client must not show the key");
      await checked(() => chatComplete(core, hello));
    }),
  },
  {
    name: "any value as the client's options",
    property: fc.asyncProperty(anyValue(), async (recipe) => {
      constructed(() => made(recipe) as SDKOptions);
    }),
  },
  {
    name: "any value as any option of a call: an end with a type",
    property: fc.asyncProperty(fc.constantFrom(...ofCall), optionValue, async (name, recipe) => {
      const { core } = fuzzedClient();
      await checked(() => chatComplete(core, hello, { [name]: made(recipe) }));
    }),
  },
  {
    name: "any value as a call's options, and as its client",
    property: fc.asyncProperty(anyValue(), anyValue(), async (recipe, other) => {
      const { core } = fuzzedClient();
      await checked(() => chatComplete(core, hello, made(recipe) as RequestOptions));
      await checked(() => chatComplete(made(other) as OpenRouter, hello));
    }),
  },
  {
    name: "a key function that gives or throws anything: an end with a type",
    property: fc.asyncProperty(anyValue(), fc.boolean(), async (recipe, isThrown) => {
      const apiKey = (): string => {
        if (isThrown) throw made(recipe);
        return made(recipe) as string;
      };
      const { core, sent } = fuzzedClient(undefined, { apiKey });
      const result = await checked(() => chatComplete(core, hello));
      must(result.ok || result.error.name === "InvalidRequestError", "It must be sent or refused");
      must(sent.length === (result.ok ? 1 : 0), "Nothing must be sent without a key");
    }),
  },
  {
    name: "any serverURL: the request goes to that origin and to the operation's path, or nowhere",
    property: fc.asyncProperty(
      fc.oneof(
        fc.webUrl({ withQueryParameters: true, withFragments: true }),
        fc.string(),
        fc.string().map((path) => `http://host.example/${path}`),
      ),
      async (serverURL) => {
        const { core, sent } = fuzzedClient();
        const result = await checked(() => chatComplete(core, hello, { serverURL }));
        must(sent.length === (result.ok ? 1 : 0), "It must be sent once or refused");
        for (const { url } of sent) {
          const [given, used] = [new URL(serverURL), new URL(url)];
          must(given.origin === used.origin && used.pathname.endsWith("/chat/completions"), `It went to ${url}`);
        }
      },
    ),
  },
  {
    name: "any header: it is sent as it is, or refused, or it was empty",
    property: fc.asyncProperty(
      fc.string({ maxLength: 8, unit: "binary" }),
      fc.string({ maxLength: 8, unit: "binary" }),
      async (name, value) => {
        const { core, sent } = fuzzedClient();
        const result = await checked(() => chatComplete(core, hello, { headers: { [name]: value } }));
        must(sent.length === (result.ok ? 1 : 0), "It must be sent once or refused");
        const wanted = value.trim();
        if (sent[0] && wanted) must(sent[0].headers.get(name) === wanted, "The header must be as it was given");
      },
    ),
  },
];

const plain: SDKOptions = {
  apiKey: secretKey,
  retryConfig: { strategy: "none" },
  fetch: () => Promise.resolve(Response.json(completion())),
};

function constructed(make: () => SDKOptions): OpenRouter | undefined {
  try {
    return new OpenRouter(make());
  } catch (error) {
    checkError(error);
    must(InvalidRequestError.isInstance(error), "A bad option must be an InvalidRequestError");
    return undefined;
  }
}
