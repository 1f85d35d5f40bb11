import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, describe, expect, test, vi } from "vitest";
import { OpenRouter } from "../../src/sdk.ts";
import { chunks, completion, replayFetch, type ReplayOptions } from "../../src/testing.ts";
import { event, events } from "../support/answers.ts";
import { question, testKey } from "../support/observed-client.ts";
import { drained, failureOf, listenersOf } from "../support/outcome.ts";
import { folderWith, recordingOf, temporaryFolder } from "./support.ts";

afterEach(() => {
  vi.useRealTimers();
});

const url = "https://api.test/v1/chat/completions";
const ask = (content: string, more: object = {}) => ({ messages: [{ role: "user" as const, content }], ...more });
const saying = (text: string) => ({ body: completion(text) });

function replaying(folder: string | URL, options?: ReplayOptions) {
  const fetch = replayFetch(folder, options);
  const client = new OpenRouter({ apiKey: testKey, serverURL: "https://api.test/v1", fetch });
  const answer = async (...request: Parameters<typeof ask>) =>
    (await client.chat.complete(ask(...request))).choices[0]?.message.content;
  return { fetch, client, answer };
}

describe("strictly", () => {
  test("the same requests get the same answers, in any order, each once", async () => {
    const folder = await folderWith(recordingOf(ask("a"), saying("A")), recordingOf(ask("b"), saying("B")));
    const { fetch, answer } = replaying(folder);
    expect(await fetch.unused()).toEqual(["0001-a.json", "0002-a.json"]);
    expect([await answer("b"), await answer("a")]).toEqual(["B", "A"]);
    expect(await fetch.unused()).toEqual([]);
    await fetch.assertAllUsed();
  });

  test("the order of keys does not matter, and where the service is", async () => {
    const folder = await folderWith(
      recordingOf({ model: "m", ...ask("a", { temperature: 0, top_p: 1 }) }, saying("A")),
    );
    const client = new OpenRouter({ apiKey: "other", serverURL: "http://127.0.0.1:1/v1", fetch: replayFetch(folder) });
    const request = { top_p: 1, ...ask("a"), temperature: 0, model: "m" };
    expect(await client.chat.complete(request)).toEqual(completion("A"));
  });

  test("the same request twice gets the answers in their order", async () => {
    const folder = await folderWith(recordingOf(ask("a"), saying("1")), recordingOf(ask("a"), saying("2")));
    const { answer } = replaying(pathToFileURL(folder));
    expect([await answer("a"), await answer("a")]).toEqual(["1", "2"]);
    expect(await failureOf(answer("a"))).toMatchObject({
      name: "UnexpectedClientError",
      message: expect.stringContaining("0001-a.json would, but has already (`repeat` lets the last one do so again)"),
    });
  });

  test("with repeat the last one answers again", async () => {
    const folder = await folderWith(recordingOf(ask("a"), saying("1")), recordingOf(ask("a"), saying("2")));
    const { answer } = replaying(folder, { repeat: true });
    expect([await answer("a"), await answer("a"), await answer("a")]).toEqual(["1", "2", "2"]);
  });

  test("a request that holds the key is the one that was recorded without it", async () => {
    const folder = await folderWith(recordingOf(ask("[redacted]"), saying("A")));
    expect(await replaying(folder).answer(testKey)).toBe("A");
  });

  test("a body that is no JSON", async () => {
    const recording = recordingOf(undefined, { text: "pong" });
    const folder = await folderWith({ ...recording, request: { method: "POST", url, headers: {}, text: "ping" } });
    const response = await replayFetch(folder)(new Request(url, { method: "POST", body: "ping" }));
    expect(await response.text()).toBe("pong");
  });
});

