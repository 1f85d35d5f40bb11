import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setImmediate, setTimeout } from "node:timers/promises";
import { createCompletion, createStream, formatEvent, toBlocks } from "./fixtures.ts";
import { workload } from "./workload.mts";

// Runs in its own process, whose CPU time is not measured. The first segment of the path selects the response.
const completion = createCompletion().body;
const { events } = createStream(workload.loopbackEvents);
const short = createStream(workload.shortEvents).events;
const paced = createStream(workload.pacedEvents).events;
const long = toBlocks(createStream(workload.longEvents).events, workload.blockBytes);

const responses: Record<string, (response: ServerResponse) => Promise<void> | void> = {
  completion(response) {
    response.setHeader("content-type", "application/json").end(completion);
  },

  // Yields to the event loop after each write, so that the events arrive separately.
  async events(response) {
    startStream(response);
    for (const event of events) {
      response.write(event);
      await setImmediate();
    }
    response.end();
  },

  async first(response) {
    startStream(response).write(formatEvent("word-0 "));
    await setTimeout(1);
    response.end(short.slice(1).join(""));
  },

  async long(response) {
    startStream(response);
    for (const block of long) {
      if (!response.write(block)) await new Promise((resolve) => response.once("drain", resolve));
    }
    response.end();
  },

  // A single write, so that the cost is that of the call and the stream, not of the events.
  short(response) {
    startStream(response).end(short.join(""));
  },

  // Sends events at the pace of a model.
  async paced(response) {
    startStream(response);
    for (const event of paced) {
      response.write(event);
      await setTimeout(workload.paceMs);
    }
    response.end();
  },

  // Never ends: the client keeps the streams open.
  held(response) {
    startStream(response).write(formatEvent("word-0 "));
  },
};

const server = createServer((request, response) => {
  request.resume();
  request.once("end", () => void responses[request.url?.split("/")[1] ?? ""]?.(response));
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", 4_096, () => process.send?.((server.address() as AddressInfo).port));
process.once("disconnect", () => process.exit());

function startStream(response: ServerResponse): ServerResponse {
  return response.setHeader("content-type", "text/event-stream");
}
