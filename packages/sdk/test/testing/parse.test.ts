import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { failureOf } from "../support/outcome.ts";
import { folderWith, recordingOf, replaying, ask, saying } from "./support.ts";

afterEach(() => {
  vi.useRealTimers();
});

describe("a file that is no recording", () => {
  const good = recordingOf(ask("a"), saying("A"));
  const { request, response } = good;
  test.each<[string, unknown, string]>([
    ["no JSON", "{", "JSON"],
    ["no object", [], "the recording must be an object"],
    ["no request", { response }, "request must be an object"],
    ["no method", { request: { ...request, method: 1 }, response }, "request.method must be a string"],
    ["no URL", { request: { ...request, url: "/x" }, response }, "request.url must be a URL"],
    ["headers", { request: { ...request, headers: { a: 1 } }, response }, "request.headers must have only strings"],
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
    ["two bodies", { request, response: { ...response, text: "" } }, "response must have only one of body, text"],
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
    expect((error as Error).message).toContain(`0002-a.json in ${folder} is not a recording: `);
    expect((error as Error).message).toContain(said);
  });

  test("is not looked for where it is none", async () => {
    const folder = await folderWith(good);
    await writeFile(join(folder, "README.md"), "# Mine");
    expect(await replaying(folder).answer("a")).toBe("A");
  });
});
