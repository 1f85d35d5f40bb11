import type { ServerResponse } from "node:http";
import { describe, expect, test } from "vitest";
import { chunk, completion, errorBody } from "../../test-server/src/fault-server/bodies.ts";
import { sendJSON, startApi, startStream } from "./support/api.ts";
import { getFacts, openPlayground, path, send, waitForState } from "./support/playground.ts";
import { useBrowser } from "./support/visit.ts";

const visit = useBrowser();
const content = "#content";

describe("a streamed response", () => {
  test("shows reasoning, text, tool calls and cost while they arrive", async () => {
    const stream = Promise.withResolvers<ReturnType<typeof startStream>>();
    const api = await startApi((response) => stream.resolve(startStream(response)));
    const page = await openPlayground(visit, api.url);
    await send(page);
    const { send: sendChunk, end } = await stream.promise;
    sendChunk(createDelta({ reasoning: "Rivers, " }));
    await page.locator("#reasoning", { hasText: "Rivers," }).waitFor();
    expect(await page.locator("#status").textContent()).toBe("Reasoning …");
    sendChunk(createDelta({ reasoning: "three." }));
    sendChunk(chunk("The Danube"));
    await page.locator(content, { hasText: "The Danube" }).waitFor();
    expect(await page.locator("#response").getAttribute("data-state")).toBe("running");
    sendChunk(chunk(" and the Wien."));
    sendChunk(
      createDelta({ tool_calls: [{ index: 0, id: "call_1", function: { name: "depth", arguments: '{"river":' } }] }),
    );
    sendChunk(createDelta({ tool_calls: [{ index: 0, function: { arguments: '"Wien"}' } }] }));
    sendChunk(
      chunk("", "tool_calls", { usage: { prompt_tokens: 9, completion_tokens: 4, total_tokens: 13, cost: 2.5e-7 } }),
    );
    end();
    await waitForState(page, "done");
    expect(await page.locator(content).textContent()).toBe("The Danube and the Wien.");
    expect(await page.locator("#reasoning").textContent()).toBe("Rivers, three.");
    expect(await page.locator("#tool-calls").textContent()).toBe('depth(…) call_1{"river":"Wien"}');
    expect(await getFacts(page, "facts")).toMatchObject({
      Model: "test/model-1",
      "Finish reason": "tool_calls",
      Tokens: "9 in, 4 out",
      Cost: "$0.00000025",
      "Request id": "gen-by-hand",
      Attempts: "1",
    });
    expect(api.requests[0]?.body).toMatchObject({ stream: true, messages: [{ role: "user" }] });
  });

  test("the stop button aborts the request and keeps the text received", async () => {
    const api = await startApi((response) => startStream(response).send(chunk("Once upon")));
    const page = await openPlayground(visit, api.url);
    await send(page);
    await page.locator(content, { hasText: "Once upon" }).waitFor();
    await page.getByRole("button", { name: "Stop" }).click();
    await waitForState(page, "stopped");
    await api.disconnected;
    expect(await page.locator("#error-title").textContent()).toBe("RequestAbortedError");
    expect(await page.locator(content).textContent()).toBe("Once upon");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("send");
  });

  test("a dropped connection shows an error and keeps the text received", async () => {
    const started = Promise.withResolvers<ServerResponse>();
    const api = await startApi((response) => {
      startStream(response).send(chunk("Once upon"));
      started.resolve(response);
    });
    const page = await openPlayground(visit, api.url, { expected: /net::ERR/ });
    await send(page);
    await page.locator(content, { hasText: "Once upon" }).waitFor();
    (await started.promise).destroy();
    await waitForState(page, "failed");
    expect(await page.locator("#error-title").textContent()).toBe("ConnectionError");
    expect(await getFacts(page, "error-facts")).toMatchObject({ kind: "truncated", attempts: "1" });
    expect(await page.locator(content).textContent()).toBe("Once upon");
  });

  test("an error in the stream is shown with the text received, including that of its own chunk", async () => {
    const api = await startApi((response) => {
      const stream = startStream(response);
      stream.send(chunk("Once upon"));
      stream.send({ ...chunk(" a time", "error"), ...errorBody(502, "Provider disconnected") });
      stream.end();
    });
    const page = await openPlayground(visit, api.url);
    await send(page);
    await waitForState(page, "failed");
    expect(await page.locator("#error-message").textContent()).toContain("Provider disconnected");
    expect(await page.locator(content).textContent()).toBe("Once upon a time");
  });

  test("shows a refusal, content that is a list of parts, and a tool call without a function", async () => {
    const parts = [{ type: "text", text: "One" }];
    const customCall = { index: 0, id: "call_1", type: "custom", custom: { name: "depth", input: "Wien" } };
    const api = await startApi((response) => {
      const stream = startStream(response);
      stream.send(createDelta({ refusal: "I cannot " }));
      stream.send(createDelta({ refusal: "help.", content: parts }));
      stream.send(createDelta({ tool_calls: [customCall] }));
      stream.send(chunk("", "stop"));
      stream.end();
    });
    const page = await openPlayground(visit, api.url);
    await send(page);
    await waitForState(page, "done");
    expect(await page.locator("#refusal").textContent()).toBe("I cannot help.");
    expect(await page.locator(content).textContent()).toBe(JSON.stringify(parts));
    expect(await page.locator("#tool-calls").textContent()).toContain("call_1");
  });
});

