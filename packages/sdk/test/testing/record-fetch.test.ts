import { afterEach, describe, expect, test, vi } from "vitest";
import { chunks, completion, errorResponse, recordFetch, sseResponse } from "../../src/testing.ts";
import { events, eventStream, sse } from "../support/answers.ts";
import { heldBody } from "../support/held-body.ts";
import { question } from "../support/observed-client.ts";
import { drained, failureOf, nextTurn } from "../support/outcome.ts";
import { filesIn, recordingsIn, temporaryFolder, recording, url } from "./support.ts";

afterEach(() => {
  vi.useRealTimers();
});

test("a completion, in full", async () => {
  const folder = await temporaryFolder();
  const answer = completion("Yes.");
  const headers = { "x-generation-id": "gen-7", date: "today", "set-cookie": "a=1", "x-api-key-id": "k" };
  const { fetch, client } = recording(folder, Response.json(answer, { headers, statusText: "OK" }));
  expect(await client.chat.complete(question, { headers: { "x-team": "garden" } })).toEqual(answer);
  await fetch.settled();
  const [[name, text] = []] = Object.entries(await filesIn(folder));
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
          body: answer,
          end: "complete",
        },
      },
      undefined,
      2,
    )}\n`,
  });
});

describe("a stream", () => {
  test("is a list of its events, with the bytes as they were and the times between them", async () => {
    const folder = await temporaryFolder();
    const text = `: OPENROUTER PROCESSING\n\n${events("Grüße 🌍", "b")}`;
    const bytes = new TextEncoder().encode(text);
    const cuts = [bytes.subarray(0, 9), bytes.subarray(9, 211), bytes.subarray(211)];
    vi.useFakeTimers({ toFake: ["performance"] });
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          vi.advanceTimersByTime(250);
          const cut = cuts.shift();
          if (cut) controller.enqueue(cut);
          else controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    const { fetch, client } = recording(folder, eventStream(body));
    await drained(await client.chat.complete({ ...question, stream: true }));
    await fetch.settled();
    const [recorded] = await recordingsIn(folder);
    const pieces = recorded?.response.pieces ?? [];
    expect(Object.keys(await filesIn(folder))).toEqual(["0001-chat-completions-stream.json"]);
    expect(pieces.map((piece) => "text" in piece && piece.text)).toEqual(text.match(/[^]+?\n\n/g));
    expect(pieces.map(({ afterMs }) => afterMs)).toEqual([500, 250, 0, 0, 0]);
    expect(recorded?.response.end).toBe("complete");
  });

  test("with bytes that are no UTF-8 has base64 for that event only", async () => {
    const folder = await temporaryFolder();
    const { fetch } = recording(folder, sse(":a\n\n", new Uint8Array([58, 0xff, 10, 10]), ":b\n\n"));
    await (await fetch(url)).arrayBuffer();
    await fetch.settled();
    const [recorded] = await recordingsIn(folder);
    expect(recorded?.response.pieces).toMatchObject([
      { text: ":a\n\n" },
      { base64: btoa(":\u00ff\n\n") },
      { text: ":b\n\n" },
    ]);
  });

  test.each([
    ["that is cut", sseResponse("One, two.", { cutAfter: 2 }), Infinity, "cut", 2],
    ["that is left", sseResponse("One, two."), 2, "cancelled", 2],
    ["whose connection stays open behind [DONE]", undefined, Infinity, "complete", 4],
  ])("%s", async (_, response, most, end, count) => {
    const folder = await temporaryFolder();
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const body = heldBody();
    const { fetch, client } = recording(folder, response ?? eventStream(body.stream));
    body.write(events("a", "b"));
    let seen = 0;
    try {
      for await (const chunk of await client.chat.complete({ ...question, stream: true })) {
        if (chunk && ++seen >= most) break;
      }
    } catch {
      expect(end).toBe("cut");
    }
    // A connection that stays open is given up after a second.
    await vi.advanceTimersByTimeAsync(1_000);
    await fetch.settled();
    const [recorded] = await recordingsIn(folder);
    expect(recorded?.response).toMatchObject({ end });
    expect(recorded?.response.pieces).toHaveLength(count);
    const [name] = Object.keys(await filesIn(folder));
    expect(name).toBe(`0001-chat-completions-stream${end === "complete" ? "" : `-${end}`}.json`);
  });

  test("that is aborted", async () => {
    const folder = await temporaryFolder();
    const controller = new AbortController();
    const body = heldBody();
    controller.signal.addEventListener("abort", () => body.error(controller.signal.reason));
    const fetch = recordFetch(folder, { fetch: () => Promise.resolve(eventStream(body.stream)) });
    const response = await fetch(url, { signal: controller.signal });
    const reading = failureOf(response.text());
    body.write(":a\n\n");
    await expect.poll(() => body.reads).toBe(2);
    controller.abort("mine");
    expect(await reading).toBe("mine");
    await fetch.settled();
    expect((await recordingsIn(folder))[0]?.response).toMatchObject({ end: "cancelled", pieces: [{ text: ":a\n\n" }] });
  });

  test("is not read ahead of its reader, and nothing is written before its end", async () => {
    const folder = await temporaryFolder();
    const body = heldBody();
    const fetch = recordFetch(folder, { fetch: () => Promise.resolve(eventStream(body.stream)) });
    const reader = (await fetch(url)).body?.getReader();
    await nextTurn();
    expect(body.reads).toBe(0);
    body.write(":a\n\n");
    await reader?.read();
    expect(await filesIn(folder)).toEqual({});
    body.close();
    await reader?.read();
    expect(Object.keys(await filesIn(folder))).toEqual(["0001-chat-completions-stream.json"]);
  });
});

describe("other answers", () => {
  test.each<[string, () => Response, object, string]>([
    ["an error", () => errorResponse(429, "Slow"), { body: { error: { code: 429, message: "Slow" } } }, "-429"],
    ["a page", () => new Response("<html>", { status: 502 }), { text: "<html>" }, "-502"],
    ["a JSON text that is no object", () => new Response('"a"'), { text: '"a"' }, ""],
    [
      "half a JSON text",
      () => sse('{"a":1}').clone(),
      { pieces: [{ afterMs: expect.any(Number), text: '{"a":1}' }] },
      "-stream",
    ],
    ["bytes", () => new Response(new Uint8Array([0xff])), { base64: "/w==" }, ""],
    ["nothing", () => new Response(null, { status: 204 }), {}, ""],
    ["events that don't say so", () => new Response(":a\n\n"), { pieces: [{ text: ":a\n\n" }] }, "-stream"],
  ])("%s", async (_, answer, wanted, suffix) => {
    const folder = await temporaryFolder();
    const { fetch } = recording(folder, answer());
    await (await fetch(url, { method: "POST", body: "no JSON" })).arrayBuffer();
    await fetch.settled();
    const [recorded] = await recordingsIn(folder);
    expect(recorded?.request.text).toBe("no JSON");
    expect(recorded?.response).toMatchObject({ ...wanted, end: "complete" });
    expect(Object.keys(await filesIn(folder))).toEqual([`0001-chat-completions${suffix}.json`]);
  });

  test("a fetch that fails leaves no file", async () => {
    const folder = await temporaryFolder();
    const { fetch } = recording(folder, new TypeError("fetch failed"));
    expect(await failureOf(fetch(url))).toMatchObject({ message: "fetch failed" });
    await fetch.settled();
    expect(await filesIn(folder)).toEqual({});
  });

  test("the response is the one that came", async () => {
    const { fetch } = recording(await temporaryFolder(), errorResponse(418, "Tea"));
    const response = await fetch(url);
    expect([response.status, response.headers.get("content-type")]).toEqual([418, "application/json"]);
    expect(await response.json()).toEqual({ error: { code: 418, message: "Tea" } });
  });
});

test("chunks that are recorded can be diffed: one event stands in one place", async () => {
  const folder = await temporaryFolder();
  const { fetch } = recording(folder, sseResponse("One, two."));
  await (await fetch(url)).text();
  const [recorded] = await recordingsIn(folder);
  expect(recorded?.response.pieces).toHaveLength(chunks("One, two.").length + 1);
});
