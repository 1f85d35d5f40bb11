import { fork } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Measure } from "./measure.ts";
import { createGoalTable } from "./goals.ts";
import { install } from "./install.ts";
import type { Measurement } from "./measurement.ts";
import { publish, readPages, readPublished } from "./publish.ts";
import { describeRun, type Results } from "./results.ts";
import { createTables, formatText } from "./tables.ts";
import { measureCallInProcess, measureCallOverLoopback } from "./measurements/calls.ts";
import { measureFirstCall, measureImport } from "./measurements/cold-start.ts";
import { measureMemory, measureOpenStreams } from "./measurements/memory.ts";
import { measureObservers } from "./measurements/observers.ts";
import { measureRelays } from "./measurements/relays.ts";
import { measureBundles, measureInstall } from "./measurements/sizes.ts";
import {
  measureFirstChunk,
  measureShortStreams,
  measureStreamInProcess,
  measureStreamOverLoopback,
} from "./measurements/streams.ts";
import { measureTypeCheck } from "./measurements/types.ts";

// In the order of the tables. A name on the command line selects all that start with it: `stream` selects five.
const measures: Record<string, Measure> = {
  bundle: measureBundles,
  installed: measureInstall,
  import: measureImport,
  "first-call": measureFirstCall,
  call: measureCallInProcess,
  "call-loopback": measureCallOverLoopback,
  stream: measureStreamInProcess,
  "stream-loopback": measureStreamOverLoopback,
  "stream-short": measureShortStreams,
  "stream-first-chunk": measureFirstChunk,
  "stream-memory": measureOpenStreams,
  memory: measureMemory,
  observers: measureObservers,
  relays: measureRelays,
  types: measureTypeCheck,
};
const latest = fileURLToPath(new URL("latest.json", import.meta.url));

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { publish: { type: "boolean" }, republish: { type: "boolean" } },
  });
  if (values.republish) {
    await install();
    await publish(await readPublished());
    return;
  }
  const isSelected = (measurement: string): boolean =>
    positionals.some((name) => measurement === name || measurement.startsWith(`${name}-`));
  const selected = Object.keys(measures).filter((measurement) => positionals.length === 0 || isSelected(measurement));
  if (selected.length === 0) throw new Error(`Unknown measurement. Expected: ${Object.keys(measures).join(", ")}`);
  if (values.publish && positionals.length > 0) throw new Error("--publish cannot be used with names of measurements");

  // Fails before the measurements if a page lacks the markers.
  if (values.publish) await readPages();

  const folder = await install();
  const server = fork(fileURLToPath(new URL("server.ts", import.meta.url)));
  try {
    const [port] = (await once(server, "message")) as [number];
    const measurements: Measurement[] = [];
    for (const name of selected) {
      const started = performance.now();
      const measured = await measures[name]?.({ server: `http://127.0.0.1:${port}`, folder });
      measurements.push(...(measured ?? []));
      print(measured ?? []);
      console.log(`${name}: ${((performance.now() - started) / 1_000).toFixed(0)} s\n`);
    }
    const results: Results = { ...(await describeRun(folder)), measurements };
    await writeFile(latest, `${JSON.stringify(results, null, 1)}\n`);
    print(measurements);
    if (values.publish) await publish(results);
  } finally {
    server.disconnect();
  }
}

function print(measurements: readonly Measurement[]): void {
  for (const table of [...createTables(measurements), createGoalTable(measurements)]) console.log(formatText(table));
}

await main();
