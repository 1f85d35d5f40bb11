import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { faults } from "../../src/fault-server/faults.ts";
import type { Handler } from "../../src/fault-server/handlers.ts";
import { postOf, rawCall } from "../../src/fault-server/tcp-client.ts";
import { faultServer } from "../../src/fault-server/server.ts";

const post = (url: string): Promise<Response> => fetch(url, { method: "POST", body: "{}" });

const here = (file: string): string => JSON.stringify(new URL(file, import.meta.url).href);

const underway: [string, Handler, number][] = [
  ["a stalled answer", (exchange) => exchange.stall(), 0],
  ["a begun answer", faults["stall-in-headers"], 37],
  ["a client that ignores our end", (exchange) => exchange.drop(), 0],
];

test.each(underway)("idle waits for %s, and tells of it", async (_, handler, bytesSent) => {
  await using server = await faultServer();
  server.on(handler);
  using call = rawCall(server.url, postOf("{}", "/slow"));
  await (await server.next()).delivered();
  await expect(server.idle(20)).rejects.toThrow(
    `Underway after 20 ms:\nconnection 0: request 0 (POST /slow), ${bytesSent} bytes sent`,
  );
  const idle = server.idle();
  call.leave();
  await idle;
  expect(server.openSockets).toBe(0);
});

test("idle waits for half a request", async () => {
  await using server = await faultServer();
  using call = rawCall(server.url, "POST / HTTP/1.1\r\nHost");
  await expect.poll(() => server.bytesReceived).toBeGreaterThan(0);
  await expect(server.idle(1)).rejects.toThrow("connection 0: half a request, 0 bytes sent");
  call.leave();
  await server.idle();
});

test.each(["completion", "stream", "status-204"] as const)(
  "idle does not wait for a connection that is kept after a whole answer: %s",
  async (name) => {
    await using server = await faultServer();
    server.on(faults[name]);
    using call = rawCall(server.url);
    await call.until(/\r\n\r\n/);
    await server.idle();
    expect(server.openSockets).toBe(1);
  },
);

test("idle does not wait for what a test has answered by hand", async () => {
  await using server = await faultServer();
  using call = rawCall(server.url);
  const exchange = await server.next();
  await expect(server.idle(1)).rejects.toThrow("request 0");
  await exchange.json(200, {});
  await server.idle();
  await call.until(/\{\}$/);
});

test("idle does not wait for a connection that was never used", async () => {
  await using server = await faultServer();
  using call = rawCall(server.url, "");
  await expect.poll(() => server.openSockets).toBe(1);
  await server.idle();
  expect(call.received).toBe("");
});

test("without keep-alive the connection ends with its handler", async () => {
  await using server = await faultServer({ keepAlive: false });
  server.on(faults.completion);
  const response = await post(server.url);
  expect(response.headers.get("connection")).toBe("close");
  await response.text();
  await server.idle();
  expect(server).toMatchObject({ connections: 1, openSockets: 0 });
});

test("refuse gives a place where nobody listens", async () => {
  await using server = await faultServer();
  const url = await server.refuse();
  await expect(post(url)).rejects.toMatchObject({ cause: { code: "ECONNREFUSED" } });
});

test("a killed server refuses, ends what was under way, and comes back on its port", async () => {
  await using server = await faultServer();
  server.on((exchange) => exchange.stall());
  const pending = post(server.url);
  const exchange = await server.next();
  await server.kill();
  await expect(pending).rejects.toMatchObject({ cause: { message: "other side closed" } });
  expect(await exchange.closed).toMatchObject({ by: "server" });
  await expect(post(server.url)).rejects.toMatchObject({ cause: { code: "ECONNREFUSED" } });
  await server.restart();
  server.on(faults.completion);
  expect((await post(server.url)).status).toBe(200);
  expect(server.requests).toHaveLength(2);
});

test("forget empties the lists, and keeps the counters", async () => {
  await using server = await faultServer({ keepAlive: false });
  server.on(faults.completion);
  await (await post(server.url)).text();
  await server.idle();
  const { bytesSent } = server;
  server.forget();
  expect(server).toMatchObject({ requests: [], closings: [], connections: 1, bytesSent });
  await (await post(`${server.url}/2`)).text();
  expect(await server.next()).toMatchObject({ index: 1, path: "/2" });
});

test.each([
  ["a handler that throws", () => Promise.reject(new Error("expected 1 to be 2")), /^expected 1 to be 2$/],
  ["a handler that does not answer", () => {}, /^No answer to request 0 \(POST \/\): was it to stall\(\)\?$/],
])("%s resets the connection, and fails the test at the end", async (_, handler, message) => {
  const server = await faultServer();
  server.on(handler);
  await expect(post(server.url)).rejects.toMatchObject({ cause: { code: "ECONNRESET" } });
  await expect(server.close()).rejects.toThrow(message);
  await server.close();
});

test("a handler may watch a client leave without answering it", async () => {
  await using server = await faultServer();
  server.on((exchange) => exchange.closed);
  using call = rawCall(server.url);
  const exchange = await server.next();
  call.leave();
  expect(await exchange.closed).toMatchObject({ by: "client", bytesSent: 0 });
});

test("requests beyond the script, and what is no HTTP, fail the test at the end, all of them", async () => {
  const server = await faultServer();
  server.script([]);
  await expect(post(server.url)).rejects.toThrow("fetch failed");
  using call = rawCall(server.url, "HELLO\r\n");
  expect(await call.ended).toBe("ECONNRESET");
  await expect(server.close()).rejects.toThrow(
    /The script has 0 steps: request 0 \(POST \/\) came too\n.*Not an HTTP\/1.x request: the request line is "HELLO"/,
  );
});

test("after the end nothing is left that keeps a process alive", async () => {
  const program = `
    import { faultServer } from ${here("../../src/fault-server/server.ts")};
    import { rawCall } from ${here("../../src/fault-server/tcp-client.ts")};
    const server = await faultServer();
    server.on((exchange) => exchange.drip("x".repeat(1_000), 1, 60_000));
    const call = rawCall(server.url);
    await call.until(/x/);
    await server.refuse();
    await server.next();
    void server.next(60_000);
    await server.close();
    await call.ended;
    call.leave();
    setImmediate(() => console.log(JSON.stringify(process.getActiveResourcesInfo())));
  `;
  const run = promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program]);
  const left = JSON.parse((await run).stdout) as string[];
  expect(left.filter((resource) => /TCP|Timeout|Immediate/.test(resource))).toEqual([]);
});
