import { afterEach, describe, expect, test, vi } from "vitest";
import { chunks, completion, errorResponse, recordFetch, sseResponse } from "../../src/testing.ts";
import { events, eventStream, sse } from "../support/responses.ts";
import { createControlledBody } from "../support/controlled-body.ts";
import { question } from "../support/observed-client.ts";
import { readAll, getRejection, flushPromises } from "../support/promises.ts";
import { readFiles, readRecordings, createTemporaryFolder, createRecorder, url } from "./support.ts";

afterEach(() => {
  vi.useRealTimers();
});

test("recordFetch records a completion", async () => {
  const folder = await createTemporaryFolder();
  const value = completion("Yes.");
  const headers = { "x-generation-id": "gen-7", date: "today", "set-cookie": "a=1", "x-api-key-id": "k" };
  const { fetch, client } = createRecorder(folder, Response.json(value, { headers, statusText: "OK" }));
  expect(await client.chat.complete(question, { headers: { "x-team": "garden" } })).toEqual(value);
  await fetch.settled();
  const [[name, text] = []] = Object.entries(await readFiles(folder));
  expect({ [name ?? ""]: text?.replace(/"afterMs": \d+/, '"afterMs": 0') }).toEqual({
    "0001-chat-completions.json": `${JSON.stringify(
      {
        request: {
          method: "POST",
          url,
          headers: {
            accept: "application/json",
            authorization: "[redacted]",
            "content-type": "application/json",
            "x-team": "garden",
          },
          body: question,
        },
        response: {
          status: 200,
          statusText: "OK",
          headers: { "content-type": "application/json", "x-api-key-id": "[redacted]", "x-generation-id": "gen-7" },
          afterMs: 0,
          body: value,
          end: "complete",
        },
      },
      undefined,
      2,
    )}\n`,
  });
});

describe("recordFetch with a stream", () => {
  test("records its events, with their bytes and the times between them", async () => {
    const folder = await createTemporaryFolder();
    const text = `: OPENROUTER PROCESSING\n\n${events("Grüße 🌍", "b")}`;
    const bytes = new TextEncoder().encode(text);
    const parts = [bytes.subarray(0, 9), bytes.subarray(9, 211), bytes.subarray(211)];
    vi.useFakeTimers({ toFake: ["performance"] });
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          vi.advanceTimersByTime(250);
          const part = parts.shift();
          if (part) controller.enqueue(part);
          else controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    const { fetch, client } = createRecorder(folder, eventStream(body));
    await readAll(await client.chat.complete({ ...question, stream: true }));
    await fetch.settled();
    const [recorded] = await readRecordings(folder);
    const pieces = recorded?.response.pieces ?? [];
    expect(Object.keys(await readFiles(folder))).toEqual(["0001-chat-completions-stream.json"]);
    expect(pieces.map((piece) => "text" in piece && piece.text)).toEqual(text.match(/[^]+?\n\n/g));
    expect(pieces.map(({ afterMs }) => afterMs)).toEqual([500, 250, 0, 0, 0]);
    expect(recorded?.response.end).toBe("complete");
  });

  test("records only the event that is not UTF-8 in base64", async () => {
    const folder = await createTemporaryFolder();
    const { fetch } = createRecorder(folder, sse(":a\n\n", new Uint8Array([58, 0xff, 10, 10]), ":b\n\n"));
    await (await fetch(url)).arrayBuffer();
    await fetch.settled();
    const [recorded] = await readRecordings(folder);
    expect(recorded?.response.pieces).toMatchObject([
      { text: ":a\n\n" },
      { base64: btoa(":\u00ff\n\n") },
      { text: ":b\n\n" },
    ]);
  });

  test.each([
    ["that is truncated", sseResponse("One, two.", { cutAfter: 2 }), Infinity, "cut", 2],
    ["that is canceled", sseResponse("One, two."), 2, "cancelled", 2],
    ["whose connection stays open after [DONE]", undefined, Infinity, "complete", 4],
  ])("%s", async (_, response, most, end, count) => {
    const folder = await createTemporaryFolder();
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const body = createControlledBody();
    const { fetch, client } = createRecorder(folder, response ?? eventStream(body.stream));
    body.write(events("a", "b"));
    let seen = 0;
    try {
      for await (const chunk of await client.chat.complete({ ...question, stream: true })) {
        if (chunk && ++seen >= most) break;
      }
    } catch {
      expect(end).toBe("cut");
    }
    // A connection that stays open after [DONE] is closed after a second.
    await vi.advanceTimersByTimeAsync(1_000);
    await fetch.settled();
    const [recorded] = await readRecordings(folder);
    expect(recorded?.response).toMatchObject({ end });
    expect(recorded?.response.pieces).toHaveLength(count);
    const [name] = Object.keys(await readFiles(folder));
    expect(name).toBe(`0001-chat-completions-stream${end === "complete" ? "" : `-${end}`}.json`);
  });

  test("records the events before an abort", async () => {
    const folder = await createTemporaryFolder();
    const controller = new AbortController();
    const body = createControlledBody();
    controller.signal.addEventListener("abort", () => body.error(controller.signal.reason));
    const fetch = recordFetch(folder, { fetch: () => Promise.resolve(eventStream(body.stream)) });
    const response = await fetch(url, { signal: controller.signal });
    const reading = getRejection(response.text());
    body.write(":a\n\n");
    await expect.poll(() => body.reads).toBe(2);
    controller.abort("mine");
    expect(await reading).toBe("mine");
    await fetch.settled();
    expect((await readRecordings(folder))[0]?.response).toMatchObject({
      end: "cancelled",
      pieces: [{ text: ":a\n\n" }],
    });
  });

  test("reads no further ahead than the reader, and writes nothing before the end", async () => {
    const folder = await createTemporaryFolder();
    const body = createControlledBody();
    const fetch = recordFetch(folder, { fetch: () => Promise.resolve(eventStream(body.stream)) });
    const reader = (await fetch(url)).body?.getReader();
    await flushPromises();
    expect(body.reads).toBe(0);
    body.write(":a\n\n");
    await reader?.read();
    expect(await readFiles(folder)).toEqual({});
    body.close();
    await reader?.read();
    expect(Object.keys(await readFiles(folder))).toEqual(["0001-chat-completions-stream.json"]);
  });
});

