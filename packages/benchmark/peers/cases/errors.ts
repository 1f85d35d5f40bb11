import { STATUS_CODES } from "node:http";
import { inspect } from "node:util";
import { chunk, completion, errorBody } from "@org/test-server/fault-server/bodies.ts";
import { faults } from "@org/test-server/fault-server/all-faults.ts";
import type { Handler } from "@org/test-server/fault-server/handler-registry.ts";
import { fail, format, readStream, settle, type Case, type Outcome } from "../case.ts";
import type { Client } from "../client.ts";
import { request, sendEvents, withServer } from "./support.ts";

/** Error bodies that servers send instead of the documented one. */
const shapes: readonly (readonly [shape: string, body: string])[] = [
  ["a string", JSON.stringify({ error: "Model is unknown" })],
  ["an array", JSON.stringify([{ error: { code: 400, message: "Model is unknown" } }])],
  ["a null code", JSON.stringify({ error: { code: null, message: "Model is unknown" } })],
  ["a string as code", JSON.stringify({ error: { code: "model_unknown", message: "Model is unknown" } })],
  ["no code", JSON.stringify({ error: { message: "Model is unknown" } })],
  ["a string as metadata", JSON.stringify({ error: { code: 400, message: "Model is unknown", metadata: "x" } })],
  ["HTML", "<!doctype html><title>Model is unknown</title>"],
  ["nothing", ""],
];

/** Error responses of proxies and gateways in front of the API, with the message in each. */
const proxies: readonly (readonly [proxy: string, status: number, body: string, message: string])[] = [
  ["FastAPI", 404, JSON.stringify({ detail: "No such route" }), "No such route"],
  [
    "FastAPI's list",
    422,
    JSON.stringify({ detail: [{ type: "missing", loc: ["body", "model"], msg: "Field required" }] }),
    "Field required",
  ],
  ["Kong", 404, JSON.stringify({ message: "no Route matched" }), "no Route matched"],
  ["Cloudflare", 403, JSON.stringify({ success: false, errors: [{ code: 1, message: "Blocked" }] }), "Blocked"],
  [
    "nginx",
    502,
    "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n",
    "Bad Gateway",
  ],
];

const failedChoice = {
  ...completion(),
  choices: [
    {
      index: 0,
      message: { role: "assistant", content: "" },
      finish_reason: "error",
      ...errorBody(429, "The provider is busy"),
    },
  ],
};

const key = "sk-or-v1-5ecre7";
const echo = errorBody(401, `No such key: ${key}`, { raw: JSON.stringify({ key }) });
const leaks: readonly (readonly [cause: string, handler: Handler])[] = [
  ["a 401 that quotes it", (exchange) => exchange.sendJSON(401, echo, { "x-key": key })],
  ["a 200 that quotes it", (exchange) => exchange.sendJSON(200, echo)],
  ["a reset", faults["reset-before-headers"]],
  ["a response that is not JSON", (exchange) => exchange.send(200, `Bearer ${key}`, { "content-type": "text/plain" })],
];

