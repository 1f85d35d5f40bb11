import { gzipSync } from "node:zlib";
import { chunks, completion, errorBody } from "./bodies.ts";
import type { Exchange } from "./exchange.ts";
import type { Handler } from "./handler-registry.ts";
import { formatEvent, type HeaderFields } from "./http-format.ts";

const megabyte = 1024 * 1024;

/** Faults and unusual responses that are the same for a completion and for a stream. */
export const sharedFaults = {
  "close-before-headers": (exchange) => exchange.end(),
  "reset-before-headers": (exchange) => exchange.reset(),
  "stall-before-headers": (exchange) => exchange.stall(),
  async "close-in-headers"(exchange) {
    await exchange.write(partOfHead);
    await exchange.end();
  },
  async "reset-in-headers"(exchange) {
    await exchange.write(partOfHead);
    await exchange.waitForDelivery();
    exchange.reset();
  },
  async "stall-in-headers"(exchange) {
    await exchange.write(partOfHead);
    await exchange.stall();
  },
  async "invalid-status-line"(exchange) {
    await exchange.write("HTTP/1.1 two hundred OK\r\n\r\n");
    await exchange.stall();
  },
  /** More than the 16 kB that Node accepts by default, with a valid response after them. */
  "huge-headers": (exchange) => sendValidResponse(exchange, { "x-padding": "x".repeat(20_000) }),
  async "early-hints"(exchange) {
    await exchange.write("HTTP/1.1 103 Early Hints\r\nlink: </style.css>; rel=preload\r\n\r\n");
    await sendValidResponse(exchange);
  },
  gzip(exchange) {
    const { body, contentType } = createValidBody(exchange);
    return exchange.send(200, gzipSync(body), {
      "content-type": contentType,
      "content-encoding": "gzip",
    });
  },
  "gzip-corrupt"(exchange) {
    const { body, contentType } = createValidBody(exchange);
    const bytes = gzipSync(body).fill(0xff, 10); // all but the header
    return exchange.send(200, bytes, { "content-type": contentType, "content-encoding": "gzip" });
  },
  "content-type-wrong": (exchange) => sendValidResponse(exchange, { "content-type": "text/html" }),
  "content-type-missing": (exchange) => exchange.send(200, createValidBody(exchange).body),

  "status-204": (exchange) => exchange.sendHead(204),
  "status-301": (exchange) => redirect(exchange, 301),
  "status-302": (exchange) => redirect(exchange, 302),
  "status-307": (exchange) => redirect(exchange, 307),
  "status-308": (exchange) => redirect(exchange, 308),
  "status-400": (exchange) => exchange.sendJSON(400, errorBody(400, "This model does not exist")),
  "status-429": (exchange) =>
    exchange.sendJSON(429, errorBody(429, "Too many requests for this model", { provider_name: "Fault Server" })),
  "html-error-page": (exchange) =>
    exchange.send(502, "<!doctype html><title>Bad gateway</title><h1>The origin is down</h1>", {
      "content-type": "text/html; charset=UTF-8",
    }),
  "empty-error-body": (exchange) => exchange.send(500, ""),
  "huge-error-body": (exchange) => exchange.sendJSON(500, errorBody(500, "x".repeat(5 * megabyte))),
  async "stall-in-error-body"(exchange) {
    await exchange.sendHead(503, { "content-type": "application/json", "content-length": 1_000 });
    await exchange.write('{"error":{"code":503,');
    await exchange.stall();
  },

  "empty-200": (exchange) => exchange.send(200, "", { "content-type": createValidBody(exchange).contentType }),
  "html-200": (exchange) =>
    exchange.send(200, "<!doctype html><title>Sign in</title>", { "content-type": "text/html" }),
  "error-in-200": (exchange) => exchange.sendJSON(200, errorBody(429, "The provider refused")),
} satisfies Record<string, Handler>;

const partOfHead = "HTTP/1.1 200 OK\r\ncontent-type: applic";

function redirect(exchange: Exchange, status: number): Promise<boolean> {
  return exchange.send(status, "", { location: `http://${exchange.headers["host"]}/elsewhere` });
}

function sendValidResponse(exchange: Exchange, headers: HeaderFields = {}): Promise<boolean> {
  const { body, contentType } = createValidBody(exchange);
  return exchange.send(200, body, { "content-type": contentType, ...headers });
}

/** Creates the body that was requested: a stream or a completion. */
function createValidBody(exchange: Exchange): { body: string; contentType: string } {
  const request: unknown = JSON.parse(exchange.body.toString() || "{}");
  const isStream = typeof request === "object" && request !== null && "stream" in request && request.stream === true;
  return isStream
    ? { body: [...chunks(), "[DONE]"].map(formatEvent).join(""), contentType: "text/event-stream" }
    : { body: JSON.stringify(completion()), contentType: "application/json" };
}
