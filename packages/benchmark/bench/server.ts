import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setImmediate, setTimeout } from "node:timers/promises";
import { answer, blocks, event, stream } from "./fixtures.ts";
import { sizes } from "./workload.mts";

// A process of its own: what it costs is on nobody's account. The first part of the path says what is sent.
const completion = answer().body;
const { events } = stream(sizes.loopbackEvents);
const short = stream(sizes.shortEvents).events;
const long = blocks(stream(sizes.longEvents).events, sizes.blockBytes);

const answers: Record<string, (response: ServerResponse) => Promise<void> | void> = {
  completion(response) {
    response.setHeader("content-type", "application/json").end(completion);
  },

  // A write for each event, and a turn of the loop between, so that they arrive one by one.
  async events(response) {
    begin(response);
    for (const each of events) {
      response.write(each);
      await setImmediate();
    }
    response.end();
  },

  async first(response) {
    begin(response).write(event("word-0 "));
    await setTimeout(1);
    response.end(short.slice(1).join(""));
  },

  async long(response) {
    begin(response);
    for (const block of long) {
      if (!response.write(block)) await new Promise((resolve) => response.once("drain", resolve));
    }
    response.end();
  },

  // All in one write: what costs is the call and the stream, not the events.
  short(response) {
    begin(response).end(short.join(""));
  },

  // For ever: how many are open is the client's business.
  held(response) {
    begin(response).write(event("word-0 "));
  },
};

const server = createServer((request, response) => {
  request.resume();
  request.once("end", () => void answers[request.url?.split("/")[1] ?? ""]?.(response));
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", 4_096, () => process.send?.((server.address() as AddressInfo).port));
process.once("disconnect", () => process.exit());

function begin(response: ServerResponse): ServerResponse {
  return response.setHeader("content-type", "text/event-stream");
}
