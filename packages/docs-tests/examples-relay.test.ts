import { EventEmitter, once } from "node:events";
import { spawn } from "node:child_process";
import type { ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import { runInNewContext } from "node:vm";
import { readRelay } from "@org/sdk/relay.js";
import { readUntil } from "@org/test-server/read-until.ts";
import { completion, sendJSON, startScriptedServer, type Answer } from "@org/test-server/scripted-server.ts";
import { describe, expect, test, vi } from "vitest";
import { commandFor } from "./programs.ts";
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

describe("the page of relay-to-browser", () => {
  test.each([1, 2, 7, 1_000_000])("shows what arrives in pieces of %i bytes, then what failed", async (pieceBytes) => {
    await using service = await startScriptedServer((response, _, index) => {
      if (index > 0) return sendJSON(response, { error: { code: 400, message: "Too long" } }, 400);
      sendEvents(response, "One, ", "zwölf, ", "three.");
      return response.end("data: [DONE]\n\n");
    });
    await using example = await started("relay-to-browser", service.url, true);
    const page = await openPage(example.url, pieceBytes);
    expect(await page.ask("Count to three.")).toBe("One, zwölf, three.");
    expect(service.requests[0]?.body).toMatchObject({ messages });
    expect(await page.ask("And on.")).toBe("Too long");
  });

  test("shows a part before the rest has been sent", async () => {
    const later = new EventEmitter();
    await using service = await startScriptedServer(async (response) => {
      sendEvents(response, "One, ");
      await once(later, "go on");
      response.end(`${eventFor("two.")}data: [DONE]\n\n`);
    });
    await using example = await started("relay-to-browser", service.url, true);
    const page = await openPage(example.url, 1_000_000);
    const asking = page.ask("Count to two.");
    await expect.poll(() => page.text).toBe("One, ");
    later.emit("go on");
    expect(await asking).toBe("One, two.");
  });
});

interface Started extends AsyncDisposable {
  readonly url: string;
}

interface Page {
  /** What the page shows. */
  readonly text: string;
  /** Submits the form, and returns what the page shows in the end. */
  ask(question: string): Promise<string>;
}

interface Form {
  readonly question: { value: string };
  onsubmit?: (event: Pick<Event, "preventDefault">) => Promise<void>;
}

/** Runs the script of a page, whose requests go to the same server; bodies arrive in pieces of this size. */
async function openPage(url: string, pieceBytes: number): Promise<Page> {
  const response = await fetch(url);
  expect(response.headers.get("content-type")).toContain("text/html");
  const [, script = ""] = /<script type="module">([^]*)<\/script>/.exec(await response.text()) ?? [];
  const form: Form = { question: { value: "" } };
  const paragraph = { textContent: "" };
  const elements: Record<string, object> = { form, p: paragraph };
  runInNewContext(script, {
    document: { querySelector: (name: string) => elements[name] },
    fetch: async (path: string, init: RequestInit) => inPieces(await fetch(url + path, init), pieceBytes),
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

function inPieces(response: Response, size: number): Response {
  const cut = new TransformStream<Uint8Array, Uint8Array>({
    transform(bytes, controller) {
      for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.subarray(at, at + size));
    },
  });
  return new Response(response.body?.pipeThrough(cut) ?? null, response);
}

/** Starts an example, and waits until it has printed where it listens. */
async function started(name: string, serviceURL: string, hasServer: boolean): Promise<Started> {
  const path = examplePath(name);
  const options = { url: serviceURL, args: hasServer ? [] : [path] };
  const [command, args, env] = commandFor(hasServer ? path : handlerServer, options);
  const child = spawn(command, args, { env: { ...env, PORT: "0" }, stdio: ["ignore", "pipe", "ignore"] });
  const gone = once(child, "exit");
  return {
    url: (await readUntil(child.stdout, "\n")).trim(),
    async [Symbol.asyncDispose]() {
      child.kill();
      await gone;
    },
  };
}

function sendEvents(response: ServerResponse, ...words: readonly string[]): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
  for (const word of words) response.write(eventFor(word));
}

function eventFor(content: string): string {
  const choices = [{ index: 0, delta: { role: "assistant", content }, finish_reason: null }];
  return `data: ${JSON.stringify({ ...completion({}), object: "chat.completion.chunk", choices })}\n\n`;
}
