import { expect, test } from "vitest";
import { type FaultName, faults } from "../../src/fault-server/faults.ts";
import { type Outcome, outcomes } from "./fetch-outcomes.ts";
import { rawCall } from "../../src/fault-server/tcp-client.ts";
import { faultServer } from "../../src/fault-server/server.ts";

const table = Object.entries(outcomes) as [FaultName, Outcome][];
const stalling = table.filter(([, [end]]) => end === "stalls");
const ending = table.filter(([, [end]]) => end !== "stalls");

test.each(ending)("%s ends as its name says", async (name, [end, text]) => {
  await using server = await faultServer();
  server.on(faults[name]);
  const seen = await seenByFetch(server.url);
  expect(seen.end).toBe(end);
  expect(seen.text).toMatch(text);
});

test.each(stalling)("%s goes on until the client leaves", async (name, [, text]) => {
  await using server = await faultServer();
  server.on(faults[name]);
  using call = rawCall(server.url);
  const exchange = await server.next();
  await call.until(text);
  await expect(server.idle(20)).rejects.toThrow("request 0 (POST /chat/completions)");
  expect(call.received).toMatch(text);
  call.leave();
  expect(await exchange.closed).toMatchObject({ by: "client" });
});

interface Seen {
  end: string;
  text: string;
}

async function seenByFetch(url: string, body = "{}"): Promise<Seen> {
  let response: Response;
  try {
    response = await fetch(url, { method: "POST", body, redirect: "manual" });
  } catch (error) {
    return { end: "no answer", text: causeOf(error) };
  }
  try {
    const end = `${response.status} ${response.headers.get("content-type")}`;
    const text = await response.text();
    // Megabytes are told short, for the sake of readable failures.
    return { end, text: text.length < 1e6 ? text : `${text.slice(0, 500)} … ${text.length} … ${text.slice(-500)}` };
  } catch (error) {
    return { end: "broken body", text: causeOf(error) };
  }
}

function causeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error ? `${"code" in cause ? cause.code : ""} ${cause.message}` : String(error);
}

const ofBothKinds: FaultName[] = ["early-hints", "gzip", "content-type-wrong", "content-type-missing"];

test.each(ofBothKinds)("%s answers a request for a stream with one", async (name) => {
  await using server = await faultServer();
  server.on(faults[name]);
  const seen = await seenByFetch(server.url, '{"stream":true}');
  expect(seen.text).toMatch(/^data: \{[^]*\[DONE\]\n\n$/);
});

test("headers beyond Node's limit have a good answer behind them", async () => {
  await using server = await faultServer();
  server.on(faults["huge-headers"]);
  using call = rawCall(server.url);
  await call.until(/x{20000}\r\n[^]*\r\n\r\n\{"id"[^]*\}$/);
  expect(call.received).toMatch(/^HTTP\/1.1 200 /);
});

test("an interim answer comes before the real one", async () => {
  await using server = await faultServer();
  server.on(faults["early-hints"]);
  using call = rawCall(server.url);
  await call.until(/\}$/);
  expect(call.received).toMatch(/^HTTP\/1.1 103 [^]*?\r\n\r\nHTTP\/1.1 200 [^]*?\r\n\r\n\{"id"/);
});

test("a redirect names another place on this server, which nobody visits unasked", async () => {
  await using server = await faultServer();
  server.on(faults["status-307"]);
  const response = await fetch(server.url, { method: "POST", body: "{}", redirect: "manual" });
  expect(response.headers.get("location")).toBe(`${server.url}/elsewhere`);
  expect(server.requests.map(({ path }) => path)).toEqual(["/"]);
});

test.each(["completion-drip", "stream-drip"] as const)("%s arrives in many reads", async (name) => {
  await using server = await faultServer({ keepAlive: false });
  server.on(faults[name]);
  using call = rawCall(server.url);
  expect(await call.ended).toBe("end");
  expect(call.reads).toBeGreaterThan(10);
});

test.each(["reset-in-body", "reset-in-event"] as const)("%s gives what was written first", async (name) => {
  await using server = await faultServer();
  server.on(faults[name]);
  using call = rawCall(server.url);
  expect(await call.ended).toBe("ECONNRESET");
  expect(call.received).toMatch(/Hello/);
  expect(server.closings).toMatchObject([{ by: "server", bytesSent: call.received.length }]);
});
