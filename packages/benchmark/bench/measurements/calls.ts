import type { Bench } from "../measure.ts";
import { createCompletion } from "../fixtures.ts";
import type { Measurement } from "../measurement.ts";
import { measureWarm } from "../workers.ts";

const rounds = 9;

/** Measures the CPU time of a call whose response comes from the process itself. */
export async function measureCallInProcess(): Promise<readonly Measurement[]> {
  const { body, text } = createCompletion();
  const task = { kind: "complete", count: 500, inFlight: 1, text, blocks: [Buffer.from(body)] } as const;
  const samples = await measureWarm(task, rounds, ({ cpu }) => cpu / task.count);
  return [{ title: "one call in process, CPU", unit: "µs", isRatio: true, goal: 2, samples }];
}

/** Measures the CPU time of a call over loopback, with 1, 16 and 256 calls in flight. */
export async function measureCallOverLoopback({ server }: Bench): Promise<readonly Measurement[]> {
  const measurements: Measurement[] = [];
  for (const inFlight of [1, 16, 256]) {
    const { text } = createCompletion();
    const count = Math.max(96, inFlight);
    const task = { kind: "complete", count, inFlight, url: `${server}/completion`, text } as const;
    const samples = await measureWarm(task, rounds, ({ cpu }) => cpu / count);
    measurements.push({
      title: `one call over loopback, ${inFlight} in flight, CPU`,
      unit: "µs",
      isRatio: true,
      isCharted: inFlight === 1,
      goal: 1.1,
      samples,
    });
  }
  return measurements;
}