export const errors: readonly Case[] = [
  {
    title: "an error in a 200 response is returned as a completion, or lacks its status",
    run: ({ complete, getStatus }) =>
      withServer(async (server) => {
        server.on(faults["error-in-200"]);
        const outcome = await settle(() => complete(request, { url: server.url, retries: "none" }));
        if (outcome.kind !== "error") return fail(format(outcome));
        const status = getStatus(outcome.error);
        return status === 429 ? "pass" : fail(`the status is ${status}: ${format(outcome)}`);
      }),
  },
  {
    title: "a failed choice in a 200 response is returned as a completion, or is not retried",
    run: ({ complete }) =>
      withServer(async (server) => {
        server.on((exchange) => exchange.sendJSON(200, failedChoice));
        const outcome = await settle(() => complete(request, { url: server.url }), 60_000);
        if (outcome.kind !== "error") return fail(format(outcome));
        if (!getMessage(outcome).includes("The provider is busy"))
          return fail(`the message is lost: ${format(outcome)}`);
        return server.requests.length > 1 ? "pass" : fail("one attempt");
      }),
  },
  {
    title: "an error body of an unusual shape loses its status or message",
    run: ({ complete, getStatus }) =>
      withServer(async (server) => {
        const lost: string[] = [];
        for (const [shape, body] of shapes) {
          const type = body.startsWith("<") ? "text/html" : "application/json";
          server.on((exchange) => exchange.send(400, body, { "content-type": type }));
          const outcome = await settle(() => complete(request, { url: server.url, retries: "none" }));
          const status = outcome.kind === "error" ? getStatus(outcome.error) : undefined;
          if (status !== 400) lost.push(`${shape}: status ${status}, ${format(outcome)}`);
          else if (body.includes('"Model is unknown"') && !getMessage(outcome).includes("Model is unknown")) {
            lost.push(`${shape}: the message is lost: ${format(outcome)}`);
          }
        }
        return lost.length === 0 ? "pass" : fail(lost.join("; "));
      }),
  },
  {
    title: "a proxy's error response loses its message, or shows its HTML",
    run: ({ complete }) =>
      withServer(async (server) => {
        const failures: string[] = [];
        for (const [proxy, status, body, expected] of proxies) {
          const type = body.startsWith("<") ? "text/html" : "application/json";
          server.on(async (exchange) => {
            const headers = { "content-type": type, "content-length": Buffer.byteLength(body) };
            await exchange.sendHead(status, headers, STATUS_CODES[status]); // some clients show the reason phrase
            await exchange.write(body);
          });
          const outcome = await settle(() => complete(request, { url: server.url, retries: "none" }));
          const message = outcome.kind === "error" && outcome.error instanceof Error ? outcome.error.message : "";
          if (!message.includes(expected) || /[<\n]/.test(message)) failures.push(`${proxy}: ${format(outcome)}`);
        }
        return failures.length === 0 ? "pass" : fail(failures.join("; "));
      }),
  },
  {
    title: "a redirect turns the POST into a GET",
    run: ({ complete }) =>
      withServer(async (server) => {
        server.on((exchange) => (exchange.path === "/elsewhere" ? faults.completion : faults["status-302"])(exchange));
        const outcome = await settle(() => complete(request, { url: server.url, retries: "none" }));
        const [, second] = server.requests;
        if (second) return fail(`${second.method} ${second.path} was sent to the redirect`);
        return outcome.kind === "error" ? "pass" : fail(format(outcome));
      }),
  },
  {
    title: "a redirect sends the prompt to another server",
    run: ({ complete }) =>
      withServer((otherServer) =>
        withServer(async (server) => {
          otherServer.on(faults.completion);
          server.on((exchange) => exchange.send(307, "", { location: `${otherServer.url}/chat/completions` }));
          const outcome = await settle(() => complete(request, { url: server.url, retries: "none" }));
          const [received] = otherServer.requests;
          if (received) return fail(`the other server received ${received.body.toString()}`);
          return outcome.kind === "error" ? "pass" : fail(format(outcome));
        }),
      ),
  },
  {
    title: "console.error(error) prints the API key",
    run: async (client) => {
      const causes: string[] = [];
      for (const [cause, handler] of leaks) {
        if (printsKey(await catchError(client, handler))) causes.push(cause);
      }
      if (printsKey(await catchStreamError(client))) causes.push("a stream that quotes it");
      return causes.length === 0 ? "pass" : fail(`after ${causes.join(", ")}`);
    },
  },
];

async function catchError({ complete }: Client, handler: Handler): Promise<unknown> {
  let thrown: unknown;
  await withServer(async (server) => {
    server.on(handler);
    const outcome = await settle(() => complete(request, { url: server.url, apiKey: key, retries: "none" }));
    thrown = outcome.kind === "error" ? outcome.error : undefined;
    return "pass";
  });
  return thrown;
}

async function catchStreamError({ stream }: Client): Promise<unknown> {
  let thrown: unknown;
  await withServer(async (server) => {
    server.on((exchange) => sendEvents(exchange, [chunk("", "error", echo)]));
    const { outcome } = await readStream(() => stream(request, { url: server.url, apiKey: key, retries: "none" }));
    thrown = outcome.kind === "error" ? outcome.error : undefined;
    return "pass";
  });
  return thrown;
}

function getMessage(outcome: Outcome<unknown>): string {
  return outcome.kind === "error" ? String(outcome.error) : "";
}

/** Returns whether the key appears when the error is printed, by `console.error` or by a logger that nests deeper. */
function printsKey(error: unknown): boolean {
  return [inspect(error), inspect(error, { depth: 9 }), String(error)].some((text) => text.includes(key));
}
