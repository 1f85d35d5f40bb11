import { expect, test } from "vitest";
import { chunk, completion } from "../../src/fault-server/bodies.ts";
import { faults } from "../../src/fault-server/all-faults.ts";
import { startFaultServer } from "../../src/fault-server/server.ts";
import { formatPost, openTCPCall } from "../../src/fault-server/tcp-client.ts";
import { bodyReader, readUntil } from "../../src/read-until.ts";

const post = (url: string): Promise<Response> => fetch(url, { method: "POST", body: "{}" });

test("requests contains the method, path, headers and body as sent", async () => {
  await using server = await startFaultServer();
  server.on((exchange) => exchange.sendJSON(200, completion()));
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

test("a connection serves several requests, and its bytes are counted", async () => {
  await using server = await startFaultServer();
  server.script([faults["empty-error-body"], faults.completion]);
  using call = openTCPCall(server.url, formatPost('{"n":1}'));
  await call.waitFor(/^HTTP\/1.1 500 /);
  call.send(formatPost('{"n":22}'));
  await call.waitFor(/200 [^]*\}$/);
  expect(server.requests.map(({ connection, index }) => [connection, index])).toEqual([
    [0, 0],
    [0, 1],
  ]);
  expect(server.requests.map(({ body }) => body.toString())).toEqual(['{"n":1}', '{"n":22}']);
  const [first, second] = server.requests.map(({ receivedAt }) => receivedAt);
  expect(first).toBeLessThan(second ?? 0);
  expect(server).toMatchObject({ connections: 1, openSockets: 1, closings: [] });
  const bytes = {
    bytesReceived: formatPost('{"n":1}').length + formatPost('{"n":22}').length,
    bytesSent: call.received.length,
  };
  expect(server).toMatchObject(bytes);
  call.close();
  await server.requests[0]?.closed;
  expect(server).toMatchObject({ ...bytes, connections: 1, openSockets: 0 });
  expect(server.closings).toEqual([{ connection: 0, by: "client", ...bytes }]);
});

test("a test can send a response by hand, in step with the client", async () => {
  await using server = await startFaultServer();
  const response = post(server.url);
  const exchange = await server.next();
  await exchange.startStream();
  const reader = bodyReader(await response);
  for (const word of ["one", "two"]) {
    await exchange.sendEvent(chunk(word));
    expect(await readUntil(reader, "\n\n")).toBe(`data: ${JSON.stringify(chunk(word))}\n\n`);
  }
  exchange.reset();
  await expect(reader.read()).rejects.toThrow("terminated");
  expect(await exchange.closed).toMatchObject({ by: "server" });
});

test("next waits for a request, returns each once, and fails when none arrives", async () => {
  await using server = await startFaultServer();
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

test.each(["close", "reset"] as const)("writes resolve to false after a %s of the client", async (method) => {
  await using server = await startFaultServer();
  let written = 0;
  server.on(async (exchange) => {
    await exchange.startStream();
    while (await exchange.sendEvent("x".repeat(1_000))) written += 1;
  });
  using call = openTCPCall(server.url);
  await call.waitFor(/x{1000}/);
  call[method]();
  const [exchange] = server.requests;
  expect(await exchange?.closed).toMatchObject({ by: "client", connection: 0 });
  // A handler that ignores the result of its writes must not block the event loop.
  let turns = 0;
  setImmediate(() => (turns += 1));
  expect(await exchange?.write("late")).toBe(false);
  expect(turns).toBe(1);
  expect(await exchange?.pause(60_000)).toBe(false);
  expect(written).toBeGreaterThan(0);
});

test("writes that are not awaited are sent in order, with the FIN after them", async () => {
  await using server = await startFaultServer();
  server.on((exchange) => {
    void exchange.write("a".repeat(200_000));
    void exchange.write("b");
    return exchange.end();
  });
  using call = openTCPCall(server.url);
  expect(await call.ended).toBe("end");
  expect(call.received === `${"a".repeat(200_000)}b`).toBe(true);
});

test("writes to a client that does not read wait, and resolve to false when it disconnects", async () => {
  await using server = await startFaultServer();
  const call = openTCPCall(server.url);
  const exchange = await server.next();
  call.stopReading();
  const bytes = Buffer.alloc(64 * 1024 * 1024);
  const result = exchange.write(bytes);
  // The same bytes reach a client that reads.
  const other = post(server.url);
  void (await server.next()).send(200, bytes);
  expect((await (await other).arrayBuffer()).byteLength).toBe(bytes.length);
  expect(await Promise.race([result, "pending"])).toBe("pending");
  expect(exchange.bytesSent).toBeLessThan(bytes.length);
  call.close();
  expect(await result).toBe(false);
});
