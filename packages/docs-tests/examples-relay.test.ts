import { EventEmitter, once } from "node:events";
import { spawn } from "node:child_process";
import type { ServerResponse } from "node:http";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { runInNewContext } from "node:vm";
import { readRelay } from "@org/sdk/relay.js";
import { readUntil } from "@org/test-server/read-until.ts";
import { completion, sendJSON, startScriptedServer, type Respond } from "@org/test-server/scripted-server.ts";
import { describe, expect, test, vi } from "vitest";
import { getCommand } from "./programs.ts";
import { getExamplePath } from "./snippets.ts";

const handlerServer = fileURLToPath(new URL("serve-handler.ts", import.meta.url));
const messages = [{ role: "user", content: "Count to three." }];

/** The examples, each with the path and body of a request to it. Those without a server run in serve-handler.ts. */
const examples: readonly (readonly [name: string, path: string, body: string, hasServer: boolean])[] = [
  ["relay-to-browser", "/ask", "Count to three.", true],
  ["relay-express", "/chat", JSON.stringify({ messages }), true],
  ["relay-hono", "/chat", JSON.stringify({ messages }), true],
  ["relay-next", "/chat", JSON.stringify({ messages }), false],
  ["relay-worker", "/chat", JSON.stringify({ messages }), false],
];

describe.each(examples)("%s", (name, path, body, hasServer) => {
  const headers = { "content-type": "application/json" };

  test("relays the stream, and an error", async () => {
    await using service = await startScriptedServer((response, _, index) => {
      if (index > 0) return sendJSON(response, { error: { code: 400, message: "Too long" } }, 400);
      sendEvents(response, "One, ", "two, ", "three.");
      return response.end("data: [DONE]\n\n");
    });
    await using example = await startExample(name, service.url, hasServer);
    const ask = () => fetch(example.url + path, { method: "POST", headers, body });
    let text = "";
    for await (const chunk of await readRelay(ask())) text += chunk.choices[0]?.delta.content ?? "";
    expect(text).toBe("One, two, three.");
    await expect(readRelay(ask())).rejects.toMatchObject({ statusCode: 400, error: { message: "Too long" } });
    expect(await readUntil(example.log, "Too long")).toContain("ChatCompletionError");
    expect(service.requests[0]?.body).toMatchObject({ messages, stream: true, max_tokens: 500 });
  });

  test.each(["before", "after"])("stops the call when the browser disconnects %s the first chunk", async (when) => {
    let onClose: (() => void) | undefined;
    const closed = new Promise<void>((resolve) => (onClose = resolve));
    let onRequest: (() => void) | undefined;
    const requested = new Promise<void>((resolve) => (onRequest = resolve));
    const stall: Respond = (response) => {
      response.once("close", () => onClose?.());
      if (when === "after") sendEvents(response, "One, ");
      onRequest?.();
    };
    await using service = await startScriptedServer(stall);
    await using example = await startExample(name, service.url, hasServer);
    const controller = new AbortController();
    const { signal } = controller;
    const reading = readRelay(fetch(example.url + path, { method: "POST", headers, body, signal }), { signal });
    const outcome = reading.then(
      () => "opened",
      (error: Error) => error.name,
    );
    await requested;
    if (when === "after") await outcome;
    controller.abort();
    await closed;
    expect(await outcome).toBe(when === "after" ? "opened" : "RequestAbortedError");
    expect(service.requests).toHaveLength(1);
  });
});

