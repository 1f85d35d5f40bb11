import { completion } from "./bodies.ts";
import type { Exchange } from "./exchange.ts";
import type { Handler } from "./handler-registry.ts";
import { formatResponse } from "./http-format.ts";

const tenMegabytes = 10 * 1024 * 1024;
const json = { "content-type": "application/json" };
const chunkedJson = { ...json, "transfer-encoding": "chunked" };

/** Responses in JSON: valid ones, and faults within the body. */
export const completionFaults = {
  completion: (exchange) => exchange.sendJSON(200, completion()),
  /** The service sends white space until the model has completed the JSON. */
  async "completion-after-white-space"(exchange) {
    await exchange.sendHead(200, chunkedJson);
    await exchange.sendChunk("\n         \n");
    await exchange.waitForDelivery();
    await exchange.sendChunk("\n         \n");
    await exchange.sendChunk(createBody());
    await exchange.endChunks();
  },
  /** Neither content-length nor chunks: the end of the connection ends the body. */
  async "completion-until-close"(exchange) {
    await exchange.sendHead(200, { ...json, connection: "close" });
    await exchange.write(createBody());
    await exchange.end();
  },
  "completion-of-10-mb": (exchange) => exchange.sendJSON(200, completion("x".repeat(tenMegabytes))),
  "completion-drip": (exchange) => exchange.drip(formatResponse(200, createBody(), json), 16, 1),

  async "reset-in-body"(exchange) {
    await startBody(exchange);
    await exchange.waitForDelivery();
    exchange.reset();
  },
  async "stall-in-body"(exchange) {
    await startBody(exchange);
    await exchange.stall();
  },
  /** A FIN before the body has reached its content-length. */
  async "content-length-truncated"(exchange) {
    await startBody(exchange);
    await exchange.end();
  },
  async "chunks-truncated"(exchange) {
    await exchange.sendHead(200, chunkedJson);
    await exchange.sendChunk(getFirstHalf());
    await exchange.end();
  },
  async "chunk-broken"(exchange) {
    await exchange.sendHead(200, chunkedJson);
    await exchange.sendChunk(getFirstHalf());
    await exchange.write("not a size\r\n");
    await exchange.stall();
  },
  /** Complete for HTTP, but the JSON ends in the middle. */
  "json-truncated": (exchange) => exchange.send(200, getFirstHalf(), json),
  "json-invalid-utf8": (exchange) =>
    exchange.send(200, Buffer.from(JSON.stringify(completion("caf\u00e9")), "latin1"), json),
} satisfies Record<string, Handler>;

function createBody(): string {
  return JSON.stringify(completion());
}

function getFirstHalf(): string {
  return createBody().slice(0, createBody().length / 2);
}

async function startBody(exchange: Exchange): Promise<void> {
  await exchange.sendHead(200, { ...json, "content-length": Buffer.byteLength(createBody()) });
  await exchange.write(getFirstHalf());
}
