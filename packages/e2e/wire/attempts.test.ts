import { clientOf, fastRetries, hello } from "@org/test-server/client/client.ts";
import { callTo } from "@org/test-server/client/run-call.ts";
import { chunk, errorBody } from "@org/test-server/fault-server/bodies.ts";
import { faults } from "@org/test-server/fault-server/faults.ts";
import { faultServer } from "@org/test-server/fault-server/server.ts";
import { describe, expect, test } from "vitest";
import { stopClock } from "./support/fake-clock.ts";

describe("what an attempt sends", () => {
  test("the same bytes and headers each time, whatever becomes of the objects meanwhile", async () => {
    await using server = await faultServer();
    const request = structuredClone({ ...hello, temperature: 0.5 });
    const headers: Record<string, string> = { "X-OpenRouter-Title": "Before" };
    const call = clientOf(server.url).chat.complete(request, { headers, retries: { ...fastRetries, maxRetries: 2 } });
    const sent = JSON.stringify(request);
    request.temperature = 2;
    request.messages.length = 0;
    headers["X-OpenRouter-Title"] = "After";
    await faults["status-429"](await server.next());
    await faults["reset-before-headers"](await server.next());
    await faults.completion(await server.next());
    await call;
    expect(server.requests.map(({ body }) => body.toString())).toEqual([sent, sent, sent]);
    const [first, ...others] = server.requests.map(({ headerLines }) => headerLines);
    expect(first).toContain("x-openrouter-title: Before");
    expect(others).toEqual([first, first]);
  });

  test("the key that its function gives at that time", async () => {
    await using server = await faultServer();
    server.script([faults["status-429"], faults.completion]);
    let asked = 0;
    await callTo(clientOf(server.url, { apiKey: () => `key-${++asked}` }), "completion");
    expect(server.requests.map(({ headers }) => headers["authorization"])).toEqual(["Bearer key-1", "Bearer key-2"]);
  });
});

describe("the answers that are thrown away", () => {
  test("one that never ends is read no further than its error needs, and closed", async () => {
    await using server = await faultServer();
    server.script([
      async (exchange) => {
        await exchange.head(503, { "content-type": "text/plain", "transfer-encoding": "chunked" });
        while (await exchange.chunk("x".repeat(10_000)));
      },
      faults.completion,
    ]);
    expect(await callTo(clientOf(server.url), "completion")).toMatchObject({ end: "whole", attempts: 2 });
    expect(await server.requests[0]?.closed).toMatchObject({ by: "client" });
  });

  test("an error body that stalls is waited for 5 s at most, and its status counts", async () => {
    const clock = stopClock();
    await using server = await faultServer();
    server.script([faults["stall-in-error-body"]]);
    const call = callTo(clientOf(server.url), "completion", { retries: { strategy: "none" } });
    const exchange = await server.next();
    await exchange.delivered();
    await clock.advance(4_999);
    expect(await exchange.delivered()).toBe(true);
    await clock.advance(5_000);
    const { end, error } = await call;
    expect(end).toBe("OpenRouterDefaultError 503");
    expect(error).toMatchObject({ body: '{"error":{"code":503,' });
    expect(await server.requests[0]?.closed).toMatchObject({ by: "client" });
  });

  test("a stream that fails first is closed, though it would go on", async () => {
    await using server = await faultServer();
    server.script([
      async (exchange) => {
        await exchange.events();
        await exchange.sse(errorBody(502, "The provider is gone"));
        while (await exchange.sse(chunk("too late"))) await exchange.delivered();
      },
      faults.stream,
    ]);
    expect(await callTo(clientOf(server.url), "stream")).toMatchObject({ end: "whole", attempts: 2 });
    expect(await server.requests[0]?.closed).toMatchObject({ by: "client" });
  });
});
