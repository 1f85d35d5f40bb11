import { once } from "node:events";
import { spawn } from "node:child_process";
import type { ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import { readRelay } from "@org/sdk/relay.js";
import { describe, expect, test } from "vitest";
import { commandFor } from "./programs.ts";
import { completion, sendJSON, startScriptedServer, type Answer } from "./scripted-server.ts";
import { examplePath } from "./snippets.ts";

const handlerServer = fileURLToPath(new URL("serve-handler.ts", import.meta.url));
const messages = [{ role: "user", content: "Count to three." }];

/** The examples, each with the path and the body of a question to it; those without a server of their own get one. */
const examples: readonly (readonly [name: string, path: string, body: string, hasServer: boolean])[] = [
  ["relay-to-browser", "/ask", "Count to three.", true],
  ["relay-express", "/chat", JSON.stringify({ messages }), true],
  ["relay-hono", "/chat", JSON.stringify({ messages }), true],
  ["relay-next", "/chat", JSON.stringify({ messages }), false],
  ["relay-worker", "/chat", JSON.stringify({ messages }), false],
];

describe.each(examples)("%s", (name, path, body, hasServer) => {
  const headers = { "content-type": "application/json" };

  test("passes the answer on, and what failed", async () => {
    await using service = await startScriptedServer((response, _, index) => {
      if (index > 0) return sendJSON(response, { error: { code: 400, message: "Too long" } }, 400);
      sendEvents(response, "One, ", "two, ", "three.");
      return response.end("data: [DONE]\n\n");
    });
    await using example = await started(name, service.url, hasServer);
    const ask = () => fetch(example.url + path, { method: "POST", headers, body });
    let said = "";
    for await (const chunk of await readRelay(ask())) said += chunk.choices[0]?.delta.content ?? "";
    expect(said).toBe("One, two, three.");
    await expect(readRelay(ask())).rejects.toMatchObject({ statusCode: 400, error: { message: "Too long" } });
    expect(service.requests[0]?.body).toMatchObject({ messages, stream: true, max_tokens: 500 });
  });

  test.each(["before the first chunk", "after it"])("stops the call when the browser leaves %s", async (when) => {
    let ended: (() => void) | undefined;
    const closed = new Promise<void>((resolve) => (ended = resolve));
    let arrived: (() => void) | undefined;
    const called = new Promise<void>((resolve) => (arrived = resolve));
    const stall: Answer = (response) => {
      response.once("close", () => ended?.());
      if (when === "after it") sendEvents(response, "One, ");
      arrived?.();
    };
    await using service = await startScriptedServer(stall);
    await using example = await started(name, service.url, hasServer);
    const leaving = new AbortController();
    const { signal } = leaving;
    const reading = readRelay(fetch(example.url + path, { method: "POST", headers, body, signal }), { signal });
    const outcome = reading.then(
      () => "opened",
      (error: Error) => error.name,
    );
    await called;
    if (when === "after it") await outcome;
    leaving.abort();
    await closed;
    expect(await outcome).toBe(when === "after it" ? "opened" : "RequestAbortedError");
    expect(service.requests).toHaveLength(1);
  });
});

test("relay-to-browser has a page", async () => {
  await using example = await started("relay-to-browser", "http://127.0.0.1:9", true);
  const page = await fetch(example.url);
  expect(page.headers.get("content-type")).toContain("text/html");
  expect(await page.text()).toContain('split("\\n\\n")');
});

interface Started extends AsyncDisposable {
  readonly url: string;
}

/** Starts an example, and waits until it has said where it listens. */
async function started(name: string, serviceURL: string, hasServer: boolean): Promise<Started> {
  const path = examplePath(name);
  const options = { url: serviceURL, args: hasServer ? [] : [path] };
  const [command, args, env] = commandFor(hasServer ? path : handlerServer, options);
  const child = spawn(command, args, { env: { ...env, PORT: "0" }, stdio: ["ignore", "pipe", "ignore"] });
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  return {
    url: line.toString().trim(),
    async [Symbol.asyncDispose]() {
      const gone = once(child, "exit");
      child.kill();
      await gone;
    },
  };
}

function sendEvents(response: ServerResponse, ...words: readonly string[]): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
  for (const content of words) {
    const choices = [{ index: 0, delta: { role: "assistant", content }, finish_reason: null }];
    const chunk = { ...completion({}), object: "chat.completion.chunk", choices };
    response.write(`data: ${JSON.stringify(chunk)}\n\n`);
  }
}
