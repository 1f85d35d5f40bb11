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

/** Starts the server in a process. It prints its port, by default a free one, then a line for each request. */
function startServer(mode: "responds" | "stalls", port = 0): Server {
  return (child = spawn(process.execPath, [program, String(port), mode], { stdio: ["ignore", "pipe", "inherit"] }));
}

async function kill(server: Server): Promise<void> {
  const exited = once(server, "exit");
  server.kill("SIGKILL");
  await exited;
}

test("calls in flight fail with typed errors when the server process is killed, and succeed after its restart", async () => {
  const server = startServer("stalls");
  const port = Number(await readUntil(server.stdout, "\n"));
  const options = { apiKey: "sk-or-v1-killed", serverURL: `http://127.0.0.1:${port}` };
  const withoutRetries = new OpenRouter({ ...options, retryConfig: { strategy: "none" } });
  const withRetries = new OpenRouter({
    ...options,
    retryConfig: { strategy: "backoff", maxRetries: 10_000, backoff: { initialInterval: 100, maxInterval: 200 } },
  });

  const stream = await withoutRetries.chat.complete({ messages, stream: true });
  const iterator = stream[Symbol.asyncIterator]();
  await iterator.next();
  const inFlight = Array.from({ length: 20 }, () =>
    withoutRetries.chat.complete({ messages }).catch((error: unknown) => error),
  );
  const retried = Array.from({ length: 5 }, () => withRetries.chat.complete({ messages }));
  await readUntil(server.stdout, /(?:completion\n){25}/);
  await kill(server);

  await expect(readToEnd(iterator)).rejects.toSatisfy(ConnectionError.isInstance);
  for (const failure of await Promise.all(inFlight)) {
    expect(failure).toSatisfy(ConnectionError.isInstance);
    expect(failure).toMatchObject({ kind: "reset" });
  }
  const refused = await withoutRetries.chat.complete({ messages }).catch((error: unknown) => error);
  expect(refused).toMatchObject({ name: "ConnectionError", kind: "refused", attempts: 1 });

  startServer("responds", port);
  for (const completion of await Promise.all(retried)) expect(completion.choices[0]?.message.content).toBe("Hi");
  expect((await withoutRetries.chat.complete({ messages })).choices[0]?.message.content).toBe("Hi");
});

async function readToEnd(iterator: AsyncIterator<unknown>): Promise<void> {
  while (!(await iterator.next()).done);
}
