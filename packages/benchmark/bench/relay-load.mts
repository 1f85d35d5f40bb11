import { once } from "node:events";
import { Agent, request, type IncomingMessage, type RequestOptions } from "node:http";

/** Streams to open at the same time. */
export interface Load {
  readonly url: string;
  readonly count: number;
  /** The text of each stream; otherwise, the load fails. */
  readonly text: string;
}

/** Far more than the streams take. */
const timeoutMs = 60_000;

// Sends "open" when each stream has its first chunk, then the times in milliseconds until that, when all have ended.
process.on("message", (load: Load) => {
  run(load).then(
    (firstChunkMs) => process.send?.(firstChunkMs),
    (error: unknown) => {
      console.error("A relay failed:", error);
      process.exit(1);
    },
  );
});
process.once("disconnect", () => process.exit());
process.send?.("ready");

async function run({ url, count, text }: Load): Promise<readonly number[]> {
  const firstChunkMs: number[] = [];
  const options = { agent: new Agent({ maxSockets: Infinity }), signal: AbortSignal.timeout(timeoutMs) };
  const onFirstChunk = (ms: number): void => {
    if (firstChunkMs.push(ms) === count) process.send?.("open");
  };
  const bodies = await Promise.all(Array.from({ length: count }, () => readStream(url, options, onFirstChunk)));
  for (const body of bodies) assertText(body, text);
  return firstChunkMs;
}

async function readStream(url: string, options: RequestOptions, onFirstChunk: (ms: number) => void): Promise<string> {
  const started = performance.now();
  const outgoing = request(url, { ...options, method: "POST", headers: { "content-type": "application/json" } });
  outgoing.end(JSON.stringify({ messages: [{ role: "user", content: "Which rivers cross Vienna?" }] }));
  const [response] = (await once(outgoing, "response")) as [IncomingMessage];
  let body = "";
  let isOpen = false;
  response.setEncoding("utf8");
  for await (const part of response as AsyncIterable<string>) {
    body += part;
    if (isOpen || !body.includes("data: ")) continue;
    isOpen = true;
    onFirstChunk(performance.now() - started);
  }
  return body;
}

function assertText(body: string, expected: string): void {
  const chunks = [...body.matchAll(/^data: (\{.*\})$/gm)].map(
    ([, data = ""]) => JSON.parse(data) as { choices: { delta: { content: string } }[] },
  );
  const actual = chunks.map(({ choices }) => choices[0]?.delta.content).join("");
  if (actual !== expected) throw new Error(`Expected other text, got ${body.slice(0, 500)}`);
}
