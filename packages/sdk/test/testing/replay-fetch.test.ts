import { rm } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { afterEach, describe, expect, test, vi } from "vitest";
import { OpenRouter } from "../../src/client.ts";
import { completion, replayFetch } from "../../src/testing.ts";
import { events } from "../support/responses.ts";
import { testKey } from "../support/observed-client.ts";
import { readAll, getRejection } from "../support/promises.ts";
import {
  createFolder,
  createRecording,
  createTemporaryFolder,
  createReplayer,
  createRequest,
  createCompletionBody,
  url,
} from "./support.ts";

afterEach(() => {
  vi.useRealTimers();
});

describe("replayFetch with match: strict", () => {
  test("returns each recorded response once, whatever the order of the requests", async () => {
    const folder = await createFolder(
      createRecording(createRequest("a"), createCompletionBody("A")),
      createRecording(createRequest("b"), createCompletionBody("B")),
    );
    const { fetch, complete } = createReplayer(folder);
    expect(await fetch.unused()).toEqual(["0001-a.json", "0002-a.json"]);
    expect([await complete("b"), await complete("a")]).toEqual(["B", "A"]);
    expect(await fetch.unused()).toEqual([]);
    await fetch.assertAllUsed();
  });

  test("ignores the order of keys and the origin", async () => {
    const folder = await createFolder(
      createRecording({ model: "m", ...createRequest("a", { temperature: 0, top_p: 1 }) }, createCompletionBody("A")),
    );
    const client = new OpenRouter({ apiKey: "other", serverURL: "http://127.0.0.1:1/v1", fetch: replayFetch(folder) });
    const request = { top_p: 1, ...createRequest("a"), temperature: 0, model: "m" };
    expect(await client.chat.complete(request)).toEqual(completion("A"));
  });

  test("returns the responses of repeated requests in order", async () => {
    const folder = await createFolder(
      createRecording(createRequest("a"), createCompletionBody("1")),
      createRecording(createRequest("a"), createCompletionBody("2")),
    );
    const { complete } = createReplayer(pathToFileURL(folder));
    expect([await complete("a"), await complete("a")]).toEqual(["1", "2"]);
    expect(await getRejection(complete("a"))).toMatchObject({
      name: "UnexpectedClientError",
      message: expect.stringContaining("0001-a.json does, but has been used (`repeat` uses the last one again)"),
    });
  });

  test("returns the last response again with repeat", async () => {
    const folder = await createFolder(
      createRecording(createRequest("a"), createCompletionBody("1")),
      createRecording(createRequest("a"), createCompletionBody("2")),
    );
    const { complete } = createReplayer(folder, { repeat: true });
    expect([await complete("a"), await complete("a"), await complete("a")]).toEqual(["1", "2", "2"]);
  });

  test("matches a request with the key to its redacted recording", async () => {
    const folder = await createFolder(createRecording(createRequest("[redacted]"), createCompletionBody("A")));
    expect(await createReplayer(folder).complete(testKey)).toBe("A");
  });

  test("matches a body that is not JSON", async () => {
    const recording = createRecording(undefined, { text: "pong" });
    const folder = await createFolder({ ...recording, request: { method: "POST", url, headers: {}, text: "ping" } });
    const response = await replayFetch(folder)(new Request(url, { method: "POST", body: "ping" }));
    expect(await response.text()).toBe("pong");
  });
});

