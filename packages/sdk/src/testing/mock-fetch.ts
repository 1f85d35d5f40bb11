import { sentRequest, type SentRequest } from "./captured-request.ts";

/**
 * What {@link mockFetch} answers with: a response, an error that `fetch` shall throw, or a function that gives a response.
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
 * A `fetch` that sends nothing, and remembers what it was asked.
 *
 * @example
 * ```ts
 * import type { MockFetch } from "@org/sdk/testing.js";
 *
 * const urlsOf = ({ requests }: MockFetch) => requests.map(({ url }) => url);
 * ```
 */
export type MockFetch = typeof globalThis.fetch & {
  /** All requests so far, in order. */
  readonly requests: readonly SentRequest[];
};

/**
 * A `fetch` that gives these answers, one after the other, or asks a function for each. Without any left it fails, which
 * a client does not retry.
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
    const { method, url, headers, body, text, signal } = await sentRequest(input, init);
    signal?.throwIfAborted();
    const request = { method, url, headers, body, text, signal };
    const index = requests.push(request) - 1;
    const answer = typeof answers === "function" ? answers : answers[index];
    if (answer === undefined) {
      throw new Error(
        `No answer is left for request ${index + 1} (${method} ${url}): mockFetch was given ${answers.length}`,
      );
    }
    if (answer instanceof Error) throw answer;
    return typeof answer === "function" ? answer(request, index) : answer;
  };
  return Object.assign(fetch, { requests });
}
