import { setImmediate } from "node:timers/promises";
import { greeting } from "@org/test-server/fault-server/bodies.ts";
import { faults } from "@org/test-server/fault-server/all-faults.ts";
import { startFaultServer } from "@org/test-server/fault-server/server.ts";
import { fail, format, readStream, settle } from "./case.ts";
import { cases } from "./cases/cases.ts";
import { request } from "./cases/support.ts";
import type { Client } from "./client.ts";
import { refuseOtherHosts } from "./loopback.ts";
import type { CaseResult } from "./review-verdicts.ts";

// Runs every case against one client, in its own process: its output must not mix with the table, and what it
// leaves running must not affect the others.
refuseOtherHosts();
const [, , name] = process.argv;
const { client } = (await import(`./clients/${name}.mts`)) as { client: Client };

const unhandled: unknown[] = [];
process.on("unhandledRejection", (reason) => unhandled.push(reason));

await checkCalls(client);
for (const { title, run } of cases) {
  const verdict = await run(client);
  await setImmediate(); // unhandled rejections are reported after the microtasks
  const [rejection] = unhandled.splice(0);
  const result: CaseResult = {
    title,
    verdict: rejection === undefined ? verdict : fail(`an unhandled rejection: ${rejection}`),
  };
  // The exit below would drop a message that is still being sent.
  await new Promise((resolve) => process.send?.(result, resolve));
}
// Some clients still retry, for up to an hour.
process.exit();

/** Makes sure that calls succeed: a client that always fails would pass every case that expects an error. */
async function checkCalls({ complete, stream }: Client): Promise<void> {
  await using server = await startFaultServer();
  server.on((exchange) => faults[exchange.body.includes('"stream":true') ? "stream" : "completion"](exchange));
  const completed = await settle(() => complete(request, { url: server.url }));
  if (completed.kind !== "value" || completed.value.text !== greeting)
    throw new Error(`complete: ${format(completed)}`);
  const { outcome: streamed, text } = await readStream(() => stream(request, { url: server.url }));
  if (streamed.kind !== "value" || text !== greeting) throw new Error(`stream: ${format(streamed)}`);
}
