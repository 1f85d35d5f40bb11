import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { recordFetch, replayFetch } from "@org/sdk/testing.js";
import { secretKey } from "@org/test-server/client/client.ts";
import * as fc from "fast-check";
import { assert, withTimeout } from "../support/assertions.ts";
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
    name: "recordFetch and replayFetch preserve the bytes of an event stream",
    property: fc.asyncProperty(fc.array(piece, { maxLength: 20 }), async (pieces) => {
      await withFolder(async (folder) => {
        const headers = { "content-type": "text/event-stream" };
        const record = recordFetch(folder, { fetch: async () => new Response(createBody(pieces), { headers }) });
        const recorded = await readBytes(await record(url));
        const replayed = await readBytes(await replayFetch(folder)(url));
        assert(recorded.equals(Buffer.concat(pieces)), "The recorded response must be unchanged");
        assert(replayed.equals(recorded), `The replayed body is ${replayed.toString("latin1")}`);
      });
    }),
  },
  {
    name: "recordFetch and replayFetch preserve an exchange of JSON, and redact the key",
    property: fc.asyncProperty(jsonValue(), jsonValue(), async (requestBody, responseBody) => {
      await withFolder(async (folder) => {
        const init = {
          method: "POST",
          body: JSON.stringify(requestBody),
          headers: { authorization: `Bearer ${secretKey}` },
        };
        const record = recordFetch(folder, { fetch: async () => Response.json(responseBody) });
        const recorded = await (await record(url, init)).json();
        const replay = replayFetch(folder);
        const replayed: unknown = await (await replay(url, init)).json();
        const redacted = JSON.stringify(recorded).replaceAll(secretKey, "[redacted]");
        assert(JSON.stringify(replayed) === redacted, `The replayed body is ${JSON.stringify(replayed)}`);
        for (const name of await readdir(folder)) {
          assert(!(await readFile(join(folder, name), "utf8")).includes(secretKey), "A recording contains the key");
        }
      });
    }),
  },
];

async function withFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "fuzz-"));
  try {
    await withTimeout(work(folder));
  } finally {
    await rm(folder, { recursive: true });
  }
}

function createBody(pieces: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  const remaining = pieces.values();
  return new ReadableStream({
    pull(controller) {
      const { done, value } = remaining.next();
      if (done) controller.close();
      else controller.enqueue(new Uint8Array(value));
    },
  });
}

async function readBytes(response: Response): Promise<Buffer> {
  return Buffer.from(await response.arrayBuffer());
}
