import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { OpenRouter } from "../../src/client.ts";
import { jsonResponse, mockFetch, recordFetch } from "../../src/testing.ts";
import { event, sse } from "../support/responses.ts";
import { createControlledBody } from "../support/controlled-body.ts";
import { question, testKey } from "../support/observed-client.ts";
import { getRejection } from "../support/promises.ts";
import { readFiles, createTemporaryFolder, createRecorder, url } from "./support.ts";

describe("the files of recordFetch", () => {
  test("are numbered in the order of the requests after existing files, and never overwritten", async () => {
    const folder = await createTemporaryFolder();
    await writeFile(join(folder, "0041-other.json"), "mine");
    const late = createControlledBody();
    const { fetch } = createRecorder(folder, new Response(late.stream), jsonResponse("a"));
    const first = await fetch(url);
    await (await fetch(url)).text();
    // Simulates a second process that records to the same folder.
    await writeFile(join(folder, "0042-chat-completions.json"), "theirs");
    late.close();
    await first.text();
    await fetch.settled();
    const files = await readFiles(folder);
    expect(Object.keys(files)).toEqual([
      "0041-other.json",
      "0042-chat-completions.json",
      "0043-chat-completions.json",
      "0044-chat-completions.json",
    ]);
    expect([files["0041-other.json"], files["0042-chat-completions.json"]]).toEqual(["mine", "theirs"]);
  });

  test("are in a folder that is created, and that can be a URL", async () => {
    const folder = join(await createTemporaryFolder(), "deep/er");
    const { fetch } = createRecorder(pathToFileURL(folder), jsonResponse("a"));
    await (await fetch(url)).text();
    expect(Object.keys(await readFiles(folder))).toHaveLength(1);
  });

  test("fail the call before anything is sent if the folder cannot be created", async () => {
    const folder = await createTemporaryFolder();
    await writeFile(join(folder, "file"), "");
    const real = mockFetch([jsonResponse("a")]);
    const client = new OpenRouter({ apiKey: testKey, fetch: recordFetch(join(folder, "file/in"), { fetch: real }) });
    expect(await getRejection(client.chat.complete(question))).toMatchObject({ name: "UnexpectedClientError" });
    expect(real.requests).toEqual([]);
  });

  test("reject settled if they cannot be written", async () => {
    const folder = await createTemporaryFolder();
    const body = createControlledBody();
    const fetch = recordFetch(folder, { fetch: () => Promise.resolve(new Response(body.stream)) });
    const response = await fetch(url);
    await rm(folder, { recursive: true });
    body.close();
    expect(await getRejection(response.text())).toMatchObject({ code: "ENOENT" });
    expect(await getRejection(fetch.settled())).toMatchObject({ code: "ENOENT" });
  });
});

test("recordFetch redacts credentials everywhere, including in responses", async () => {
  const folder = await createTemporaryFolder();
  const escaped = JSON.stringify(testKey).replaceAll("k", "\\u006b").slice(1, -1);
  const echo = { echo: testKey, deep: [{ [testKey]: `Bearer ${testKey}` }] };
  const binary = new Uint8Array([0xff, ...new TextEncoder().encode(`: ${testKey}`), 10, 10]);
  const { fetch } = createRecorder(
    folder,
    Response.json(echo, {
      headers: { "x-echo": testKey, location: `https://a.test/?k=${testKey}` },
      statusText: testKey,
    }),
    new Response(`<html>${testKey}`, { status: 401 }),
    sse(event(echo), `data: {"a":"${escaped}"}\n\n: ${testKey}\n\n`, binary),
    sse(`data: ${testKey.slice(0, 6)}`, `${testKey.slice(6)}\n\n`),
    new Response(binary),
    Response.json({ password: "hunter2-hunter2", token: "t0ken/with+signs" }),
  );
  const headers = { authorization: `Bearer ${testKey}`, cookie: "session=5e5510n-5e5510n", "x-note": testKey };
  const secretURL = `https://me:hunter2-hunter2@api.test/v1/chat/completions?api_key=${testKey}&token=t0ken%2Fwith%2Bsigns`;
  const body = JSON.stringify({ messages: [{ content: testKey }], user: "5e5510n-5e5510n" });
  for (let count = 0; count < 6; count++) {
    await (await fetch(secretURL, { method: "POST", headers, body })).arrayBuffer();
  }
  await fetch.settled();
  const files = Object.values(await readFiles(folder));
  expect(files).toHaveLength(6);
  for (const text of files) {
    const { response } = JSON.parse(text) as { response: { base64?: string; pieces?: { base64?: string }[] } };
    const bytes = [response.base64, ...(response.pieces ?? []).map(({ base64 }) => base64)].map((each) =>
      atob(each ?? ""),
    );
    const shown = [text, ...bytes, decodeURIComponent(text.replaceAll("%", "%25"))].join("\n");
    expect(shown).not.toMatch(/0123456789abcdef|hunter2|5e5510n|t0ken/);
    expect(shown).not.toContain(escaped);
    expect(text).toContain("[redacted]");
  }
});
