import { describe, expect, test } from "vitest";
import { chatComplete } from "../../src/funcs/chatComplete.ts";
import { HTTPClientError, InvalidRequestError, UnexpectedClientError } from "../../src/models/errors.ts";
import { OpenRouter } from "../../src/client.ts";
import { completion } from "../support/responses.ts";
import { noRetries, observedClient, observedFetch, question } from "../support/observed-client.ts";
import { invalidValues } from "../support/invalid-values.ts";

/** `chatComplete` without types, as called from JavaScript. */
const call = chatComplete as (...args: unknown[]) => ReturnType<typeof chatComplete>;

const throwError = () => {
  throw new Error("boom");
};
const createThrowingObject = (thrown: unknown) => ({
  get anything(): never {
    throw thrown;
  },
});

describe("chatComplete never rejects and never throws, whatever is thrown during a call", () => {
  const thrown: [string, unknown][] = [
    ...invalidValues.slice(0, 12),
    ["an object that cannot be printed", Object.create(null)],
    [
      "an error whose message throws",
      Object.defineProperty(new Error("x"), "message", {
        get: () => {
          throw new Error("y");
        },
      }),
    ],
    ["an error whose message is a symbol", Object.assign(new Error("x"), { message: Symbol("m") })],
    ...invalidValues.slice(13),
  ];

  test.each(thrown)("when fetch throws %s", async (_, value) => {
    const fetch = () => {
      throw value as Error;
    };
    const result = await call(new OpenRouter({ apiKey: "k", fetch, retryConfig: noRetries }), question);
    expect(!result.ok && UnexpectedClientError.isInstance(result.error)).toBe(true);
    expect(result.attempts).toBe(1);
  });

  test.each(thrown)("when an option's getter throws %s", async (_, value) => {
    const options = Object.defineProperty({}, "signal", {
      get: () => {
        throw value as Error;
      },
    });
    const { client } = observedClient({ fetch: () => Response.json(completion()) });
    const result = await call(client, question, options);
    expect(!result.ok && HTTPClientError.isInstance(result.error)).toBe(true);
  });

  test.each(thrown)(
    "returns an InvalidRequestError when the request's getter or toJSON throws %s",
    async (_, value) => {
      const { client, requests } = observedClient({ fetch: () => Response.json(completion()) });
      const toJSON = () => {
        throw value as Error;
      };
      for (const request of [
        {
          ...question,
          extra: Object.defineProperties({}, Object.getOwnPropertyDescriptors(createThrowingObject(value))),
        },
        { ...question, toJSON },
      ]) {
        const result = await call(client, request);
        expect(!result.ok && InvalidRequestError.isInstance(result.error)).toBe(true);
      }
      expect(requests).toHaveLength(0);
    },
  );

  test.each(invalidValues.filter(([name]) => name !== "a promise"))("when fetch resolves with %s", async (_, value) => {
    const { fetch } = observedFetch(() => value as Response);
    const result = await call(new OpenRouter({ apiKey: "k", fetch, retryConfig: noRetries }), question);
    expect(result.ok).toBe(false);
  });

  test("when the middleware and the logger throw", async () => {
    for (const hook of ["onRequest", "onResponse"]) {
      const { client } = observedClient({
        middleware: [{ [hook]: throwError }] as never,
        debugLogger: { debug: throwError, warn: throwError },
        retryConfig: noRetries,
        fetch: () => Response.json(completion()),
      });
      expect(await call(client, question)).toMatchObject({
        ok: false,
        attempts: 1,
        error: { name: "UnexpectedClientError", cause: { message: "boom" } },
      });
    }
  });
});
