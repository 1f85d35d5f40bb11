import { completion } from "./bodies.ts";
import type { Exchange } from "./exchange.ts";
import type { Handler } from "./handlers.ts";
import { answer } from "./http-format.ts";

const tenMegabytes = 10 * 1024 * 1024;
const json = { "content-type": "application/json" };
const chunkedJson = { ...json, "transfer-encoding": "chunked" };

/** Answers in JSON: the good ones, and what can go wrong in the middle of one. */
export const completionFaults = {
  completion: (exchange) => exchange.json(200, completion()),
  /** As the service does while the model works: the status and white space first, the JSON when it is there. */
  async "completion-behind-white-space"(exchange) {
    await exchange.head(200, chunkedJson);
    await exchange.chunk("\n         \n");
    await exchange.delivered();
    await exchange.chunk("\n         \n");
    await exchange.chunk(body());
    await exchange.endChunks();
  },
  /** Neither content-length nor chunks: only the connection's end says that the body is whole. */
  async "completion-until-close"(exchange) {
    await exchange.head(200, { ...json, connection: "close" });
    await exchange.write(body());
    await exchange.drop();
  },
  "completion-of-10-mb": (exchange) => exchange.json(200, completion("x".repeat(tenMegabytes))),
  "completion-drip": (exchange) => exchange.drip(answer(200, body(), json), 16, 1),

  async "reset-in-body"(exchange) {
    await beginBody(exchange);
    await exchange.delivered();
    exchange.reset();
  },
  async "stall-in-body"(exchange) {
    await beginBody(exchange);
    await exchange.stall();
  },
  /** The connection's clean end before all of the announced bytes have come. */
  async "content-length-truncated"(exchange) {
    await beginBody(exchange);
    await exchange.drop();
  },
  async "chunks-truncated"(exchange) {
    await exchange.head(200, chunkedJson);
    await exchange.chunk(firstHalf());
    await exchange.drop();
  },
  async "chunk-broken"(exchange) {
    await exchange.head(200, chunkedJson);
    await exchange.chunk(firstHalf());
    await exchange.write("not a size\r\n");
    await exchange.stall();
  },
  /** A whole answer as far as HTTP can tell, which ends in the middle of its JSON. */
  "json-truncated": (exchange) => exchange.send(200, firstHalf(), json),
  "json-invalid-utf8": (exchange) =>
    exchange.send(200, Buffer.from(JSON.stringify(completion("caf\u00e9")), "latin1"), json),
} satisfies Record<string, Handler>;

function body(): string {
  return JSON.stringify(completion());
}

function firstHalf(): string {
  return body().slice(0, body().length / 2);
}

async function beginBody(exchange: Exchange): Promise<void> {
  await exchange.head(200, { ...json, "content-length": Buffer.byteLength(body()) });
  await exchange.write(firstHalf());
}
