import type { Bench } from "../measure.ts";
import { createStream, toBlocks } from "../fixtures.ts";
import type { Measurement } from "../measurement.ts";
import { workload } from "../workload.mts";
import { median } from "../statistics.ts";
import { measureWarm } from "../workers.ts";

const rounds = 15;
const eventCount = 2_500;

/** Measures the CPU time per event of a stream whose body comes from the process itself. */
export async function measureStreamInProcess(): Promise<readonly Measurement[]> {
  const { events, text } = createStream(eventCount);
  const measurements: Measurement[] = [];
  for (const bytes of [workload.blockBytes, 0]) {
    const blocks = toBlocks(events, bytes);
    const task = { kind: "stream", count: 1, inFlight: 1, text, blocks } as const;
    const samples = await measureWarm(task, rounds, ({ cpu }) => cpu / task.count / eventCount);
    const title = bytes ? "stream in blocks of 16 KiB, CPU per event" : "stream, one event a block, CPU per event";
    measurements.push({ title, unit: "µs", isRatio: true, isCharted: bytes > 0, goal: bytes ? 1.15 : 1.05, samples });
  }
  return measurements;
}

/** Measures the CPU time per event of a stream over loopback. */
export async function measureStreamOverLoopback({ server }: Bench): Promise<readonly Measurement[]> {
  const { text } = createStream(workload.loopbackEvents);
  const task = { kind: "stream", count: 3, inFlight: 1, url: `${server}/events`, text } as const;
  const samples = await measureWarm(task, rounds, ({ cpu }) => cpu / task.count / workload.loopbackEvents);
  return [
    {
      title: "stream over loopback, one event a write, CPU per event",
      unit: "µs",
      isRatio: true,
      isCharted: true,
      goal: 1.05,
      samples,
    },
  ];
}

/** Measures the time from a call over loopback to its first chunk. */
export async function measureFirstChunk({ server }: Bench): Promise<readonly Measurement[]> {
  const { text } = createStream(workload.shortEvents);
  const task = { kind: "first", count: 16, inFlight: 1, url: `${server}/first`, text } as const;
  const samples = await measureWarm(task, rounds, ({ firstTextMs }) => median(firstTextMs) * 1_000);
  return [{ title: "time to the first chunk over loopback", unit: "µs", isRatio: true, goal: 1.15, samples }];
}
