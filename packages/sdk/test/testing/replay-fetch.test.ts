import { rm } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { afterEach, describe, expect, test, vi } from "vitest";
import { OpenRouter } from "../../src/client.ts";
import { completion, replayFetch } from "../../src/testing.ts";
import { events } from "../support/answers.ts";
import { testKey } from "../support/observed-client.ts";
import { drained, failureOf } from "../support/outcome.ts";
import { folderWith, recordingOf, temporaryFolder, replaying, ask, saying, url } from "./support.ts";

afterEach(() => {
  vi.useRealTimers();
});

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
      message: expect.stringContaining("0001-a.json does, but has been used (`repeat` uses the last one again)"),
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
      `The request failed: No recording in ${folder} matches this POST /v1/chat/completions. ` +
        `The closest, 0002-a.json, differs in
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
      message: `No recording in ${folder} matches this GET /v1/chat/completions: the folder is empty`,
    });
    await rm(folder, { recursive: true });
    expect(await failureOf(replayFetch(folder)(url))).toMatchObject({
      message: `The recordings folder ${folder} cannot be read`,
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
    expect(await failureOf(never.answer("a"))).toMatchObject({ message: expect.stringContaining("the match function returned false") });
  });

  test("assertAllUsed names what is left", async () => {
    const folder = await folderWith(recordingOf(ask("a"), saying("A")), recordingOf(ask("b"), saying("B")));
    const { fetch, answer } = replaying(folder);
    await answer("a");
    expect(await failureOf(fetch.assertAllUsed())).toMatchObject({
      message: "Unused recordings: 0002-a.json",
    });
  });
});
