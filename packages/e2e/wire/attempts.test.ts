import { createClient, fastRetries, hello } from "@org/test-server/client/client.ts";
import { runCall } from "@org/test-server/client/run-call.ts";
import { chunk, errorBody } from "@org/test-server/fault-server/bodies.ts";
import { faults } from "@org/test-server/fault-server/all-faults.ts";
import { startFaultServer } from "@org/test-server/fault-server/server.ts";
import { describe, expect, test } from "vitest";
import { stopClock } from "./support/fake-clock.ts";

describe("each attempt sends", () => {
  test("the same bytes and headers, even if the caller changes the objects between attempts", async () => {
    await using server = await startFaultServer();
    const request = structuredClone({ ...hello, temperature: 0.5 });
    const headers: Record<string, string> = { "X-OpenRouter-Title": "Before" };
    const call = createClient(server.url).chat.complete(request, {
      headers,
      retries: { ...fastRetries, maxRetries: 2 },
    });
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

  test("the key that the key function returns for it", async () => {
    await using server = await startFaultServer();
    server.script([faults["status-429"], faults.completion]);
    let calls = 0;
    await runCall(createClient(server.url, { apiKey: () => `key-${++calls}` }), "completion");
    expect(server.requests.map(({ headers }) => headers["authorization"])).toEqual(["Bearer key-1", "Bearer key-2"]);
  });
});

describe("the response of a failed attempt", () => {
  test("is closed after the bytes that its error needs, when it does not end", async () => {
    await using server = await startFaultServer();
    server.script([
      async (exchange) => {
        await exchange.sendHead(503, { "content-type": "text/plain", "transfer-encoding": "chunked" });
        while (await exchange.sendChunk("x".repeat(10_000)));
      },
      faults.completion,
    ]);
    expect(await runCall(createClient(server.url), "completion")).toMatchObject({ end: "complete", attempts: 2 });
    expect(await server.requests[0]?.closed).toMatchObject({ by: "client" });
  });

  test("is closed after 5 s when its error body stalls, and the error has its status", async () => {
    const clock = stopClock();
    await using server = await startFaultServer();
    server.script([faults["stall-in-error-body"]]);
    const call = runCall(createClient(server.url), "completion", { retries: { strategy: "none" } });
    const exchange = await server.next();
    await exchange.waitForDelivery();
    await clock.advance(4_999);
    expect(await exchange.waitForDelivery()).toBe(true);
    await clock.advance(5_000);
    const { end, error } = await call;
    expect(end).toBe("OpenRouterDefaultError 503");
    expect(error).toMatchObject({ body: '{"error":{"code":503,' });
    expect(await server.requests[0]?.closed).toMatchObject({ by: "client" });
  });

  test("is closed when a stream begins with an error and continues", async () => {
    await using server = await startFaultServer();
    server.script([
      async (exchange) => {
        await exchange.startStream();
        await exchange.sendEvent(errorBody(502, "The provider disconnected"));
        while (await exchange.sendEvent(chunk("too late"))) await exchange.waitForDelivery();
      },
      faults.stream,
    ]);
    expect(await runCall(createClient(server.url), "stream")).toMatchObject({ end: "complete", attempts: 2 });
    expect(await server.requests[0]?.closed).toMatchObject({ by: "client" });
  });
});
