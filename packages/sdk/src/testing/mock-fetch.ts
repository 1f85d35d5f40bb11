import { captureRequest, type SentRequest } from "./captured-request.ts";

/**
 * How {@link mockFetch} handles a request: with a response to return, an error to throw, or a function that returns the
 * response.
 *
 * @example
 * ```ts
 * import { jsonResponse, type MockAnswer } from "@org/sdk/testing.js";
 *
 * const offline: MockAnswer = new TypeError("fetch failed");
 * const echo: MockAnswer = ({ text }) => jsonResponse(`You sent ${text.length} characters.`);
 * ```
 */
export type MockAnswer = Response | Error | ((request: SentRequest, index: number) => Response | Promise<Response>);

/**
 * A `fetch` that sends nothing, and captures its requests.
 *
 * @example
 * ```ts
 * import type { MockFetch } from "@org/sdk/testing.js";
 *
 * const getURLs = ({ requests }: MockFetch) => requests.map(({ url }) => url);
 * ```
 */
export type MockFetch = typeof globalThis.fetch & {
  /** All requests so far, in order. */
  readonly requests: readonly SentRequest[];
};

/**
 * Creates a `fetch` that returns the given responses in order, or calls a function for each. When none is left it
 * throws an error that a client does not retry.
 *
 * @param answers One for each request, or a function that returns each response.
 * @returns The `fetch` for the client's options, with the requests it has received.
 *
 * @example
 * ```ts
 * import { OpenRouter } from "@org/sdk";
 * import { errorResponse, jsonResponse, mockFetch } from "@org/sdk/testing.js";
 *
 * const fetch = mockFetch([
 *   errorResponse(503, "Busy", undefined, { headers: { "retry-after-ms": "1" } }),
 *   jsonResponse("It is raining."),
 * ]);
 * const openRouter = new OpenRouter({ apiKey: "none", fetch });
 * const completion = await openRouter.chat.complete({ messages: [{ role: "user", content: "And the weather?" }] });
 * console.log(completion.choices[0]?.message.content, fetch.requests.length);
 * ```
 * ```text
 * It is raining. 2
 * ```
 */
export function mockFetch(
  answers: readonly MockAnswer[] | ((request: SentRequest, index: number) => Response | Promise<Response>),
): MockFetch {
  const requests: SentRequest[] = [];
  const fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const { method, url, headers, body, text, signal } = await captureRequest(input, init);
    signal?.throwIfAborted();
    const request = { method, url, headers, body, text, signal };
    const index = requests.push(request) - 1;
    const answer = typeof answers === "function" ? answers : answers[index];
    const described = `request ${index + 1} (${method} ${url})`;
    if (answer === undefined) {
      throw new Error(`No response is left for ${described}: mockFetch has ${answers.length}`);
    }
    if (answer instanceof Error) throw answer;
    const response = typeof answer === "function" ? await answer(request, index) : answer;
    if (response.bodyUsed) {
      throw new Error(`The response to ${described} was already read: create one for each request`);
    }
    return response;
  };
  return Object.assign(fetch, { requests });
}
