import { describe, expect, test } from "vitest";
import { OpenRouter } from "../../src/client.ts";
import { completion, errorResponse, jsonResponse, mockFetch } from "../../src/testing.ts";
import { collectGarbage } from "../support/collect-garbage.ts";
import { question } from "../support/observed-client.ts";
import { getRejection } from "../support/promises.ts";

describe("mockFetch", () => {
  test("captures the method, URL, headers and body of each request", async () => {
    const fetch = mockFetch(({ body }, index) => jsonResponse(`${index}: ${JSON.stringify(body)}`));
    expect(await (await fetch("https://a.test/x")).json()).toEqual(completion("0: undefined"));
    await fetch(new URL("https://a.test/y"), { method: "post", body: '{"a":1}', headers: { "x-a": "1" } });
    await fetch(new Request("https://a.test/z", { method: "PUT", body: "not JSON" }));
    await fetch("https://a.test/", { method: "POST", body: new TextEncoder().encode("[1]") });
    expect(fetch.requests.map(({ method, url, body, text }) => [method, url, body, text])).toEqual([
      ["GET", "https://a.test/x", undefined, ""],
      ["POST", "https://a.test/y", { a: 1 }, '{"a":1}'],
      ["PUT", "https://a.test/z", "not JSON", "not JSON"],
      ["POST", "https://a.test/", [1], "[1]"],
    ]);
    expect(fetch.requests[1]?.headers.get("x-a")).toBe("1");
  });

  test("returns responses, errors and the results of functions in order; then it fails, and is not retried", async () => {
    const fetch = mockFetch([
      new TypeError("fetch failed"),
      () => errorResponse(503, "Busy", undefined, { headers: { "retry-after-ms": "1" } }),
      jsonResponse("Yes."),
    ]);
    const backoff = { strategy: "backoff", backoff: { initialInterval: 1 } } as const;
    const client = new OpenRouter({ apiKey: "none", fetch, retryConfig: backoff });
    expect((await client.chat.complete(question)).choices[0]?.message.content).toBe("Yes.");
    const error = await getRejection(client.chat.complete(question));
    expect(error).toMatchObject({
      name: "UnexpectedClientError",
      message: expect.stringMatching(/No response is left for request 4 \(POST \S+\): mockFetch has 3/),
      attempts: 1,
    });
    expect(fetch.requests).toHaveLength(4);
  });

  test("fails when it returns a response that was already read, and is not retried", async () => {
    for (const share of [(shared: Response) => [shared, shared], (shared: Response) => () => shared]) {
      const fetch = mockFetch(share(jsonResponse("Yes.")));
      const client = new OpenRouter({ apiKey: "none", fetch });
      await client.chat.complete(question);
      const error = await getRejection(client.chat.complete(question));
      expect(error).toMatchObject({
        name: "UnexpectedClientError",
        message: expect.stringMatching(
          /response to request 2 \(POST \S+\) was already read: create one for each request/,
        ),
        attempts: 1,
      });
      expect(fetch.requests).toHaveLength(2);
    }
  });

  test("passes a signal that aborts with the caller's after a garbage collection", async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const request = new Request("https://a.test", { signal });
    const fetch = mockFetch(() => new Response());
    await fetch(request);
    // Only the Request constructor can read this body.
    await fetch("https://a.test", { method: "POST", body: new URLSearchParams("a=1"), signal });
    await collectGarbage();
    controller.abort();
    expect(fetch.requests.map((sent) => sent.signal?.aborted)).toEqual([true, true]);
    expect(request.signal.aborted).toBe(true);
  });

  test("rejects with the reason of an aborted signal", async () => {
    const signal = AbortSignal.abort("mine");
    expect(await getRejection(mockFetch([jsonResponse("a")])("https://a.test", { signal }))).toBe("mine");
  });
});
