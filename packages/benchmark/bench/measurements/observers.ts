import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Bench } from "../measure.ts";
import type { AdapterName } from "../clients.ts";
import { createCompletion } from "../fixtures.ts";
import { toSamples, type Measurement } from "../measurement.ts";
import { measureWarm } from "../workers.ts";

const rounds = 15;
const adapters: readonly AdapterName[] = ["ours-function", "ours-observed", "traced-by-hand", "ours-traced"];

/** Measures what observers add to the CPU time of a call, in process and over loopback. */
export async function measureObservers({ server, folder }: Bench): Promise<readonly Measurement[]> {
  const url = `${server}/completion`;
  await promisify(execFile)(process.execPath, [join(folder, "dist/telemetry/check.mjs"), url]);
  const { body, text } = createCompletion();
  const inProcess = { kind: "complete", count: 500, inFlight: 1, text, blocks: [Buffer.from(body)] } as const;
  const overLoopback = { kind: "complete", count: 96, inFlight: 1, text, url } as const;
  const measurements: Measurement[] = [];
  for (const task of [inProcess, overLoopback]) {
    const samples = toSamples(await measureWarm(task, rounds, adapters), ({ cpu }) => cpu / task.count);
    const shared = { title: "url" in task ? "over loopback" : "in process", unit: "µs" } as const;
    const { "ours-function": plain, "ours-observed": observed, ...traced } = samples;
    measurements.push(
      {
        ...shared,
        table: "A call with an observer, CPU time",
        comparison: { kind: "ratio", to: "ours-function" },
        samples: { ...(plain && { "ours-function": plain }), ...(observed && { "ours-observed": observed }) },
      },
      {
        ...shared,
        table: "A call with OpenTelemetry, CPU time",
        comparison: { kind: "ratio", to: "traced-by-hand" },
        goals: { "ours-traced": 1.5 },
        samples: traced,
      },
    );
  }
  return measurements;
}
