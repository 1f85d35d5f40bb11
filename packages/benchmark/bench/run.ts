import { fork } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Measure } from "./measure.ts";
import { install } from "./install.ts";
import type { Measurement } from "./measurement.ts";
import { publish, readReadme } from "./publish.ts";
import { formatTable } from "./report.ts";
import { describeRun, type Results } from "./results.ts";
import { measureCallInProcess, measureCallOverLoopback } from "./measurements/calls.ts";
import { measureFirstCall, measureImport } from "./measurements/cold-start.ts";
import { measureMemory } from "./measurements/memory.ts";
import { measureScale } from "./measurements/scale.ts";
import { measureBundles, measureInstall } from "./measurements/sizes.ts";
import { measureFirstChunk, measureStreamInProcess, measureStreamOverLoopback } from "./measurements/streams.ts";
import { measureTypeCheck } from "./measurements/types.ts";

// In the order of the table. A name on the command line selects all that start with it: `stream` selects three.
const measures: Record<string, Measure> = {
  bundle: measureBundles,
  import: measureImport,
  "first-call": measureFirstCall,
  call: measureCallInProcess,
  "call-loopback": measureCallOverLoopback,
  stream: measureStreamInProcess,
  "stream-loopback": measureStreamOverLoopback,
  "stream-first-chunk": measureFirstChunk,
  memory: measureMemory,
  types: measureTypeCheck,
  installed: measureInstall,
  scale: measureScale,
};
const latest = fileURLToPath(new URL("latest.json", import.meta.url));

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { publish: { type: "boolean" } } });
  const isSelected = (measurement: string): boolean =>
    positionals.some((name) => measurement === name || measurement.startsWith(`${name}-`));
  const selected = Object.keys(measures).filter((measurement) => positionals.length === 0 || isSelected(measurement));
  if (selected.length === 0) throw new Error(`Unknown measurement. Expected: ${Object.keys(measures).join(", ")}`);
  if (values.publish && positionals.length > 0) throw new Error("--publish cannot be used with names of measurements");

  // Fails before the measurements if the README lacks the markers.
  if (values.publish) await readReadme();

  const folder = await install();
  const server = fork(fileURLToPath(new URL("server.ts", import.meta.url)));
  try {
    const [port] = (await once(server, "message")) as [number];
    const measurements: Measurement[] = [];
    for (const name of selected) {
      const started = performance.now();
      const measured = await measures[name]?.({ server: `http://127.0.0.1:${port}`, folder });
      measurements.push(...(measured ?? []));
      console.log(formatTable(measured ?? []));
      console.log(`${name}: ${((performance.now() - started) / 1_000).toFixed(0)} s\n`);
    }
    const results: Results = { ...(await describeRun(folder)), measurements };
    await writeFile(latest, `${JSON.stringify(results, null, 1)}\n`);
    console.log(formatTable(measurements));
    if (values.publish) await publish(results);
  } finally {
    server.disconnect();
  }
}

await main();
