import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { faults } from "../../src/fault-server/all-faults.ts";
import type { Handler } from "../../src/fault-server/handler-registry.ts";
import { startFaultServer } from "../../src/fault-server/server.ts";
import { formatPost, openTCPCall } from "../../src/fault-server/tcp-client.ts";

const post = (url: string): Promise<Response> => fetch(url, { method: "POST", body: "{}" });

const quoteURL = (file: string): string => JSON.stringify(new URL(file, import.meta.url).href);

const active: [string, Handler, number][] = [
  ["a stall", (exchange) => exchange.stall(), 0],
  ["an incomplete response", faults["stall-in-headers"], 37],
  ["a client that ignores the FIN of the server", (exchange) => exchange.end(), 0],
];

test.each(active)("waitForIdle waits for %s, and its error describes the request", async (_, handler, bytesSent) => {
  await using server = await startFaultServer();
  server.on(handler);
  using call = openTCPCall(server.url, formatPost("{}", "/slow"));
  await (await server.next()).waitForDelivery();
  await expect(server.waitForIdle(20)).rejects.toThrow(
    `Active after 20 ms:\nconnection 0: request 0 (POST /slow), ${bytesSent} bytes sent`,
  );
  const idle = server.waitForIdle();
  call.close();
  await idle;
  expect(server.openSockets).toBe(0);
});

test("waitForIdle waits for an incomplete request", async () => {
  await using server = await startFaultServer();
  using call = openTCPCall(server.url, "POST / HTTP/1.1\r\nHost");
  await expect.poll(() => server.bytesReceived).toBeGreaterThan(0);
  await expect(server.waitForIdle(1)).rejects.toThrow("connection 0: incomplete request, 0 bytes sent");
  call.close();
  await server.waitForIdle();
});

test.each(["completion", "stream", "status-204"] as const)(
  "waitForIdle does not wait for a connection that is kept alive after %s",
  async (name) => {
    await using server = await startFaultServer();
    server.on(faults[name]);
    using call = openTCPCall(server.url);
    await call.waitFor(/\r\n\r\n/);
    await server.waitForIdle();
    expect(server.openSockets).toBe(1);
  },
);

test("waitForIdle does not wait for a request that a test has responded to by hand", async () => {
  await using server = await startFaultServer();
  using call = openTCPCall(server.url);
  const exchange = await server.next();
  await expect(server.waitForIdle(1)).rejects.toThrow("request 0");
  await exchange.sendJSON(200, {});
  await server.waitForIdle();
  await call.waitFor(/\{\}$/);
});

test("waitForIdle does not wait for an unused connection", async () => {
  await using server = await startFaultServer();
  using call = openTCPCall(server.url, "");
  await expect.poll(() => server.openSockets).toBe(1);
  await server.waitForIdle();
  expect(call.received).toBe("");
});

test("keepAlive: false closes the connection after its handler", async () => {
  await using server = await startFaultServer({ keepAlive: false });
  server.on(faults.completion);
  const response = await post(server.url);
  expect(response.headers.get("connection")).toBe("close");
  await response.text();
  await server.waitForIdle();
  expect(server).toMatchObject({ connections: 1, openSockets: 0 });
});

test("createRefusedURL returns a URL that refuses connections", async () => {
  await using server = await startFaultServer();
  const url = await server.createRefusedURL();
  await expect(post(url)).rejects.toMatchObject({ cause: { code: "ECONNREFUSED" } });
});

test("kill closes and refuses connections, and restart listens on the same port", async () => {
  await using server = await startFaultServer();
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

test("clear empties the lists and keeps the counters", async () => {
  await using server = await startFaultServer({ keepAlive: false });
  server.on(faults.completion);
  await (await post(server.url)).text();
  await server.waitForIdle();
  const { bytesSent } = server;
  server.clear();
  expect(server).toMatchObject({ requests: [], closings: [], connections: 1, bytesSent });
  await (await post(`${server.url}/2`)).text();
  expect(await server.next()).toMatchObject({ index: 1, path: "/2" });
});

test.each([
  ["a handler that throws", () => Promise.reject(new Error("expected 1 to be 2")), /^expected 1 to be 2$/],
  ["a handler that does not respond", () => {}, /^No response to request 0 \(POST \/\)\. Call stall\(\) to send none$/],
])("%s resets the connection, and close() throws its error", async (_, handler, message) => {
  const server = await startFaultServer();
  server.on(handler);
  await expect(post(server.url)).rejects.toMatchObject({ cause: { code: "ECONNRESET" } });
  await expect(server.close()).rejects.toThrow(message);
  await server.close();
});

test("a handler may wait for the client to disconnect instead of responding", async () => {
  await using server = await startFaultServer();
  server.on((exchange) => exchange.closed);
  using call = openTCPCall(server.url);
  const exchange = await server.next();
  call.close();
  expect(await exchange.closed).toMatchObject({ by: "client", bytesSent: 0 });
});

test("close() throws the errors of requests after the script and of requests that are not HTTP", async () => {
  const server = await startFaultServer();
  server.script([]);
  await expect(post(server.url)).rejects.toThrow("fetch failed");
  using call = openTCPCall(server.url, "HELLO\r\n");
  expect(await call.ended).toBe("ECONNRESET");
  await expect(server.close()).rejects.toThrow(
    /The script has 0 steps, but received request 0 \(POST \/\)\n.*Not an HTTP\/1.x request: the request line is "HELLO"/,
  );
});

test("close() leaves no resource that keeps a process alive", async () => {
  const program = `
    import { startFaultServer } from ${quoteURL("../../src/fault-server/server.ts")};
    import { openTCPCall } from ${quoteURL("../../src/fault-server/tcp-client.ts")};
    const server = await startFaultServer();
    server.on((exchange) => exchange.drip("x".repeat(1_000), 1, 60_000));
    const call = openTCPCall(server.url);
    await call.waitFor(/x/);
    await server.createRefusedURL();
    await server.next();
    void server.next(60_000);
    await server.close();
    await call.ended;
    call.close();
    setImmediate(() => console.log(JSON.stringify(process.getActiveResourcesInfo())));
  `;
  const run = promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program]);
  const resources = JSON.parse((await run).stdout) as string[];
  expect(resources.filter((resource) => /TCP|Timeout|Immediate/.test(resource))).toEqual([]);
});
