import { spawn, type ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { Readable, Writable } from "node:stream";
import { readUntil } from "@org/test-server/read-until.ts";
import { completion, sendJSON, startScriptedServer } from "@org/test-server/scripted-server.ts";
import { expect, onTestFinished, test } from "vitest";
import { parseFences } from "./fences.ts";
import { getCommand } from "./programs.ts";
import { root } from "./snippets.ts";

const guide = readFileSync(`${root}/packages/sdk/guides/chat-in-the-terminal.md`, "utf8");
const [plain = "", withTools = ""] = parseFences(guide).flatMap(({ language, text }) =>
  language === "ts" ? [text] : [],
);

test("the chat in the terminal sends the conversation, stops with Ctrl-C, and continues after an error", async () => {
  await using service = await startScriptedServer((response, _request, index) => {
    if (index === 2) return sendJSON(response, { error: { code: 400, message: "Too long" } }, 400);
    response.writeHead(200, { "content-type": "text/event-stream" });
    if (index === 1) return response.write(formatEvent("Once upon"));
    const usage = { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7, cost: 0.25 };
    return response.end(`${formatEvent("The Danube.", { usage })}data: [DONE]\n\n`);
  });
  const chat = startChat(plain, service.url);
  chat.stdin.write("Which river?\n");
  expect(await readUntil(chat.stdout, ".\n")).toBe("> The Danube.\n");
  chat.stdin.write("A story, please.\n");
  expect(await readUntil(chat.stdout, "upon")).toBe("> Once upon");
  chat.kill("SIGINT");
  expect(await readUntil(chat.stdout, "\n")).toBe(" (stopped)\n");
  chat.stdin.write("Something long.\n");
  expect(await readUntil(chat.stdout, "long\n")).toBe("> \nChatCompletionError: 400 Bad Request: Too long\n");
  chat.stdin.write("And now?\n");
  expect(await readUntil(chat.stdout, ".\n")).toBe("> The Danube.\n");
  chat.kill("SIGINT");
  expect(await readUntil(chat.stdout, /\$.*\n/)).toBe("> $0.500000\n");
  expect(service.requests[3]?.body.messages.map(({ role, content }) => [role, content])).toEqual([
    ["system", "Answer briefly, in plain text."],
    ["user", "Which river?"],
    ["assistant", "The Danube."],
    ["user", "A story, please."],
    ["assistant", "Once upon"],
    ["user", "And now?"],
  ]);
});

test("the chat with tools sends their results and the conversation, stops with Ctrl-C, and continues", async () => {
  const oslo = '{"city":"Oslo"}';
  await using service = await startScriptedServer((response, { body }, index) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    if (index === 2) return response.write(formatEvent("Once upon"));
    const call = { index: 0, id: "call_1", type: "function", function: { name: "get_weather", arguments: oslo } };
    if (index === 0) response.write(formatEvent(null, {}, { tool_calls: [call] }));
    else response.write(formatEvent(body.messages.at(-1)?.role === "tool" ? "Yes, take one." : "Again: yes."));
    return response.end("data: [DONE]\n\n");
  });
  const chat = startChat(withTools, service.url);
  chat.stdin.write("Do I need a coat in Oslo?\n");
  expect(await readUntil(chat.stdout, ".\n")).toBe(`> get_weather ${oslo}\nYes, take one.\n`);
  chat.stdin.write("A story, please.\n");
  expect(await readUntil(chat.stdout, "upon")).toBe("> Once upon");
  chat.kill("SIGINT");
  expect(await readUntil(chat.stdout, "\n")).toBe(" (The request was aborted)\n");
  chat.stdin.write("And now?\n");
  expect(await readUntil(chat.stdout, ".\n")).toBe("> Again: yes.\n");
  chat.kill("SIGINT");
  await once(chat, "exit");
  expect(chat.exitCode).toBe(0);
  expect(service.requests[3]?.body.messages.map(({ role, content }) => [role, content])).toEqual([
    ["system", "Answer briefly, in plain text."],
    ["user", "Do I need a coat in Oslo?"],
    ["assistant", null],
    ["tool", '{"city":"Oslo","celsius":7}'],
    ["assistant", "Yes, take one."],
    ["user", "And now?"],
  ]);
});

/** Starts a program of the guide. Its imports are resolved from the SDK. */
function startChat(code: string, url: string): ChildProcessByStdio<Writable, Readable, null> {
  const [command, args, env] = getCommand("-e", { url, args: [code] });
  const flags = ["--input-type=module-typescript", ...args];
  const child = spawn(command, flags, { cwd: `${root}/packages/sdk`, env, stdio: ["pipe", "pipe", "ignore"] });
  const exited = once(child, "exit");
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await exited;
  });
  return child;
}

function formatEvent(content: string | null, fields: object = {}, delta: object = {}): string {
  const choices = [{ index: 0, delta: { role: "assistant", content, ...delta }, finish_reason: "stop" }];
  return `data: ${JSON.stringify({ ...completion({}, fields), object: "chat.completion.chunk", choices })}\n\n`;
}
