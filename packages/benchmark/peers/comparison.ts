import { setImmediate } from "node:timers/promises";
import { greeting } from "@org/test-server/fault-server/bodies.ts";
import { faults } from "@org/test-server/fault-server/faults.ts";
import { faultServer } from "@org/test-server/fault-server/server.ts";
import { ending, reading, said, wrong } from "./case.ts";
import { cases } from "./cases/cases.ts";
import { request } from "./cases/support.ts";
import type { Contestant } from "./contestant.ts";
import { refuseOtherHosts } from "./loopback.ts";
import type { Result } from "./review-verdicts.ts";

// One contestant in a process of its own: what it prints is not the table, and what it leaves behind is its own.
refuseOtherHosts();
const [, , name] = process.argv;
const { contestant } = (await import(`./contestants/${name}.mts`)) as { contestant: Contestant };

const unhandled: unknown[] = [];
process.on("unhandledRejection", (reason) => unhandled.push(reason));

await warmUp(contestant);
for (const { title, run } of cases) {
  const verdict = await run(contestant);
  await setImmediate(); // rejections are reported when the promises have had their turn
  const [left] = unhandled.splice(0);
  const result: Result = { title, verdict: left === undefined ? verdict : wrong(`an unhandled rejection: ${left}`) };
  // Waited for, since the exit below would lose it.
  await new Promise((resolve) => process.send?.(result, resolve));
}
// Some are still at it: a dead server is tried for an hour.
process.exit();

/** Whoever fails at good answers would pass every case that wants an error. */
async function warmUp({ complete, stream }: Contestant): Promise<void> {
  await using server = await faultServer();
  server.on((exchange) => faults[exchange.body.includes('"stream":true') ? "stream" : "completion"](exchange));
  const completed = await ending(() => complete(request, { url: server.url }));
  if (completed.end !== "value" || completed.value.text !== greeting) throw new Error(`complete: ${said(completed)}`);
  const { ending: streamed, text } = await reading(() => stream(request, { url: server.url }));
  if (streamed.end !== "value" || text !== greeting) throw new Error(`stream: ${said(streamed)}`);
}