test("uses the mock server by default, which streams a text or returns the selected error", async () => {
  const page = await visit(path, { expected: /402/ });
  await page.locator(content).evaluate((element) => {
    const shown: string[] = [];
    Object.assign(globalThis, { shown });
    const changes = { childList: true, characterData: true, subtree: true };
    new MutationObserver(() => shown.push(element.textContent)).observe(element, changes);
  });
  await send(page);
  await waitForState(page, "done");
  const shown = await page.evaluate(() => (globalThis as unknown as { shown: string[] }).shown);
  // How many chunks a frame shows depends on the browser. mock-proxy.test.ts tests the pauses.
  expect(shown.at(-1)).toBe("One, two, three, four, five.");
  expect(shown).toEqual(shown.map((text) => shown.at(-1)?.slice(0, text.length)));
  await page.getByLabel("Mock response").selectOption("code=402");
  await send(page);
  await waitForState(page, "failed");
  expect(await getFacts(page, "error-facts")).toMatchObject({ statusCode: "402" });
});

test("shows a completion without streaming", async () => {
  const api = await startApi((response) => sendJSON(response, completion("A heron.")));
  const page = await openPlayground(visit, api.url);
  await page.getByLabel("Stream the response").uncheck();
  await send(page);
  await waitForState(page, "done");
  expect(await page.locator(content).textContent()).toBe("A heron.");
  expect(api.requests[0]?.body).not.toHaveProperty("stream");
});

test("shows an error with its fields, after the configured retries", async () => {
  const metadata = { provider_name: "Fault Server" };
  const api = await startApi((response) => {
    sendJSON(response, errorBody(429, "Too many requests", metadata), 429, { "retry-after-ms": "5" });
  });
  const page = await openPlayground(visit, api.url, { expected: /429/ });
  await page.getByLabel("Retries").fill("1");
  await send(page);
  await waitForState(page, "failed");
  expect(await page.locator("#error-title").textContent()).toBe("ChatCompletionError");
  expect(await page.locator("#error-message").textContent()).toContain("Too many requests");
  expect(await getFacts(page, "error-facts")).toMatchObject({
    statusCode: "429",
    isRetryable: "true",
    retryAfterMs: "5",
    attempts: "2",
    "error.code": "429",
    "error.metadata": JSON.stringify(metadata, null, 2),
  });
  expect(api.requests).toHaveLength(2);
});

test("without a key, shows the error of the SDK and sends nothing", async () => {
  const page = await visit(path);
  await page.getByLabel("OpenRouter").check();
  await send(page);
  await waitForState(page, "failed");
  expect(await page.locator("#error-title").textContent()).toBe("InvalidRequestError");
  expect(await page.locator("#error-message").textContent()).toMatch(/key/i);
});

/** Creates a chunk with a delta. */
function createDelta(delta: object): object {
  const whole = chunk("");
  return { ...whole, choices: [{ index: 0, delta: { role: "assistant", ...delta }, finish_reason: null }] };
}
