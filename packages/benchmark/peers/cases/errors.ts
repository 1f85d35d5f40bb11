import { STATUS_CODES } from "node:http";
import { inspect } from "node:util";
import { chunk, completion, errorBody } from "@org/test-server/fault-server/bodies.ts";
import { faults } from "@org/test-server/fault-server/faults.ts";
import type { Handler } from "@org/test-server/fault-server/handlers.ts";
import { ending, reading, said, wrong, type Case, type Ending } from "../case.ts";
import type { Contestant } from "../contestant.ts";
import { onServer, request, sendEvents } from "./support.ts";

/** Error bodies seen in the wild, beside the one of the documentation. */
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

/** Error responses of proxies and gateways in front of the API, with the words in them that say what is wrong. */
const proxies: readonly (readonly [proxy: string, status: number, body: string, words: string])[] = [
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
const leaks: readonly (readonly [where: string, handler: Handler])[] = [
  ["a 401 that quotes it", (exchange) => exchange.json(401, echo, { "x-key": key })],
  ["a 200 that quotes it", (exchange) => exchange.json(200, echo)],
  ["a reset", faults["reset-before-headers"]],
  ["an answer that is no JSON", (exchange) => exchange.send(200, `Bearer ${key}`, { "content-type": "text/plain" })],
];

export const errors: readonly Case[] = [
  {
    title: "an error in a 200 comes back as a completion, or has no status",
    run: ({ complete, statusOf }) =>
      onServer(async (server) => {
        server.on(faults["error-in-200"]);
        const how = await ending(() => complete(request, { url: server.url, retries: "none" }));
        if (how.end !== "error") return wrong(said(how));
        const status = statusOf(how.error);
        return status === 429 ? "right" : wrong(`the status is ${status}: ${said(how)}`);
      }),
  },
  {
    title: "a failed choice in a 200 comes back as a completion, or is not tried again",
    run: ({ complete }) =>
      onServer(async (server) => {
        server.on((exchange) => exchange.json(200, failedChoice));
        const how = await ending(() => complete(request, { url: server.url }), 60_000);
        if (how.end !== "error") return wrong(said(how));
        if (!words(how).includes("The provider is busy")) return wrong(`no words of it: ${said(how)}`);
        return server.requests.length > 1 ? "right" : wrong("one attempt");
      }),
  },
  {
    title: "error bodies of another shape lose the status, or their words",
    run: ({ complete, statusOf }) =>
      onServer(async (server) => {
        const lost: string[] = [];
        for (const [shape, body] of shapes) {
          const type = body.startsWith("<") ? "text/html" : "application/json";
          server.on((exchange) => exchange.send(400, body, { "content-type": type }));
          const how = await ending(() => complete(request, { url: server.url, retries: "none" }));
          const status = how.end === "error" ? statusOf(how.error) : undefined;
          if (status !== 400) lost.push(`${shape}: status ${status}, ${said(how)}`);
          else if (body.includes('"Model is unknown"') && !words(how).includes("Model is unknown")) {
            lost.push(`${shape}: no words of it in ${said(how)}`);
          }
        }
        return lost.length === 0 ? "right" : wrong(lost.join("; "));
      }),
  },
  {
    title: "a proxy's error loses its words, or shows its markup",
    run: ({ complete }) =>
      onServer(async (server) => {
        const failures: string[] = [];
        for (const [proxy, status, body, expected] of proxies) {
          const type = body.startsWith("<") ? "text/html" : "application/json";
          server.on(async (exchange) => {
            const headers = { "content-type": type, "content-length": Buffer.byteLength(body) };
            await exchange.head(status, headers, STATUS_CODES[status]); // some clients show the reason phrase
            await exchange.write(body);
          });
          const how = await ending(() => complete(request, { url: server.url, retries: "none" }));
          const message = how.end === "error" && how.error instanceof Error ? how.error.message : "";
          if (!message.includes(expected) || /[<\n]/.test(message)) failures.push(`${proxy}: ${said(how)}`);
        }
        return failures.length === 0 ? "right" : wrong(failures.join("; "));
      }),
  },
  {
    title: "a redirect turns the POST into a GET",
    run: ({ complete }) =>
      onServer(async (server) => {
        server.on((exchange) => (exchange.path === "/elsewhere" ? faults.completion : faults["status-302"])(exchange));
        const how = await ending(() => complete(request, { url: server.url, retries: "none" }));
        const [, second] = server.requests;
        if (second) return wrong(`${second.method} ${second.path} followed`);
        return how.end === "error" ? "right" : wrong(said(how));
      }),
  },
  {
    title: "a redirect carries the prompt to another server",
    run: ({ complete }) =>
      onServer((stranger) =>
        onServer(async (server) => {
          stranger.on(faults.completion);
          server.on((exchange) => exchange.send(307, "", { location: `${stranger.url}/chat/completions` }));
          const how = await ending(() => complete(request, { url: server.url, retries: "none" }));
          const [got] = stranger.requests;
          if (got) return wrong(`it got ${got.body.toString()}`);
          return how.end === "error" ? "right" : wrong(said(how));
        }),
      ),
  },
  {
    title: "console.error(error) prints the key",
    run: async (contestant) => {
      const places: string[] = [];
      for (const [where, handler] of leaks) {
        if (prints(await failure(contestant, handler))) places.push(where);
      }
      if (prints(await streamFailure(contestant))) places.push("a stream that quotes it");
      return places.length === 0 ? "right" : wrong(`after ${places.join(", ")}`);
    },
  },
];

async function failure({ complete }: Contestant, handler: Handler): Promise<unknown> {
  let thrown: unknown;
  await onServer(async (server) => {
    server.on(handler);
    const how = await ending(() => complete(request, { url: server.url, apiKey: key, retries: "none" }));
    thrown = how.end === "error" ? how.error : undefined;
    return "right";
  });
  return thrown;
}

async function streamFailure({ stream }: Contestant): Promise<unknown> {
  let thrown: unknown;
  await onServer(async (server) => {
    server.on((exchange) => sendEvents(exchange, [chunk("", "error", echo)]));
    const { ending: how } = await reading(() => stream(request, { url: server.url, apiKey: key, retries: "none" }));
    thrown = how.end === "error" ? how.error : undefined;
    return "right";
  });
  return thrown;
}

function words(how: Ending<unknown>): string {
  return how.end === "error" ? String(how.error) : "";
}

/** As `console.error` prints it, and deeper, since loggers do. */
function prints(error: unknown): boolean {
  return [inspect(error), inspect(error, { depth: 9 }), String(error)].some((text) => text.includes(key));
}
