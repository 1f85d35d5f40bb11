import { expect, test } from "vitest";
import { type FaultName, faults } from "../../src/fault-server/all-faults.ts";
import { startFaultServer } from "../../src/fault-server/server.ts";
import { openTCPCall } from "../../src/fault-server/tcp-client.ts";
import { type Outcome, outcomes } from "./fetch-outcomes.ts";

const table = Object.entries(outcomes) as [FaultName, Outcome][];
const stalls = table.filter(([, [end]]) => end === "stalls");
const others = table.filter(([, [end]]) => end !== "stalls");

test.each(others)("fetch receives the outcome of %s", async (name, [end, text]) => {
  await using server = await startFaultServer();
  server.on(faults[name]);
  const outcome = await getFetchOutcome(server.url);
  expect(outcome.end).toBe(end);
  expect(outcome.text).toMatch(text);
});

test.each(stalls)("%s keeps the connection open until the client disconnects", async (name, [, text]) => {
  await using server = await startFaultServer();
  server.on(faults[name]);
  using call = openTCPCall(server.url);
  const exchange = await server.next();
  await call.waitFor(text);
  await expect(server.waitForIdle(20)).rejects.toThrow("request 0 (POST /chat/completions)");
  expect(call.received).toMatch(text);
  call.close();
  expect(await exchange.closed).toMatchObject({ by: "client" });
});

interface FetchOutcome {
  end: string;
  text: string;
}

async function getFetchOutcome(url: string, body = "{}"): Promise<FetchOutcome> {
  let response: Response;
  try {
    response = await fetch(url, { method: "POST", body, redirect: "manual" });
  } catch (error) {
    return { end: "no response", text: formatCause(error) };
  }
  try {
    const end = `${response.status} ${response.headers.get("content-type")}`;
    const text = await response.text();
    // Long texts are shortened, so that failures are readable.
    return { end, text: text.length < 1e6 ? text : `${text.slice(0, 500)} … ${text.length} … ${text.slice(-500)}` };
  } catch (error) {
    return { end: "broken body", text: formatCause(error) };
  }
}

function formatCause(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error ? `${"code" in cause ? cause.code : ""} ${cause.message}` : String(error);
}

const negotiated: FaultName[] = ["early-hints", "gzip", "content-type-wrong", "content-type-missing"];

test.each(negotiated)("%s responds with a stream when one is requested", async (name) => {
  await using server = await startFaultServer();
  server.on(faults[name]);
  const outcome = await getFetchOutcome(server.url, '{"stream":true}');
  expect(outcome.text).toMatch(/^data: \{[^]*\[DONE\]\n\n$/);
});

test("huge-headers ends with a valid response", async () => {
  await using server = await startFaultServer();
  server.on(faults["huge-headers"]);
  using call = openTCPCall(server.url);
  await call.waitFor(/x{20000}\r\n[^]*\r\n\r\n\{"id"[^]*\}$/);
  expect(call.received).toMatch(/^HTTP\/1.1 200 /);
});

test("early-hints sends an interim response before the final one", async () => {
  await using server = await startFaultServer();
  server.on(faults["early-hints"]);
  using call = openTCPCall(server.url);
  await call.waitFor(/\}$/);
  expect(call.received).toMatch(/^HTTP\/1.1 103 [^]*?\r\n\r\nHTTP\/1.1 200 [^]*?\r\n\r\n\{"id"/);
});

test("status-307 redirects to another path of the server, which is requested only if the client follows", async () => {
  await using server = await startFaultServer();
  server.on(faults["status-307"]);
  const response = await fetch(server.url, { method: "POST", body: "{}", redirect: "manual" });
  expect(response.headers.get("location")).toBe(`${server.url}/elsewhere`);
  expect(server.requests.map(({ path }) => path)).toEqual(["/"]);
});

test.each(["completion-drip", "stream-drip"] as const)("%s arrives in many reads", async (name) => {
  await using server = await startFaultServer({ keepAlive: false });
  server.on(faults[name]);
  using call = openTCPCall(server.url);
  expect(await call.ended).toBe("end");
  expect(call.reads).toBeGreaterThan(10);
});

test.each(["reset-in-body", "reset-in-event"] as const)("%s sends the bytes before the reset", async (name) => {
  await using server = await startFaultServer();
  server.on(faults[name]);
  using call = openTCPCall(server.url);
  expect(await call.ended).toBe("ECONNRESET");
  expect(call.received).toMatch(/Hello/);
  expect(server.closings).toMatchObject([{ by: "server", bytesSent: call.received.length }]);
});
