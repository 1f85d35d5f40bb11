import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { getRejection } from "../support/promises.ts";
import { createFolder, createRecording, createReplayer, createRequest, createCompletionBody } from "./support.ts";

afterEach(() => {
  vi.useRealTimers();
});

describe("replayFetch rejects a file with", () => {
  const good = createRecording(createRequest("a"), createCompletionBody("A"));
  const { request, response } = good;
  test.each<[string, unknown, string]>([
    ["text that is not JSON", "{", "JSON"],
    ["a list", [], "the recording must be an object"],
    ["a missing request", { response }, "request must be an object"],
    ["an invalid method", { request: { ...request, method: 1 }, response }, "request.method must be a string"],
    ["an invalid URL", { request: { ...request, url: "/x" }, response }, "request.url must be a URL"],
    [
      "headers that are not strings",
      { request: { ...request, headers: { a: 1 } }, response },
      "request.headers must have only strings",
    ],
    ["a missing response", { request }, "response must be an object"],
    [
      "an invalid status",
      { request, response: { ...response, status: 99 } },
      "response.status must be a number from 200 to 599",
    ],
    [
      "an invalid status text",
      { request, response: { ...response, statusText: 1 } },
      "response.statusText must be a string",
    ],
    [
      "an invalid time",
      { request, response: { ...response, afterMs: -1 } },
      "response.afterMs must be a number of milliseconds",
    ],
    [
      "an invalid end",
      { request, response: { ...response, end: "later" } },
      'response.end must be "complete", "cut" or "cancelled"',
    ],
    ["two bodies", { request, response: { ...response, text: "" } }, "response must have only one of body, text"],
    [
      "an invalid text",
      { request, response: { ...response, body: undefined, text: 1 } },
      "response.text must be a string",
    ],
    ["invalid base64", createRecording({}, { base64: "*" }), "response.base64 must be base64"],
    ["pieces that are not a list", createRecording({}, { pieces: {} as [] }), "response.pieces must be an array"],
    [
      "a piece without text",
      createRecording({}, { pieces: [{ afterMs: 0 } as never] }),
      "response.pieces[0] must have either text or base64",
    ],
    [
      "a piece without a time",
      createRecording({}, { pieces: [{ text: "" } as never] }),
      "response.pieces[0].afterMs must be a number",
    ],
    [
      "a piece with invalid base64",
      createRecording({}, { pieces: [{ afterMs: 0, base64: "*" }] }),
      "response.pieces[0].base64 must be base64",
    ],
  ])("%s", async (_, value, problem) => {
    const folder = await createFolder(good, typeof value === "string" ? value : JSON.stringify(value));
    const error = await getRejection(createReplayer(folder).complete("a"));
    expect(error).toMatchObject({ name: "UnexpectedClientError" });
    expect((error as Error).message).toContain(`0002-a.json in ${folder} is not a recording: `);
    expect((error as Error).message).toContain(problem);
  });
});

test("replayFetch ignores files whose names do not end in .json", async () => {
  const folder = await createFolder(createRecording(createRequest("a"), createCompletionBody("A")));
  await writeFile(join(folder, "README.md"), "# Mine");
  expect(await createReplayer(folder).complete("a")).toBe("A");
});
