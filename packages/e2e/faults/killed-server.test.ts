import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { OpenRouter } from "@org/sdk";
import { ConnectionError } from "@org/sdk/models/errors";
import { afterEach, expect, test } from "vitest";

const program = new URL("support/killable-server.mjs", import.meta.url).pathname;
const messages = [{ role: "user", content: "Hello" }] as const;

let child: ChildProcess | undefined;
afterEach(() => void child?.kill("SIGKILL"));

/** Starts the server's process on this port, or on a free one, and gives the port. It answers after this time. */
async function start(answerMs: number, port = 0): Promise<number> {
  child = spawn(process.execPath, [program, String(port), String(answerMs)], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(child.stdout ?? child, "data")) as [Buffer];
  return Number(line.toString());
}

async function kill(): Promise<void> {
  const gone = once(child ?? process, "exit");
  child?.kill("SIGKILL");
  await gone;
}

test("the process that serves is killed: calls in flight fail typed, and succeed when it is there again", async () => {
  // So long that nothing is answered before the end.
  const port = await start(600_000);
  const options = { apiKey: "sk-or-v1-killed", serverURL: `http://127.0.0.1:${port}` };
  const single = new OpenRouter({ ...options, retryConfig: { strategy: "none" } });
  const patient = new OpenRouter({
    ...options,
    retryConfig: { strategy: "backoff", maxRetries: 60, backoff: { initialInterval: 100, maxInterval: 200 } },
  });

  const stream = await single.chat.complete({ messages, stream: true });
  const iterator = stream[Symbol.asyncIterator]();
  await iterator.next();
  const inFlight = Array.from({ length: 20 }, () =>
    single.chat.complete({ messages }).catch((error: unknown) => error),
  );
  const retried = Array.from({ length: 5 }, () => patient.chat.complete({ messages }));
  // The requests have to be on their way: the chunk after the next comes later than they do.
  await iterator.next();
  await kill();

  await expect(drain(iterator)).rejects.toSatisfy(ConnectionError.isInstance);
  for (const failure of await Promise.all(inFlight)) expect(failure).toSatisfy(ConnectionError.isInstance);
  const refused = await single.chat.complete({ messages }).catch((error: unknown) => error);
  expect(refused).toMatchObject({ name: "ConnectionError", kind: "refused", attempts: 1 });

  await start(0, port);
  for (const completion of await Promise.all(retried)) expect(completion.choices[0]?.message.content).toBe("Hi");
  expect((await single.chat.complete({ messages })).choices[0]?.message.content).toBe("Hi");
});

async function drain(iterator: AsyncIterator<unknown>): Promise<void> {
  while (!(await iterator.next()).done);
}