describe("recordFetch records", () => {
  test.each<[string, () => Response, object, string]>([
    ["an error", () => errorResponse(429, "Slow"), { body: { error: { code: 429, message: "Slow" } } }, "-429"],
    ["an HTML page", () => new Response("<html>", { status: 502 }), { text: "<html>" }, "-502"],
    ["JSON that is not an object", () => new Response('"a"'), { text: '"a"' }, ""],
    [
      "half a JSON text",
      () => sse('{"a":1}').clone(),
      { pieces: [{ afterMs: expect.any(Number), text: '{"a":1}' }] },
      "-stream",
    ],
    ["bytes", () => new Response(new Uint8Array([0xff])), { base64: "/w==" }, ""],
    ["no body", () => new Response(null, { status: 204 }), {}, ""],
    ["events without a content type", () => new Response(":a\n\n"), { pieces: [{ text: ":a\n\n" }] }, "-stream"],
  ])("%s", async (_, respond, expected, suffix) => {
    const folder = await createTemporaryFolder();
    const { fetch } = createRecorder(folder, respond());
    await (await fetch(url, { method: "POST", body: "not JSON" })).arrayBuffer();
    await fetch.settled();
    const [recorded] = await readRecordings(folder);
    expect(recorded?.request.text).toBe("not JSON");
    expect(recorded?.response).toMatchObject({ ...expected, end: "complete" });
    expect(Object.keys(await readFiles(folder))).toEqual([`0001-chat-completions${suffix}.json`]);
  });

  test("nothing for a fetch that fails", async () => {
    const folder = await createTemporaryFolder();
    const { fetch } = createRecorder(folder, new TypeError("fetch failed"));
    expect(await getRejection(fetch(url))).toMatchObject({ message: "fetch failed" });
    await fetch.settled();
    expect(await readFiles(folder)).toEqual({});
  });
});

test("recorded chunks can be diffed, since each event is one piece", async () => {
  const folder = await createTemporaryFolder();
  const { fetch } = createRecorder(folder, sseResponse("One, two."));
  await (await fetch(url)).text();
  const [recorded] = await readRecordings(folder);
  expect(recorded?.response.pieces).toHaveLength(chunks("One, two.").length + 1);
});

test("recordFetch returns a copy of the response to the caller", async () => {
  const { fetch } = createRecorder(await createTemporaryFolder(), errorResponse(418, "Tea"));
  const response = await fetch(url);
  expect([response.status, response.headers.get("content-type")]).toEqual([418, "application/json"]);
  expect(await response.json()).toEqual({ error: { code: 418, message: "Tea" } });
});