describe("the page of relay-to-browser", () => {
  test.each([1, 2, 7, 1_000_000])(
    "shows a stream that arrives in blocks of %i bytes, then an error",
    async (blockBytes) => {
      await using service = await startScriptedServer((response, _, index) => {
        if (index > 0) return sendJSON(response, { error: { code: 400, message: "Too long" } }, 400);
        sendEvents(response, "One, ", "zwölf, ", "three.");
        return response.end("data: [DONE]\n\n");
      });
      await using example = await startExample("relay-to-browser", service.url, true);
      const page = await openPage(example.url, blockBytes);
      expect(await page.ask("Count to three.")).toBe("One, zwölf, three.");
      expect(service.requests[0]?.body).toMatchObject({ messages });
      expect(await page.ask("And on.")).toBe("Too long");
    },
  );

  test("shows the first chunk before the server has sent the next one", async () => {
    const events = new EventEmitter();
    await using service = await startScriptedServer(async (response) => {
      sendEvents(response, "One, ");
      await once(events, "continue");
      response.end(`${formatEvent("two.")}data: [DONE]\n\n`);
    });
    await using example = await startExample("relay-to-browser", service.url, true);
    const page = await openPage(example.url, 1_000_000);
    const asking = page.ask("Count to two.");
    await expect.poll(() => page.text).toBe("One, ");
    events.emit("continue");
    expect(await asking).toBe("One, two.");
  });
});

interface RunningExample extends AsyncDisposable {
  readonly url: string;
  /** What the example prints to stderr. */
  readonly log: Readable;
}

interface Page {
  /** The text that the page shows. */
  readonly text: string;
  /** Submits the form, and returns the text that the page shows afterwards. */
  ask(question: string): Promise<string>;
}

interface Form {
  readonly question: { value: string };
  onsubmit?: (event: Pick<Event, "preventDefault">) => Promise<void>;
}

/**
 * Runs the script of a page, whose requests go to the same server.
 *
 * @param blockBytes the size of the blocks in which response bodies arrive, in bytes
 */
async function openPage(url: string, blockBytes: number): Promise<Page> {
  const response = await fetch(url);
  expect(response.headers.get("content-type")).toContain("text/html");
  const [, script = ""] = /<script type="module">([^]*)<\/script>/.exec(await response.text()) ?? [];
  const form: Form = { question: { value: "" } };
  const paragraph = { textContent: "" };
  const elements: Record<string, object> = { form, p: paragraph };
  runInNewContext(script, {
    document: { querySelector: (name: string) => elements[name] },
    fetch: async (path: string, init: RequestInit) => splitBody(await fetch(url + path, init), blockBytes),
    TextDecoderStream,
  });
  return {
    get text() {
      return paragraph.textContent;
    },
    async ask(question) {
      form.question.value = question;
      const preventDefault = vi.fn<() => void>();
      await form.onsubmit?.({ preventDefault });
      expect(preventDefault).toHaveBeenCalled();
      return paragraph.textContent;
    },
  };
}

function splitBody(response: Response, size: number): Response {
  const splitter = new TransformStream<Uint8Array, Uint8Array>({
    transform(bytes, controller) {
      for (let start = 0; start < bytes.length; start += size) controller.enqueue(bytes.subarray(start, start + size));
    },
  });
  return new Response(response.body?.pipeThrough(splitter) ?? null, response);
}

/** Starts an example, and waits until it has printed its URL. */
async function startExample(name: string, serviceURL: string, hasServer: boolean): Promise<RunningExample> {
  const path = getExamplePath(name);
  const options = { url: serviceURL, args: hasServer ? [] : [path] };
  const [command, args, env] = getCommand(hasServer ? path : handlerServer, options);
  const child = spawn(command, args, { env: { ...env, PORT: "0" }, stdio: ["ignore", "pipe", "pipe"] });
  const exited = once(child, "exit");
  return {
    url: (await readUntil(child.stdout, "\n")).trim(),
    log: child.stderr,
    async [Symbol.asyncDispose]() {
      child.kill();
      await exited;
    },
  };
}

function sendEvents(response: ServerResponse, ...words: readonly string[]): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
  for (const word of words) response.write(formatEvent(word));
}

function formatEvent(content: string): string {
  const choices = [{ index: 0, delta: { role: "assistant", content }, finish_reason: null }];
  return `data: ${JSON.stringify({ ...completion({}), object: "chat.completion.chunk", choices })}\n\n`;
}
