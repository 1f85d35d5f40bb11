import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { recordFetch, replayFetch } from "@org/sdk/testing.js";
import { secretKey } from "@org/test-server/client/client.ts";
import * as fc from "fast-check";
import { inTime, must } from "../support/assertions.ts";
import { jsonValue } from "../support/json-values.ts";
import type { Property } from "../support/property.ts";

const url = "https://api.test/v1/chat/completions";
const text = fc.oneof(
  fc.constantFrom(
    "data: ",
    ": c",
    "\n",
    "\n\n",
    "\r\n\r\n",
    "\r",
    "[DONE]",
    "{",
    '{"a":1}',
    "\ufeff",
    "é",
    "🌍",
    "\u2028",
  ),
  fc.string({ maxLength: 8 }),
);
const piece = fc.oneof(
  { weight: 6, arbitrary: text.map((each) => new TextEncoder().encode(each)) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 6 }) },
);

export const recordings: readonly Property[] = [
  {
    name: "any bytes of an event stream are the same when they are recorded and replayed",
    property: fc.asyncProperty(fc.array(piece, { maxLength: 20 }), async (pieces) => {
      await inFolder(async (folder) => {
        const headers = { "content-type": "text/event-stream" };
        const recorder = recordFetch(folder, { fetch: async () => new Response(bodyOf(pieces), { headers }) });
        const recorded = await bytesOf(await recorder(url));
        const replayed = await bytesOf(await replayFetch(folder)(url));
        must(recorded.equals(Buffer.concat(pieces)), "Recording changes nothing");
        must(replayed.equals(recorded), `It is ${replayed.toString("latin1")}`);
      });
    }),
  },
  {
    name: "any exchange of JSON is found again, says the same, and shows no key",
    property: fc.asyncProperty(jsonValue(), jsonValue(), async (question, answer) => {
      await inFolder(async (folder) => {
        const init = {
          method: "POST",
          body: JSON.stringify(question),
          headers: { authorization: `Bearer ${secretKey}` },
        };
        const recorder = recordFetch(folder, { fetch: async () => Response.json(answer) });
        const recorded = await (await recorder(url, init)).json();
        const replay = replayFetch(folder);
        const replayed: unknown = await (await replay(url, init)).json();
        const safe = JSON.stringify(recorded).replaceAll(secretKey, "[redacted]");
        must(JSON.stringify(replayed) === safe, `It is ${JSON.stringify(replayed)}`);
        for (const name of await readdir(folder)) {
          must(!(await readFile(join(folder, name), "utf8")).includes(secretKey), "The key is shown");
        }
      });
    }),
  },
];

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "fuzz-"));
  try {
    await inTime(work(folder));
  } finally {
    await rm(folder, { recursive: true });
  }
}

function bodyOf(pieces: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  const left = pieces.values();
  return new ReadableStream({
    pull(controller) {
      const { done, value } = left.next();
      if (done) controller.close();
      else controller.enqueue(new Uint8Array(value));
    },
  });
}

async function bytesOf(response: Response): Promise<Buffer> {
  return Buffer.from(await response.arrayBuffer());
}
