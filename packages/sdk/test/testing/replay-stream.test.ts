import { afterEach, describe, expect, test, vi } from "vitest";
import { chunks, replayFetch } from "../../src/testing.ts";
import { event } from "../support/responses.ts";
import { question } from "../support/observed-client.ts";
import { readAll, getRejection, countListeners } from "../support/promises.ts";
import { createFolder, createRecording, createReplayer, url } from "./support.ts";

afterEach(() => {
  vi.useRealTimers();
});

describe("a replayed stream", () => {
  const pieces = [
    { afterMs: 1_000, text: ": OPENROUTER PROCESSING\n\n" },
    ...chunks("One, two.").map((chunk) => ({ afterMs: 500, text: event(chunk) })),
    { afterMs: 0, base64: btoa("data: [DONE]\n\n") },
  ];
  const streamed = { headers: { "content-type": "text/event-stream" }, afterMs: 2_000, pieces };
  const request = { ...question, stream: true as const };

  test("arrives in its pieces, immediately", async () => {
    const response = await replayFetch(await createFolder(createRecording(request, streamed)))(url, {
      method: "POST",
      body: JSON.stringify(request),
    });
    const seen: string[] = [];
    for await (const bytes of response.body ?? []) seen.push(new TextDecoder().decode(bytes));
    expect(seen).toEqual(pieces.map((piece) => ("text" in piece ? piece.text : atob(piece.base64))));
  });

  test("takes the recorded time with timing: recorded", async () => {
    const { fetch, client } = createReplayer(await createFolder(createRecording(request, streamed)), {
      timing: "recorded",
    });
    await fetch.unused();
    vi.useFakeTimers();
    let first: number | undefined;
    const started = performance.now();
    const reading = client.chat.complete(request).then((stream) => {
      first = performance.now() - started;
      return readAll(stream);
    });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await reading).toEqual({ items: chunks("One, two.") });
    expect(first).toBe(3_500);
    expect(vi.getTimerCount()).toBe(0);
  });

  test.each([
    ["cut", "0001-a.json ends here: the connection was cut"],
    ["cancelled", "0001-a.json ends here: the reader canceled it"],
  ] as const)("that was %s fails as truncated", async (end, message) => {
    const { client } = createReplayer(
      await createFolder(createRecording(request, { ...streamed, pieces: pieces.slice(0, 3), end })),
    );
    const { items, error } = await readAll(await client.chat.complete(request));
    expect(items).toEqual(chunks("One, two.").slice(0, 2));
    expect(error).toMatchObject({
      name: "ConnectionError",
      kind: "truncated",
      message: expect.stringContaining(message),
    });
  });

  test.each(["none", "recorded"] as const)("is aborted by the signal, with timing %s", async (timing) => {
    const controller = new AbortController();
    const { signal } = controller;
    const fetch = replayFetch(await createFolder(createRecording(request, { ...streamed, afterMs: 0 })), { timing });
    const response = await fetch(url, { method: "POST", body: JSON.stringify(request), signal });
    const reader = response.body?.getReader();
    if (timing === "none") await reader?.read();
    const reading = timing === "recorded" ? reader?.read() : undefined;
    controller.abort("mine");
    expect(await getRejection(reading ?? reader?.read() ?? Promise.resolve())).toBe("mine");
    expect(countListeners(signal)).toBe(0);
    expect(await getRejection(fetch(url, { signal }))).toBe("mine");
  });

  test("leaves no timer or listener when it is canceled", async () => {
    const { fetch, client } = createReplayer(await createFolder(createRecording(request, streamed)), {
      timing: "recorded",
    });
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
    expect(countListeners(signal)).toBe(0);
  });
});
