import type { Bench } from "../measure.ts";
import { representatives } from "../clients.ts";
import { createCompletion, createStream } from "../fixtures.ts";
import type { Measurement } from "../measurement.ts";
import { workload } from "../workload.mts";
import { measureFresh, measureWarm } from "../workers.ts";

const rounds = 3;

/** Measures the CPU time and memory per call when many calls are in flight. */
export async function measureScale({ server }: Bench): Promise<readonly Measurement[]> {
  const measurements: Measurement[] = [];
  for (const inFlight of [1, 100, 1_000]) {
    const count = Math.max(100, inFlight);
    const call = {
      kind: "complete",
      count,
      inFlight,
      url: `${server}/completion`,
      text: createCompletion().text,
    } as const;
    const { text } = createStream(workload.shortEvents);
    const streamed = { kind: "stream", count, inFlight, url: `${server}/short`, text } as const;
    const title = `${inFlight} in flight, CPU each`;
    const calls = await measureWarm(call, rounds, ({ cpu }) => cpu / count, representatives);
    measurements.push({ title: `calls, ${title}`, unit: "µs", isRatio: true, samples: calls });
    const streams = await measureWarm(streamed, rounds, ({ cpu }) => cpu / count, representatives);
    measurements.push({
      title: `streams of ${workload.shortEvents} events, ${title}`,
      unit: "µs",
      isRatio: true,
      samples: streams,
    });
  }
  for (const count of [100, 1_000]) {
    const one = { kind: "stall", count: 1, inFlight: 1, url: `${server}/held`, text: "" } as const;
    const samples = await measureFresh(
      [one, { ...one, count, inFlight: count }],
      1,
      ({ before, after }) => (after - before) / 1_024 / count,
    );
    measurements.push({ title: `memory of an open stream, ${count} of them`, unit: "KiB", isRatio: false, samples });
  }
  return measurements;
}
