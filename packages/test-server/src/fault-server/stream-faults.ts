import { chunk, chunks, errorBody, greeting } from "./bodies.ts";
import type { Exchange } from "./exchange.ts";
import type { Handler } from "./handler-registry.ts";
import { formatChunk, formatEvent, formatHead, lastChunk } from "./http-format.ts";

const comment = ": OPENROUTER PROCESSING\n\n";

/** Event streams: valid ones, and faults within one. Faults after the first event begin with the same two chunks. */
export const streamFaults = {
  async stream(exchange) {
    await exchange.startStream();
    await exchange.sendChunk(comment);
    for (const each of chunks()) await exchange.sendEvent(each);
    await exchange.sendEvent("[DONE]");
    await exchange.endChunks();
  },
  async "stream-drip"(exchange) {
    const begin = formatHead(200, {
      "content-type": "text/event-stream",
      "transfer-encoding": "chunked",
    });
    const events = [comment, ...chunks().map(formatEvent), formatEvent("[DONE]")].join("");
    await exchange.drip(Buffer.concat([begin, formatChunk(events), Buffer.from(lastChunk)]), 16, 1);
  },

  /** Neither content-length nor chunks: the end of the connection ends the stream. */
  async "stream-until-close"(exchange) {
    await startUntilClose(exchange);
    await exchange.write([...chunks().map(formatEvent), formatEvent("[DONE]")].join(""));
    await exchange.end();
  },
  /** Node's fetch reports the reset of such a stream as its regular end. */
  async "stream-until-close-reset"(exchange) {
    await startUntilClose(exchange);
    await exchange.write(formatEvent(chunk("lost")));
    await exchange.waitForDelivery(); // some systems drop unread bytes after a reset
    exchange.reset();
  },

  async "stream-empty"(exchange) {
    await exchange.startStream();
    await exchange.endChunks();
  },
  async "stream-of-comments"(exchange) {
    await exchange.startStream();
    for (let left = 3; left > 0; left -= 1) await exchange.sendChunk(comment);
    await exchange.endChunks();
  },
  /** Comments without an event, until the client disconnects. */
  async "stream-of-endless-comments"(exchange) {
    await exchange.startStream();
    while (await exchange.sendChunk(comment)) await exchange.pause(5);
  },
  async "stall-before-first-event"(exchange) {
    await exchange.startStream();
    await exchange.sendChunk(comment);
    await exchange.stall();
  },
  async "stall-in-stream"(exchange) {
    await startGreeting(exchange);
    await exchange.stall();
  },

  async "reset-before-first-event"(exchange) {
    await exchange.startStream();
    await exchange.sendChunk(comment);
    await exchange.waitForDelivery();
    exchange.reset();
  },
  async "reset-in-event"(exchange) {
    await startGreeting(exchange);
    await exchange.sendChunk(partOfEvent);
    await exchange.waitForDelivery();
    exchange.reset();
  },
  async "close-in-event"(exchange) {
    await startGreeting(exchange);
    await exchange.sendChunk(partOfEvent);
    await exchange.waitForDelivery();
    await exchange.end();
  },
  /** A regular end between two events: only the missing `finish_reason` shows that the stream is truncated. */
  async "stream-truncated"(exchange) {
    await startGreeting(exchange);
    await exchange.endChunks();
  },
  /** A regular end in the middle of an event. */
  async "stream-truncated-in-event"(exchange) {
    await startGreeting(exchange);
    await exchange.sendChunk(partOfEvent);
    await exchange.endChunks();
  },
  async "stream-without-done"(exchange) {
    await exchange.startStream();
    for (const each of chunks()) await exchange.sendEvent(each);
    await exchange.endChunks();
  },
  async "stream-without-last-blank-line"(exchange) {
    await exchange.startStream();
    for (const each of chunks().slice(0, -1)) await exchange.sendEvent(each);
    await exchange.sendChunk(formatEvent(chunks().at(-1)).trimEnd());
    await exchange.endChunks();
  },

  async "error-first"(exchange) {
    await exchange.startStream();
    await exchange.sendChunk(comment);
    await exchange.sendEvent(errorBody(502, "The provider disconnected"));
    await exchange.endChunks();
  },
  async "error-in-stream"(exchange) {
    await startGreeting(exchange);
    await exchange.sendEvent(chunk("", "error", errorBody("server_error", "The provider disconnected")));
    await exchange.endChunks();
  },
  async "event-not-json"(exchange) {
    await startGreeting(exchange);
    await exchange.sendEvent("{oops");
    await exchange.sendEvent("[DONE]");
    await exchange.endChunks();
  },
  async "event-invalid-utf8"(exchange) {
    await exchange.startStream();
    await exchange.sendChunk(Buffer.from(formatEvent(chunk("caf\u00e9")), "latin1"));
    await exchange.sendEvent(chunk("", "stop"));
    await exchange.sendEvent("[DONE]");
    await exchange.endChunks();
  },
} satisfies Record<string, Handler>;

const partOfEvent = formatEvent(chunk("lost")).slice(0, 60);

function startUntilClose(exchange: Exchange): Promise<boolean> {
  return exchange.sendHead(200, { "content-type": "text/event-stream", connection: "close" });
}

/** Sends the head and the first two words of the greeting. */
async function startGreeting(exchange: Exchange): Promise<void> {
  await exchange.startStream();
  await exchange.sendChunk(comment);
  for (const each of chunks(greeting).slice(0, 2)) await exchange.sendEvent(each);
}