describe("a request that nothing answers", () => {
  test("is told what differs from the nearest recording, and is not retried", async () => {
    const near = recordingOf(ask("Hello", { temperature: 0.5 }), saying("A"));
    const folder = await folderWith(recordingOf({ other: "x", y: 1, z: 2, w: 3 }, saying("B")), near);
    const { client } = replaying(folder);
    const error = await failureOf(client.chat.complete(ask("Hi", { model: "m".repeat(100) })));
    expect(error).toMatchObject({ name: "UnexpectedClientError", attempts: 1 });
    expect((error as Error).message).toBe(
      `The call failed before an answer: No recording in ${folder} answers this POST /v1/chat/completions. ` +
        `From the nearest, 0002-a.json, it differs in
  body.messages[0].content: recorded "Hello", sent "Hi"
  body.temperature: recorded 0.5, sent nothing
  body.model: recorded nothing, sent "${"m".repeat(79)}…`,
    );
  });

  test("is told at most ten differences, and none of them shows the key", async () => {
    const folder = await folderWith(recordingOf(ask("a"), saying("A")));
    const many = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`x${index}`, testKey]));
    const error = await failureOf(replaying(folder).client.chat.complete(ask("a"), { extraBody: many }));
    expect((error as Error).message).toMatch(/\n {2}body\.x9: recorded nothing, sent "\[redacted\]"\n {2}and 2 more$/);
  });

  test.each([
    ["another path", "https://api.test/v2/chat/completions", "POST", /path: recorded "\/v1\//],
    ["another query", `${url}?a=1`, "POST", /query: recorded "", sent "\?a=1"/],
    ["another method", url, "PUT", /method: recorded "POST", sent "PUT"/],
  ])("for %s", async (_, asked, method, said) => {
    const folder = await folderWith(recordingOf(ask("a"), saying("A")));
    const sent = replayFetch(folder)(asked, { method, body: JSON.stringify(ask("a")) });
    expect(await failureOf(sent)).toMatchObject({ message: expect.stringMatching(said) });
  });

  test("in an empty folder, and in none", async () => {
    const folder = await temporaryFolder();
    expect(await failureOf(replayFetch(folder)(url))).toMatchObject({
      message: `No recording in ${folder} answers this GET /v1/chat/completions: there is none`,
    });
    await rm(folder, { recursive: true });
    expect(await failureOf(replayFetch(folder)(url))).toMatchObject({
      message: `The folder of recordings ${folder} can't be read`,
      cause: { code: "ENOENT" },
    });
  });
});

describe("otherwise", () => {
  test("loosely: the model, and whether it is streamed", async () => {
    const folder = await folderWith(
      recordingOf(ask("a", { stream: true }), { pieces: [{ afterMs: 0, text: events("S") }] }),
      recordingOf(ask("b", { model: "m" }), saying("M")),
      recordingOf(ask("c", { stream: false }), saying("C")),
    );
    const { client, answer } = replaying(folder, { match: "loose" });
    expect(await answer("x")).toBe("C");
    expect(await answer("x", { model: "m", temperature: 1 })).toBe("M");
    const { items } = await drained(await client.chat.complete({ ...ask("y"), stream: true }));
    expect(items).toHaveLength(2);
    expect(await failureOf(answer("x", { model: "n" }))).toMatchObject({
      message: expect.stringMatching(/body\.model: recorded (nothing|"m"), sent "n"/),
    });
  });

  test("by a function", async () => {
    const folder = await folderWith(recordingOf(ask("a"), saying("A")), recordingOf(ask("b"), saying("B")));
    const byLast = replaying(folder, { match: (_, recorded) => JSON.stringify(recorded.body).includes('"b"') });
    expect(await byLast.answer("x")).toBe("B");
    const never = replaying(folder, { match: () => false });
    expect(await failureOf(never.answer("a"))).toMatchObject({ message: expect.stringContaining("the function that") });
  });

  test("assertAllUsed names what is left", async () => {
    const folder = await folderWith(recordingOf(ask("a"), saying("A")), recordingOf(ask("b"), saying("B")));
    const { fetch, answer } = replaying(folder);
    await answer("a");
    expect(await failureOf(fetch.assertAllUsed())).toMatchObject({
      message: "Recordings that answered nothing: 0002-a.json",
    });
  });
});

