import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { OpenRouter } from "../../src/client.ts";
import {
  completion,
  mockFetch,
  recordFetch,
  replayFetch,
  type MockAnswer,
  type RecordFetch,
  type Recording,
  type ReplayOptions,
} from "../../src/testing.ts";
import { noRetries, testKey } from "../support/observed-client.ts";

/** Creates a folder, which is removed after the test. */
export async function createTemporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "recordings-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Reads the files of a folder, by name. */
export async function readFiles(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).toSorted();
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), "utf8")])),
  );
}

/** Reads the recordings in a folder, in order. */
export async function readRecordings(folder: string): Promise<Recording[]> {
  return Object.values(await readFiles(folder)).map((text) => JSON.parse(text) as Recording);
}

/** Creates a recording with a request body and a response. */
export function createRecording(body: unknown, response: Partial<Recording["response"]>): Recording {
  return {
    request: { method: "POST", url, headers: {}, body },
    response: {
      status: 200,
      headers: { "content-type": "application/json" },
      afterMs: 0,
      end: "complete",
      ...response,
    },
  };
}

/** Creates a folder with recordings, or with other texts. */
export async function createFolder(...recordings: readonly (Recording | string)[]): Promise<string> {
  const folder = await createTemporaryFolder();
  const texts = recordings.map((each) => (typeof each === "string" ? each : JSON.stringify(each)));
  await Promise.all(texts.map((text, index) => writeFile(join(folder, `000${index + 1}-a.json`), text)));
  return folder;
}

export const serverURL = "https://api.test/v1";
export const url = `${serverURL}/chat/completions`;

/** Creates a `fetch` that records these responses, and a client with it. */
export function createRecorder(
  folder: string | URL,
  ...responses: readonly MockAnswer[]
): { fetch: RecordFetch; client: OpenRouter } {
  const fetch = recordFetch(folder, { fetch: mockFetch(responses) });
  const client = new OpenRouter({ apiKey: testKey, serverURL, fetch, retryConfig: noRetries });
  return { fetch, client };
}

/** Creates a `fetch` that replays a folder, a client with it, and a function that returns the text of a call. */
export function createReplayer(folder: string | URL, options?: ReplayOptions) {
  const fetch = replayFetch(folder, options);
  const client = new OpenRouter({ apiKey: testKey, serverURL, fetch });
  const complete = async (...request: Parameters<typeof createRequest>) =>
    (await client.chat.complete(createRequest(...request))).choices[0]?.message.content;
  return { fetch, client, complete };
}

/** Creates a request. */
export function createRequest(content: string, more: object = {}) {
  return { messages: [{ role: "user" as const, content }], ...more };
}

/** Creates the body of a recorded completion. */
export function createCompletionBody(text: string) {
  return { body: completion(text) };
}
