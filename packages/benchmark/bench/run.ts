import { fork } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Row } from "./row.ts";
import { install } from "./install.ts";
import type { Line } from "./measurement.ts";
import { machine, type Results } from "./results.ts";
import { mustHavePlace, publish } from "./publish.ts";
import { text } from "./report.ts";
import { callInProcess, callOverLoopback } from "./rows/calls.ts";
import { coldImport, firstCall } from "./rows/cold-start.ts";
import { memory } from "./rows/memory.ts";
import { scale } from "./rows/scale.ts";
import { bundles, installed } from "./rows/sizes.ts";
import { firstChunk, streamInProcess, streamOverLoopback } from "./rows/streams.ts";
import { types } from "./rows/types.ts";

// In the order of the table. A name on the command line stands for all rows that it begins: `stream` for three.
const rows: Record<string, Row> = {
  bundle: bundles,
  import: coldImport,
  "first-call": firstCall,
  call: callInProcess,
  "call-loopback": callOverLoopback,
  stream: streamInProcess,
  "stream-loopback": streamOverLoopback,
  "stream-first-chunk": firstChunk,
  memory,
  types,
  installed,
  scale,
};
const latest = fileURLToPath(new URL("latest.json", import.meta.url));

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { publish: { type: "boolean" } } });
  const isWanted = (row: string): boolean => positionals.some((name) => row === name || row.startsWith(`${name}-`));
  const wanted = Object.keys(rows).filter((row) => positionals.length === 0 || isWanted(row));
  if (wanted.length === 0) throw new Error(`There is no such row; these are: ${Object.keys(rows).join(", ")}`);
  if (values.publish && positionals.length > 0) throw new Error("--publish wants all rows");

  if (values.publish) await mustHavePlace();

  const folder = await install();
  const server = fork(fileURLToPath(new URL("server.ts", import.meta.url)));
  try {
    const [port] = (await once(server, "message")) as [number];
    const lines: Line[] = [];
    for (const name of wanted) {
      const started = performance.now();
      const measured = await rows[name]?.({ server: `http://127.0.0.1:${port}`, folder });
      lines.push(...(measured ?? []));
      console.log(text(measured ?? []));
      console.log(`${name}: ${((performance.now() - started) / 1_000).toFixed(0)} s\n`);
    }
    const results: Results = { ...(await machine(folder)), lines };
    await writeFile(latest, `${JSON.stringify(results, null, 1)}\n`);
    console.log(text(lines));
    if (values.publish) await publish(results);
  } finally {
    server.disconnect();
  }
}

await main();
