import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Recording } from "../../src/testing.ts";

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
  const url = "https://api.test/v1/chat/completions";
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
