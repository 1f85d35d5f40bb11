import { expect, test } from "vitest";
import { bodyReader, readUntil } from "../../src/read-until.ts";
import { chunk, completion } from "../../src/fault-server/bodies.ts";
import { faults } from "../../src/fault-server/faults.ts";
import { postOf, rawCall } from "../../src/fault-server/tcp-client.ts";
import { faultServer } from "../../src/fault-server/server.ts";

const post = (url: string): Promise<Response> => fetch(url, { method: "POST", body: "{}" });

test("a request is given as it was sent", async () => {
  await using server = await faultServer();
  server.on((exchange) => exchange.json(200, completion()));
  await fetch(`${server.url}/api/v1/chat?a=b`, {
    method: "POST",
    headers: { "X-Case": "é" },
    body: '{"a":"é"}',
  });
  const [request] = server.requests;
  expect(request).toMatchObject({
    index: 0,
    connection: 0,
    method: "POST",
    path: "/api/v1/chat?a=b",
  });
  expect(request?.headers).toMatchObject({
    "x-case": "é",
    "content-type": "text/plain;charset=UTF-8",
  });
  expect(request?.headerLines).toContain("X-Case: é");
  expect(request?.body.toString()).toBe('{"a":"é"}');
});

test("a connection serves several requests, and the counters see every byte", async () => {
  await using server = await faultServer();
  server.script([faults["empty-error-body"], faults.completion]);
  using call = rawCall(server.url, postOf('{"n":1}'));
  await call.until(/^HTTP\/1.1 500 /);
  call.send(postOf('{"n":22}'));
  await call.until(/200 [^]*\}$/);
  expect(server.requests.map(({ connection, index }) => [connection, index])).toEqual([
    [0, 0],
    [0, 1],
  ]);
  expect(server.requests.map(({ body }) => body.toString())).toEqual(['{"n":1}', '{"n":22}']);
  const [first, second] = server.requests.map(({ receivedAt }) => receivedAt);
  expect(first).toBeLessThan(second ?? 0);
  expect(server).toMatchObject({ connections: 1, openSockets: 1, closings: [] });
  const bytes = {
    bytesReceived: postOf('{"n":1}').length + postOf('{"n":22}').length,
    bytesSent: call.received.length,
  };
  expect(server).toMatchObject(bytes);
  call.leave();
  await server.requests[0]?.closed;
  expect(server).toMatchObject({ ...bytes, connections: 1, openSockets: 0 });
  expect(server.closings).toEqual([{ connection: 0, by: "client", ...bytes }]);
});

test("a test can drive an exchange by hand, in step with the client", async () => {
  await using server = await faultServer();
  const answer = post(server.url);
  const exchange = await server.next();
  await exchange.events();
  const reader = bodyReader(await answer);
  for (const word of ["one", "two"]) {
    await exchange.sse(chunk(word));
    expect(await readUntil(reader, "\n\n")).toBe(`data: ${JSON.stringify(chunk(word))}\n\n`);
  }
  exchange.reset();
  await expect(reader.read()).rejects.toThrow("terminated");
  expect(await exchange.closed).toMatchObject({ by: "server" });
});

test("next waits for a request, takes each once, and says so when none comes", async () => {
  await using server = await faultServer();
  server.on(faults.completion);
  const [first, second] = [server.next(), server.next()];
  await (await post(`${server.url}/1`)).text();
  await (await post(`${server.url}/2`)).text();
  await (await post(`${server.url}/3`)).text();
  expect((await first).path).toBe("/1");
  expect((await second).path).toBe("/2");
  expect((await server.next()).path).toBe("/3");
  await expect(server.next(1)).rejects.toThrow("No request within 1 ms");
});

test.each(["leave", "reset"] as const)("writing to a client that did %s ends, and breaks nothing", async (how) => {
  await using server = await faultServer();
  let written = 0;
  server.on(async (exchange) => {
    await exchange.events();
    while (await exchange.sse("x".repeat(1_000))) written += 1;
  });
  using call = rawCall(server.url);
  await call.until(/x{1000}/);
  call[how]();
  const [exchange] = server.requests;
  expect(await exchange?.closed).toMatchObject({ by: "client", connection: 0 });
  // A handler that goes on writing without looking must not block the event loop.
  let turns = 0;
  setImmediate(() => (turns += 1));
  expect(await exchange?.write("late")).toBe(false);
  expect(turns).toBe(1);
  expect(await exchange?.pause(60_000)).toBe(false);
  expect(written).toBeGreaterThan(0);
});

test("writes that nobody waits for go out in order, and the end behind them", async () => {
  await using server = await faultServer();
  server.on((exchange) => {
    void exchange.write("a".repeat(200_000));
    void exchange.write("b");
    return exchange.drop();
  });
  using call = rawCall(server.url);
  expect(await call.ended).toBe("end");
  expect(call.received === `${"a".repeat(200_000)}b`).toBe(true);
});

test("a client that does not read holds up the writes, and leaving frees them", async () => {
  await using server = await faultServer();
  const call = rawCall(server.url);
  const exchange = await server.next();
  call.stopReading();
  const bytes = Buffer.alloc(64 * 1024 * 1024);
  const writing = exchange.write(bytes);
  // As much passes whole to a client that reads.
  const other = post(server.url);
  void (await server.next()).send(200, bytes);
  expect((await (await other).arrayBuffer()).byteLength).toBe(bytes.length);
  expect(await Promise.race([writing, "held up"])).toBe("held up");
  expect(exchange.bytesSent).toBeLessThan(bytes.length);
  call.leave();
  expect(await writing).toBe(false);
});
