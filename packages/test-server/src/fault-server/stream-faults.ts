import { chunk, chunks, errorBody, greeting } from "./bodies.ts";
import type { Exchange } from "./exchange.ts";
import type { Handler } from "./handlers.ts";
import { event, framed, head, lastChunk } from "./http-format.ts";

const comment = ": OPENROUTER PROCESSING\n\n";

/** Event streams: the good ones, and what can go wrong in one. Those that begin well give the same first chunks. */
export const streamFaults = {
  async stream(exchange) {
    await exchange.events();
    await exchange.chunk(comment);
    for (const each of chunks()) await exchange.sse(each);
    await exchange.sse("[DONE]");
    await exchange.endChunks();
  },
  async "stream-drip"(exchange) {
    const begin = head(200, {
      "content-type": "text/event-stream",
      "transfer-encoding": "chunked",
    });
    const events = [comment, ...chunks().map(event), event("[DONE]")].join("");
    await exchange.drip(Buffer.concat([begin, framed(events), Buffer.from(lastChunk)]), 16, 1);
  },

  /** Neither content-length nor chunks: only the connection's end says that the stream is over. */
  async "stream-until-close"(exchange) {
    await beginUntilClose(exchange);
    await exchange.write([...chunks().map(event), event("[DONE]")].join(""));
    await exchange.drop();
  },
  /** Node's fetch takes the reset of such a stream for its clean end. */
  async "stream-until-close-reset"(exchange) {
    await beginUntilClose(exchange);
    await exchange.write(event(chunk("lost")));
    await exchange.delivered(); // a reset makes some systems drop what was not read
    exchange.reset();
  },

  async "stream-empty"(exchange) {
    await exchange.events();
    await exchange.endChunks();
  },
  async "stream-of-comments"(exchange) {
    await exchange.events();
    for (let left = 3; left > 0; left -= 1) await exchange.chunk(comment);
    await exchange.endChunks();
  },
  /** Signs of life, but no progress, until the client leaves. */
  async "stream-of-endless-comments"(exchange) {
    await exchange.events();
    while (await exchange.chunk(comment)) await exchange.pause(5);
  },
  async "stall-before-first-event"(exchange) {
    await exchange.events();
    await exchange.chunk(comment);
    await exchange.stall();
  },
  async "stall-in-stream"(exchange) {
    await beginStream(exchange);
    await exchange.stall();
  },

  async "reset-before-first-event"(exchange) {
    await exchange.events();
    await exchange.chunk(comment);
    await exchange.delivered();
    exchange.reset();
  },
  async "reset-in-event"(exchange) {
    await beginStream(exchange);
    await exchange.chunk(partOfEvent);
    await exchange.delivered();
    exchange.reset();
  },
  async "close-in-event"(exchange) {
    await beginStream(exchange);
    await exchange.chunk(partOfEvent);
    await exchange.delivered();
    await exchange.drop();
  },
  /** A clean end between two events, which only a missing `finish_reason` gives away. */
  async "stream-cut"(exchange) {
    await beginStream(exchange);
    await exchange.endChunks();
  },
  /** Likewise in the middle of an event. */
  async "stream-cut-in-event"(exchange) {
    await beginStream(exchange);
    await exchange.chunk(partOfEvent);
    await exchange.endChunks();
  },
  async "stream-without-done"(exchange) {
    await exchange.events();
    for (const each of chunks()) await exchange.sse(each);
    await exchange.endChunks();
  },
  async "stream-without-last-blank-line"(exchange) {
    await exchange.events();
    for (const each of chunks().slice(0, -1)) await exchange.sse(each);
    await exchange.chunk(event(chunks().at(-1)).trimEnd());
    await exchange.endChunks();
  },

  async "error-first"(exchange) {
    await exchange.events();
    await exchange.chunk(comment);
    await exchange.sse(errorBody(502, "The provider is gone"));
    await exchange.endChunks();
  },
  async "error-in-stream"(exchange) {
    await beginStream(exchange);
    await exchange.sse(chunk("", "error", errorBody("server_error", "The provider is gone")));
    await exchange.endChunks();
  },
  async "event-not-json"(exchange) {
    await beginStream(exchange);
    await exchange.sse("{oops");
    await exchange.sse("[DONE]");
    await exchange.endChunks();
  },
  async "event-invalid-utf8"(exchange) {
    await exchange.events();
    await exchange.chunk(Buffer.from(event(chunk("caf\u00e9")), "latin1"));
    await exchange.sse(chunk("", "stop"));
    await exchange.sse("[DONE]");
    await exchange.endChunks();
  },
} satisfies Record<string, Handler>;

const partOfEvent = event(chunk("lost")).slice(0, 60);

function beginUntilClose(exchange: Exchange): Promise<boolean> {
  return exchange.head(200, { "content-type": "text/event-stream", connection: "close" });
}

/** The head and the first words of the greeting. */
async function beginStream(exchange: Exchange): Promise<void> {
  await exchange.events();
  await exchange.chunk(comment);
  for (const each of chunks(greeting).slice(0, 2)) await exchange.sse(each);
}