describe("a request without a matching recording", () => {
  test("fails with the differences to the closest recording, and is not retried", async () => {
    const near = createRecording(createRequest("Hello", { temperature: 0.5 }), createCompletionBody("A"));
    const folder = await createFolder(
      createRecording({ other: "x", y: 1, z: 2, w: 3 }, createCompletionBody("B")),
      near,
    );
    const { client } = createReplayer(folder);
    const error = await getRejection(client.chat.complete(createRequest("Hi", { model: "m".repeat(100) })));
    expect(error).toMatchObject({ name: "UnexpectedClientError", attempts: 1 });
    expect((error as Error).message).toBe(
      `The request failed: No recording in ${folder} matches this POST /v1/chat/completions. ` +
        `The closest, 0002-a.json, differs in
  body.messages[0].content: recorded "Hello", sent "Hi"
  body.temperature: recorded 0.5, sent nothing
  body.model: recorded nothing, sent "${"m".repeat(79)}…`,
    );
  });

  test("fails with at most ten differences, without the key", async () => {
    const folder = await createFolder(createRecording(createRequest("a"), createCompletionBody("A")));
    const many = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`x${index}`, testKey]));
    const error = await getRejection(
      createReplayer(folder).client.chat.complete(createRequest("a"), { extraBody: many }),
    );
    expect((error as Error).message).toMatch(/\n {2}body\.x9: recorded nothing, sent "\[redacted\]"\n {2}and 2 more$/);
  });

  test.each([
    ["another path", "https://api.test/v2/chat/completions", "POST", /path: recorded "\/v1\//],
    ["another query", `${url}?a=1`, "POST", /query: recorded "", sent "\?a=1"/],
    ["another method", url, "PUT", /method: recorded "POST", sent "PUT"/],
  ])("fails with the difference of %s", async (_, target, method, difference) => {
    const folder = await createFolder(createRecording(createRequest("a"), createCompletionBody("A")));
    const sent = replayFetch(folder)(target, { method, body: JSON.stringify(createRequest("a")) });
    expect(await getRejection(sent)).toMatchObject({ message: expect.stringMatching(difference) });
  });

  test("fails for an empty folder and for a missing one", async () => {
    const folder = await createTemporaryFolder();
    expect(await getRejection(replayFetch(folder)(url))).toMatchObject({
      message: `No recording in ${folder} matches this GET /v1/chat/completions: the folder is empty`,
    });
    await rm(folder, { recursive: true });
    expect(await getRejection(replayFetch(folder)(url))).toMatchObject({
      message: `The recordings folder ${folder} cannot be read`,
      cause: { code: "ENOENT" },
    });
  });
});

describe("replayFetch", () => {
  test("compares only model and stream with match: loose", async () => {
    const folder = await createFolder(
      createRecording(createRequest("a", { stream: true }), { pieces: [{ afterMs: 0, text: events("S") }] }),
      createRecording(createRequest("b", { model: "m" }), createCompletionBody("M")),
      createRecording(createRequest("c", { stream: false }), createCompletionBody("C")),
    );
    const { client, complete } = createReplayer(folder, { match: "loose" });
    expect(await complete("x")).toBe("C");
    expect(await complete("x", { model: "m", temperature: 1 })).toBe("M");
    const { items } = await readAll(await client.chat.complete({ ...createRequest("y"), stream: true }));
    expect(items).toHaveLength(2);
    expect(await getRejection(complete("x", { model: "n" }))).toMatchObject({
      message: expect.stringMatching(/body\.model: recorded (nothing|"m"), sent "n"/),
    });
  });

  test("matches by a function", async () => {
    const folder = await createFolder(
      createRecording(createRequest("a"), createCompletionBody("A")),
      createRecording(createRequest("b"), createCompletionBody("B")),
    );
    const byLast = createReplayer(folder, { match: (_, recorded) => JSON.stringify(recorded.body).includes('"b"') });
    expect(await byLast.complete("x")).toBe("B");
    const never = createReplayer(folder, { match: () => false });
    expect(await getRejection(never.complete("a"))).toMatchObject({
      message: expect.stringContaining("the match function returned false"),
    });
  });

  test("assertAllUsed rejects with the names of the unused files", async () => {
    const folder = await createFolder(
      createRecording(createRequest("a"), createCompletionBody("A")),
      createRecording(createRequest("b"), createCompletionBody("B")),
    );
    const { fetch, complete } = createReplayer(folder);
    await complete("a");
    expect(await getRejection(fetch.assertAllUsed())).toMatchObject({
      message: "Unused recordings: 0002-a.json",
    });
  });
});
