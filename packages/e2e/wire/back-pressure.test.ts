import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { createClient, hello } from "@org/test-server/client/client.ts";
import { readStream } from "@org/test-server/client/run-call.ts";
import { chunk } from "@org/test-server/fault-server/bodies.ts";
import type { Exchange } from "@org/test-server/fault-server/exchange.ts";
import { formatChunk, formatEvent } from "@org/test-server/fault-server/http-format.ts";
import { startFaultServer } from "@org/test-server/fault-server/server.ts";
import { describe, expect, test } from "vitest";

const streamed = { ...hello, stream: true } as const;

describe("back-pressure", () => {
  /*
   * An SDK that reads ahead receives all 80 MB while another stream of that length is read to its end. Measured without
   * reading ahead: 5 to 6 MB, and 3.7 MB for a bare socket that reads nothing. The limit is half of the stream: six times
   * as much, and more than the largest buffers of Linux on loopback, 32 MB for the receiver and 4 MB for the sender.
   */
  const pieces = 160;
  const pieceBytes = 512 * 1024;
  const maxBytesAhead = (pieces * pieceBytes) / 2;
  const piece = formatChunk(formatEvent(chunk("x".repeat(pieceBytes))));
  const sendAll = async (exchange: Exchange): Promise<void> => {
    await exchange.startStream();
    for (let left = pieces; left > 0; left -= 1) await exchange.write(piece);
    await exchange.sendEvent("[DONE]");
    await exchange.endChunks();
  };

  test("stops the server while the caller does not read, and the caller receives the rest later", async () => {
    await using server = await startFaultServer();
    server.on(sendAll);
    const { chat } = createClient(server.url);
    const reader = (await chat.complete(streamed))[Symbol.asyncIterator]();
    await reader.next();
    expect(await readStream(await chat.complete(streamed))).toMatchObject({ count: pieces });
    expect(server.requests[0]?.bytesSent).toBeLessThan(maxBytesAhead);
    let count = 1;
    while (!(await reader.next()).done) count += 1;
    expect(count).toBe(pieces);
  });

  test("stops the server while the ReadableStream of a stream is not read", async () => {
    await using server = await startFaultServer();
    server.on(sendAll);
    const { chat } = createClient(server.url);
    const readable = (await chat.complete(streamed)).toReadableStream();
    expect(await readStream(await chat.complete(streamed))).toMatchObject({ count: pieces });
    expect(server.requests[0]?.bytesSent).toBeLessThan(maxBytesAhead);
    await readable.cancel();
    expect(await server.requests[0]?.closed).toMatchObject({ by: "client" });
  });
});

test("memory does not grow during a stream of 60 MB with a slow caller", async () => {
  const program = new URL("support/measure-stream-memory.ts", import.meta.url).pathname;
  const { stdout } = await promisify(execFile)(process.execPath, ["--expose-gc", program]);
  const { megabytes, peakGrowth } = JSON.parse(stdout) as { megabytes: number; peakGrowth: number };
  expect(megabytes).toBeGreaterThan(60);
  // Measured: 0 to 8 MB. Retained chunks would add up to more than 60 MB.
  expect(peakGrowth).toBeLessThan(30);
}, 60_000);
