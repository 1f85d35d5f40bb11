import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { OpenRouter } from "@org/sdk";
import { ConnectionError } from "@org/sdk/models/errors";
import { readUntil } from "@org/test-server/read-until.ts";
import { afterEach, expect, test } from "vitest";

const program = new URL("support/killable-server.mjs", import.meta.url).pathname;
const messages = [{ role: "user", content: "Hello" }] as const;

type Server = ChildProcessByStdio<null, Readable, null>;

let child: Server | undefined;
afterEach(() => void child?.kill("SIGKILL"));

/** Starts the server's process, on this port or on a free one. It prints its port, then a line for each request. */
function start(mode: "responds" | "stalls", port = 0): Server {
  return (child = spawn(process.execPath, [program, String(port), mode], { stdio: ["ignore", "pipe", "inherit"] }));
}

async function kill(server: Server): Promise<void> {
  const gone = once(server, "exit");
  server.kill("SIGKILL");
  await gone;
}

test("the process that serves is killed: calls in flight fail typed, and succeed when it is there again", async () => {
  const server = start("stalls");
  const port = Number(await readUntil(server.stdout, "\n"));
  const options = { apiKey: "sk-or-v1-killed", serverURL: `http://127.0.0.1:${port}` };
  const single = new OpenRouter({ ...options, retryConfig: { strategy: "none" } });
  const patient = new OpenRouter({
    ...options,
    retryConfig: { strategy: "backoff", maxRetries: 10_000, backoff: { initialInterval: 100, maxInterval: 200 } },
  });

  const stream = await single.chat.complete({ messages, stream: true });
  const iterator = stream[Symbol.asyncIterator]();
  await iterator.next();
  const inFlight = Array.from({ length: 20 }, () =>
    single.chat.complete({ messages }).catch((error: unknown) => error),
  );
  const retried = Array.from({ length: 5 }, () => patient.chat.complete({ messages }));
  await readUntil(server.stdout, /(?:completion\n){25}/);
  await kill(server);

  await expect(drain(iterator)).rejects.toSatisfy(ConnectionError.isInstance);
  for (const failure of await Promise.all(inFlight)) {
    expect(failure).toSatisfy(ConnectionError.isInstance);
    expect(failure).toMatchObject({ kind: "reset" });
  }
  const refused = await single.chat.complete({ messages }).catch((error: unknown) => error);
  expect(refused).toMatchObject({ name: "ConnectionError", kind: "refused", attempts: 1 });

  start("responds", port);
  for (const completion of await Promise.all(retried)) expect(completion.choices[0]?.message.content).toBe("Hi");
  expect((await single.chat.complete({ messages })).choices[0]?.message.content).toBe("Hi");
});

async function drain(iterator: AsyncIterator<unknown>): Promise<void> {
  while (!(await iterator.next()).done);
}
