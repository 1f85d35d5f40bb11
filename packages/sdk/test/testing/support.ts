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

/** A folder that is gone after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "recordings-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** The files of a folder, by name. */
export async function filesIn(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder)).toSorted();
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), "utf8")])),
  );
}

/** The recordings in a folder, in order. */
export async function recordingsIn(folder: string): Promise<Recording[]> {
  return Object.values(await filesIn(folder)).map((text) => JSON.parse(text) as Recording);
}

/** A recording with this request's body, and this answer. */
export function recordingOf(body: unknown, response: Partial<Recording["response"]>): Recording {
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

/** A folder with these recordings, or texts in their place. */
export async function folderWith(...recordings: readonly (Recording | string)[]): Promise<string> {
  const folder = await temporaryFolder();
  const texts = recordings.map((each) => (typeof each === "string" ? each : JSON.stringify(each)));
  await Promise.all(texts.map((text, index) => writeFile(join(folder, `000${index + 1}-a.json`), text)));
  return folder;
}

export const serverURL = "https://api.test/v1";
export const url = `${serverURL}/chat/completions`;

/** A `fetch` that records what is answered, and a client with it. */
export function recording(
  folder: string | URL,
  ...answers: readonly MockAnswer[]
): { fetch: RecordFetch; client: OpenRouter } {
  const fetch = recordFetch(folder, { fetch: mockFetch(answers) });
  const client = new OpenRouter({ apiKey: testKey, serverURL, fetch, retryConfig: noRetries });
  return { fetch, client };
}

/** A `fetch` that answers from a folder, a client with it, and a call of that. */
export function replaying(folder: string | URL, options?: ReplayOptions) {
  const fetch = replayFetch(folder, options);
  const client = new OpenRouter({ apiKey: testKey, serverURL, fetch });
  const answer = async (...request: Parameters<typeof ask>) =>
    (await client.chat.complete(ask(...request))).choices[0]?.message.content;
  return { fetch, client, answer };
}

/** A request. */
export function ask(content: string, more: object = {}) {
  return { messages: [{ role: "user" as const, content }], ...more };
}

/** What the response of a recording says. */
export function saying(text: string) {
  return { body: completion(text) };
}
