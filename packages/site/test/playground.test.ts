import type { ServerResponse } from "node:http";
import { describe, expect, test } from "vitest";
import { chunk, completion, errorBody } from "../../e2e/faults/server/bodies.ts";
import { sendJSON, startApi, startStream } from "./support/api.ts";
import { ended, factsIn, path, send, useServer } from "./support/playground.ts";
import { useBrowser } from "./support/visit.ts";

const visit = useBrowser();
const content = "#content";

describe("a streamed answer", () => {
  test("appears while it comes, thoughts apart from text, with its tool calls and what it cost", async () => {
    const stream = Promise.withResolvers<ReturnType<typeof startStream>>();
    const api = await startApi((response) => stream.resolve(startStream(response)));
    const page = await visit(path);
    await useServer(page, api.url);
    await send(page);
    const { send: say, end } = await stream.promise;
    say(deltaOf({ reasoning: "Rivers, " }));
    await page.locator("#reasoning", { hasText: "Rivers," }).waitFor();
    expect(await page.locator("#status").textContent()).toBe("Thinking …");
    say(deltaOf({ reasoning: "three." }));
    say(chunk("The Danube"));
    await page.locator(content, { hasText: "The Danube" }).waitFor();
    expect(await page.locator("#answer").getAttribute("data-state")).toBe("running");
    say(chunk(" and the Wien."));
    say(deltaOf({ tool_calls: [{ index: 0, id: "call_1", function: { name: "depth", arguments: '{"river":' } }] }));
    say(deltaOf({ tool_calls: [{ index: 0, function: { arguments: '"Wien"}' } }] }));
    say(chunk("", "tool_calls", { usage: { prompt_tokens: 9, completion_tokens: 4, total_tokens: 13, cost: 2.5e-7 } }));
    end();
    await ended(page, "done");
    expect(await page.locator(content).textContent()).toBe("The Danube and the Wien.");
    expect(await page.locator("#reasoning").textContent()).toBe("Rivers, three.");
    expect(await page.locator("#tool-calls").textContent()).toBe('depth(…) call_1{"river":"Wien"}');
    expect(await factsIn(page, "facts")).toMatchObject({
      Model: "test/model-1",
      "Finish reason": "tool_calls",
      Tokens: "9 in, 4 out",
      Cost: "$0.00000025",
      "Request id": "gen-by-hand",
      Attempts: "1",
    });
    expect(api.requests[0]?.body).toMatchObject({ stream: true, messages: [{ role: "user" }] });
  });

  test("is stopped by the button: the server sees it, and what had come stays", async () => {
    const api = await startApi((response) => startStream(response).send(chunk("Once upon")));
    const page = await visit(path);
    await useServer(page, api.url);
    await send(page);
    await page.locator(content, { hasText: "Once upon" }).waitFor();
    await page.getByRole("button", { name: "Stop" }).click();
    await ended(page, "stopped");
    await api.hungUp;
    expect(await page.locator("#error-title").textContent()).toBe("RequestAbortedError");
    expect(await page.locator(content).textContent()).toBe("Once upon");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("send");
  });

  test("that breaks off is an error, after what had come", async () => {
    const started = Promise.withResolvers<ServerResponse>();
    const api = await startApi((response) => {
      startStream(response).send(chunk("Once upon"));
      started.resolve(response);
    });
    const page = await visit(path, { expected: /net::ERR/ });
    await useServer(page, api.url);
    await send(page);
    await page.locator(content, { hasText: "Once upon" }).waitFor();
    (await started.promise).destroy();
    await ended(page, "failed");
    expect(await page.locator("#error-title").textContent()).toBe("ConnectionError");
    expect(await factsIn(page, "error-facts")).toMatchObject({ kind: "truncated", attempts: "1" });
    expect(await page.locator(content).textContent()).toBe("Once upon");
  });
});

test("by default the mock server answers, with a text that grows, or with the error that it is asked for", async () => {
  const page = await visit(path, { expected: /402/ });
  await page.locator(content).evaluate((element) => {
    const shown: string[] = [];
    Object.assign(globalThis, { shown });
    const changes = { childList: true, characterData: true, subtree: true };
    new MutationObserver(() => shown.push(element.textContent)).observe(element, changes);
  });
  await send(page);
  await ended(page, "done");
  const shown = await page.evaluate(() => (globalThis as unknown as { shown: string[] }).shown);
  // What is painted at once depends on the browser; that the mock server pauses is tested in mock-proxy.test.ts.
  expect(shown.at(-1)).toBe("One, two, three, four, five.");
  expect(shown).toEqual(shown.map((text) => shown.at(-1)?.slice(0, text.length)));
  await page.getByLabel("Its answer").selectOption("code=402");
  await send(page);
  await ended(page, "failed");
  expect(await factsIn(page, "error-facts")).toMatchObject({ statusCode: "402" });
});

test("a whole answer", async () => {
  const api = await startApi((response) => sendJSON(response, completion("A heron.")));
  const page = await visit(path);
  await useServer(page, api.url);
  await page.getByLabel("Stream the answer").uncheck();
  await send(page);
  await ended(page, "done");
  expect(await page.locator(content).textContent()).toBe("A heron.");
  expect(api.requests[0]?.body).not.toHaveProperty("stream");
});

test("an error is shown as what it is, after the retries that were asked for", async () => {
  const metadata = { provider_name: "Fault Server" };
  const api = await startApi((response) => {
    sendJSON(response, errorBody(429, "Too many at once", metadata), 429, { "retry-after-ms": "5" });
  });
  const page = await visit(path, { expected: /429/ });
  await useServer(page, api.url);
  await page.getByLabel("Retries").fill("1");
  await send(page);
  await ended(page, "failed");
  expect(await page.locator("#error-title").textContent()).toBe("ChatCompletionError");
  expect(await page.locator("#error-message").textContent()).toContain("Too many at once");
  expect(await factsIn(page, "error-facts")).toMatchObject({
    statusCode: "429",
    isRetryable: "true",
    retryAfterMs: "5",
    attempts: "2",
    "error.code": "429",
    "error.metadata": JSON.stringify(metadata, null, 2),
  });
  expect(api.requests).toHaveLength(2);
});

test("without a key, the SDK's own words say so, and nothing is sent", async () => {
  const page = await visit(path);
  await page.getByLabel("OpenRouter").check();
  await send(page);
  await ended(page, "failed");
  expect(await page.locator("#error-title").textContent()).toBe("InvalidRequestError");
  expect(await page.locator("#error-message").textContent()).toMatch(/key/i);
});

/** A chunk with this delta. */
function deltaOf(delta: object): object {
  const whole = chunk("");
  return { ...whole, choices: [{ index: 0, delta: { role: "assistant", ...delta }, finish_reason: null }] };
}