describe("a stream", () => {
  const pieces = [
    { afterMs: 1_000, text: ": OPENROUTER PROCESSING\n\n" },
    ...chunks("One, two.").map((chunk) => ({ afterMs: 500, text: event(chunk) })),
    { afterMs: 0, base64: btoa("data: [DONE]\n\n") },
  ];
  const streamed = { headers: { "content-type": "text/event-stream" }, afterMs: 2_000, pieces };
  const request = { ...question, stream: true as const };

  test("comes in its pieces, at once", async () => {
    const response = await replayFetch(await folderWith(recordingOf(request, streamed)))(url, {
      method: "POST",
      body: JSON.stringify(request),
    });
    const seen: string[] = [];
    for await (const bytes of response.body ?? []) seen.push(new TextDecoder().decode(bytes));
    expect(seen).toEqual(pieces.map((piece) => ("text" in piece ? piece.text : atob(piece.base64))));
  });

  test("takes its time where that is wanted", async () => {
    const { fetch, client } = replaying(await folderWith(recordingOf(request, streamed)), { timing: "recorded" });
    await fetch.unused();
    vi.useFakeTimers();
    let first: number | undefined;
    const started = performance.now();
    const reading = client.chat.complete(request).then((stream) => {
      first = performance.now() - started;
      return drained(stream);
    });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await reading).toEqual({ items: chunks("One, two.") });
    expect(first).toBe(3_500);
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each([
    ["cut", "0001-a.json ends here: the connection was cut"],
    ["cancelled", "0001-a.json ends here: its reader went away"],
  ] as const)("that was %s ends like a cut", async (end, said) => {
    const { client } = replaying(
      await folderWith(recordingOf(request, { ...streamed, pieces: pieces.slice(0, 3), end })),
    );
    const { items, error } = await drained(await client.chat.complete(request));
    expect(items).toEqual(chunks("One, two.").slice(0, 2));
    expect(error).toMatchObject({ name: "ConnectionError", kind: "truncated", message: expect.stringContaining(said) });
  });

  test.each(["none", "recorded"] as const)("is ended by the signal, with timing %s", async (timing) => {
    const controller = new AbortController();
    const { signal } = controller;
    const fetch = replayFetch(await folderWith(recordingOf(request, { ...streamed, afterMs: 0 })), { timing });
    const response = await fetch(url, { method: "POST", body: JSON.stringify(request), signal });
    const reader = response.body?.getReader();
    if (timing === "none") await reader?.read();
    const reading = timing === "recorded" ? reader?.read() : undefined;
    controller.abort("mine");
    expect(await failureOf(reading ?? reader?.read() ?? Promise.resolve())).toBe("mine");
    expect(listenersOf(signal)).toBe(0);
    expect(await failureOf(fetch(url, { signal }))).toBe("mine");
  });

  test("that is left leaves no timer and no listener", async () => {
    const { fetch, client } = replaying(await folderWith(recordingOf(request, streamed)), { timing: "recorded" });
    await fetch.unused();
    vi.useFakeTimers();
    const { signal } = new AbortController();
    const opening = client.chat.complete(request, { signal });
    await vi.advanceTimersByTimeAsync(3_500);
    const stream = await opening;
    void stream[Symbol.asyncIterator]().next();
    await stream.cancel();
    await vi.advanceTimersByTimeAsync(0);
    expect(vi.getTimerCount()).toBe(0);
    expect(listenersOf(signal)).toBe(0);
  });
});

describe("a file that is no recording", () => {
  const good = recordingOf(ask("a"), saying("A"));
  const { request, response } = good;
  test.each<[string, unknown, string]>([
    ["no JSON", "{", "JSON"],
    ["no object", [], "it must be an object"],
    ["no request", { response }, "request must be an object"],
    ["no method", { request: { ...request, method: 1 }, response }, "request.method must be a string"],
    ["no URL", { request: { ...request, url: "/x" }, response }, "request.url must be a URL"],
    ["headers", { request: { ...request, headers: { a: 1 } }, response }, "request.headers must hold strings"],
    ["no response", { request }, "response must be an object"],
    [
      "a status",
      { request, response: { ...response, status: 99 } },
      "response.status must be a number from 200 to 599",
    ],
    ["a status text", { request, response: { ...response, statusText: 1 } }, "response.statusText must be a string"],
    [
      "a time",
      { request, response: { ...response, afterMs: -1 } },
      "response.afterMs must be a number of milliseconds",
    ],
    [
      "an end",
      { request, response: { ...response, end: "later" } },
      'response.end must be "complete", "cut" or "cancelled"',
    ],
    ["two bodies", { request, response: { ...response, text: "" } }, "response has body and text, of which only one"],
    ["a text", { request, response: { ...response, body: undefined, text: 1 } }, "response.text must be a string"],
    ["base64", recordingOf({}, { base64: "*" }), "response.base64 must be base64"],
    ["pieces", recordingOf({}, { pieces: {} as [] }), "response.pieces must be an array"],
    [
      "a piece",
      recordingOf({}, { pieces: [{ afterMs: 0 } as never] }),
      "response.pieces[0] must have either text or base64",
    ],
    ["its time", recordingOf({}, { pieces: [{ text: "" } as never] }), "response.pieces[0].afterMs must be a number"],
    [
      "its bytes",
      recordingOf({}, { pieces: [{ afterMs: 0, base64: "*" }] }),
      "response.pieces[0].base64 must be base64",
    ],
  ])("%s", async (_, value, said) => {
    const folder = await folderWith(good, typeof value === "string" ? value : JSON.stringify(value));
    const error = await failureOf(replaying(folder).answer("a"));
    expect(error).toMatchObject({ name: "UnexpectedClientError" });
    expect((error as Error).message).toContain(`0002-a.json in ${folder} is no recording: `);
    expect((error as Error).message).toContain(said);
  });

  test("is not looked for where it is none", async () => {
    const folder = await folderWith(good);
    await writeFile(join(folder, "README.md"), "# Mine");
    expect(await replaying(folder).answer("a")).toBe("A");
  });
});
